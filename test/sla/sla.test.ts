import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const COLUMNS =
  'lead_id: ID, manager: Manager, created_at: Created, answered_at: Answered, status: Status, reason: Reason, closed_at: Closed';
const CALENDAR = 'calendar: {days: Mon-Fri, hours: "09:00-18:00", holidays: [2026-11-04]}';
const yaml = (sla: string, more = '') => `timezone: Europe/Moscow
files: [{path: crm.csv, table: crm, columns: {${COLUMNS}}}]
statuses: {New: lead, Won: deal, Lost: lost, Import: lead}
${sla === '' ? '' : `sla: {${sla}}\n`}${more}`;

// 2026-11-06 is a Friday.
const CRM = `ID,Manager,Created,Answered,Status,Reason,Closed
1,Анна,2026-11-06 17:55,2026-11-09 09:10,Won,,2026-11-12 10:00
2,Анна,2026-11-06 12:00,2026-11-06 12:15,New,,
3,Анна,2026-11-03 17:50,2026-11-05 09:06,New,,
4,Борис,2026-11-09 10:00,,New,,
5,Борис,2026-11-12 11:50,,New,,
6,Борис,2026-11-09 10:00,,Lost,Спам,2026-11-09 10:05
7,Борис,2026-11-09 10:00,2026-11-09 09:00,Lost,Дорого,2026-11-10 10:00
8,Борис,2026-11-10 10:00,,Import,,
9,Борис,2026-11-12 12:00,,New,,
`;
const given = (sla: string, crm = CRM, more = '') => folder({ 'crm.csv': crm, 'funnel.yaml': yaml(sla, more) });
const ask = async (path: string, ...flags: string[]) => {
  const { code, out, err } = await funnel(['sla', path, '--all', ...flags]);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  return out;
};
const figures = async (path: string, names: readonly string[], ...flags: string[]) =>
  rowsOf(await ask(path, '-f', 'json', ...flags), 'sla').map((row) => names.map((one) => row.get(one)));

const PARTS = ['manager', 'leads', 'answered', 'within', 'late', 'overdue', 'pending', 'unknown', 'outside'];

describe('how fast leads are answered', () => {
  it('is counted in working time: nights, weekends and days off stand still', { tags: 'slow' }, async () => {
    const path = given(`${CALENDAR}, none: Import`);
    expect(
      await figures(path, [...PARTS, 'within_rate', 'median_seconds', 'elapsed_median_seconds', 'verdict']),
    ).toEqual([
      // Answered before it was made is not answered; spam that is lost before its answer was due needs none.
      ['Борис', 6, 0, 0, 0, 2, 2, 1, 1, 0, null, null, null],
      ['Анна', 3, 3, 2, 1, 0, 0, 0, 0, 0.666667, 900, 141_360, null],
      ['(total)', 9, 3, 2, 1, 2, 2, 1, 1, 0.4, 900, 141_360, null],
    ]);
  });

  it('without a calendar nothing is in time or late, whoever has no answer waits, and the calendar is proposed', {
    tags: 'slow',
  }, async () => {
    const path = given('');
    expect(
      await figures(path, [...PARTS, 'within_rate', 'verdict', 'feedback_due', 'feedback_rate', 'feedback_ever']),
    ).toEqual([
      ['Борис', 6, 0, null, null, null, 6, 0, 0, null, null, null, null, 2],
      ['Анна', 3, 3, null, null, null, 0, 0, 0, null, null, null, null, 1],
      ['(total)', 9, 3, null, null, null, 6, 0, 0, null, null, null, null, 3],
    ]);
    const en = await ask(path);
    expect(en.replace(/\s+/g, ' ')).toContain('sla: {calendar: {days: [Mon, Thu-Fri], hours: "09:00-13:00"}}');
    expect((await ask(path, '--lang', 'ru')).replace(/\s+/g, ' ')).toContain('без календаря нет ответов в срок');
  });

  it('feedback is the first change of a history, whatever changed later', { tags: 'slow' }, async () => {
    const history = (of: string) =>
      folder({
        'crm.csv': `ID,Manager,Created,Answered,Status,Reason,Closed\n1,Анна,2026-11-09 10:00,2026-11-09 10:05,Talking,,\n2,Анна,2026-11-27 10:00,,New,,\n`,
        'moves.csv': `Lead,At,From,To\n${of}`,
        'funnel.yaml': yaml(CALENDAR)
          .replace(
            'files: [',
            'files: [{path: moves.csv, table: stage_events, columns: {lead_id: Lead, entered_at: At, from_status: From, status: To}}, ',
          )
          .replace('New: lead', 'New: lead, Called: lead, Talking: lead'),
      });
    const feedback = (path: string) => figures(path, ['manager', 'feedback_due', 'feedback_rate']);
    const soon = history('1,2026-11-10 12:00,New,Called\n1,2026-11-24 12:00,Called,Talking\n');
    expect((await feedback(soon)).at(-1)).toEqual(['(total)', 1, 1]);
    const late = history('1,2026-11-23 12:00,New,Called\n1,2026-11-24 12:00,Called,Talking\n');
    expect((await feedback(late)).at(-1)).toEqual(['(total)', 1, 0]);
  });

  it('by speed: buckets up to and including their time, then who waits; the others are left out', {
    tags: 'slow',
  }, async () => {
    const path = given(`${CALENDAR}, none: Import`);
    expect(await figures(path, ['speed', 'leads', 'deals', 'deal_rate'], '--by', 'speed')).toEqual([
      ['15m', 2, 1, 0.5],
      ['1h', 1, 0, 0],
      ['unanswered', 4, 0, 0],
      ['(total)', 7, 1, 0.142857],
    ]);
    expect(await ask(path, '--by', 'speed', '--lang', 'ru')).toContain('без ответа');
  });

  it('by another dimension the managers give way to it; the hour and the weekday are those of creation', {
    tags: 'slow',
  }, async () => {
    const path = given(CALENDAR);
    expect(await figures(path, ['weekday', 'leads'], '--by', 'weekday')).toEqual([
      ...(
        [
          ['Mon', 3],
          ['Tue', 2],
          ['Thu', 2],
          ['Fri', 2],
          ['(total)', 9],
        ] as const
      ).map((one) => [...one]),
    ]);
    expect((await figures(path, ['hour', 'leads'], '--by', 'hour')).slice(0, 3)).toEqual([
      ['10', 4],
      ['11', 1],
      ['12', 2],
    ]);
    const [row] = await figures(path, ['source', 'manager', 'leads'], '--by', 'source');
    expect(row).toEqual(['(no source)', undefined, 9]);
    const both = await figures(path, ['manager', 'weekday', 'leads'], '--by', 'manager,weekday');
    expect(both.at(0)).toEqual(['Анна', 'Tue', 1]);
  });

  it('a verdict takes thirty leads, and waits where more than a tenth still have time', { tags: 'slow' }, async () => {
    const rows = (late: number, pending: number) => [
      'ID,Manager,Created,Answered,Status,Reason,Closed',
      ...Array.from(
        { length: 30 },
        (_, at) => `${at + 1},Анна,2026-11-09 10:00,2026-11-09 1${at < late ? 1 : 0}:01,New,,`,
      ),
      ...Array.from({ length: pending }, (_, at) => `9${at},Анна,2026-11-10 10:00,,New,,`),
    ];
    const verdict = async (late: number, pending = 0) =>
      (
        await figures(given(CALENDAR, `${rows(late, pending).join('\n')}\n`, 'norms: {within_rate: 80%}\n'), [
          'norm',
          'verdict',
        ])
      )[0];
    expect(await verdict(30)).toEqual([0.8, 'below']);
    expect(await verdict(6)).toEqual([0.8, 'ok']);
    expect(await verdict(0)).toEqual([0.8, 'above']);
    expect(await verdict(0, 4)).toEqual([0.8, 'too early']);
    expect((await figures(given(CALENDAR, CRM, 'norms: {within_rate: 80%}\n'), ['verdict'])).at(-1)).toEqual([
      'too few',
    ]);
  });

  it('keeps the norm of what is answered in time where those of steps are of another period', async () => {
    const path = given(CALENDAR, CRM, 'norms: {within_rate: 80%}\n');
    const asked = ['report', path, '--all', '--section', 'sla,leak', '--norms', '2026-11', '-f', 'json'];
    const { out } = await funnel(asked);
    expect(new Set(rowsOf(out, 'sla').map((row) => row.get('norm')))).toEqual(new Set([0.8]));
  });

  it('an answer is none by whoever is named, and a time of day that nobody wrote is not known', {
    tags: 'slow',
  }, async () => {
    expect((await figures(given(`${CALENDAR}, not_by: анна`), PARTS)).at(1)).toEqual(['Анна', 3, 0, 0, 0, 3, 0, 0, 0]);
    const path = given(CALENDAR, CRM.replace(/(2026-11-\d\d) \d\d:\d\d,(2026|,)/g, '$1,$2'));
    const total = (await figures(path, PARTS)).at(-1);
    expect(total).toEqual(['(total)', 9, 0, 0, 0, 0, 0, 9, 0]);
    expect(await ask(path)).toContain('unknown for lack of a time of the day');
  });

  it('a day alone among moments is no midnight: of the answer, the creation or the assignment; a midnight among them may be one', {
    tags: 'slow',
  }, async () => {
    const crm = `ID,Manager,Created,Answered,Status,Reason,Closed
1,Анна,2026-11-06 10:00,2026-11-06 10:05,New,,
2,Анна,2026-11-06,2026-11-06 11:00,New,,
3,Анна,2026-11-06 12:00,07.11.2026,New,,
4,Анна,2026-11-06 12:00,2026-11-09 00:00,New,,
5,Анна,2026-11-09 00:00,2026-11-09 09:05,New,,
`;
    const path = given(CALENDAR, crm);
    expect((await figures(path, PARTS)).at(-1)).toEqual(['(total)', 5, 1, 1, 0, 0, 0, 4, 0]);
    expect(await figures(path, ['hour', 'leads'], '--by', 'hour')).toEqual([
      ['(no time)', 2],
      ['10', 1],
      ['12', 2],
      ['(total)', 5],
    ]);
    // Where each has its time, midnight is one.
    const timed = crm.replace('2026-11-06,', '2026-11-06 10:50,').replace('07.11.2026', '2026-11-07 00:00');
    expect((await figures(given(CALENDAR, timed), PARTS)).at(-1)).toEqual(['(total)', 5, 5, 3, 2, 0, 0, 0, 0]);
  });

  it('a cell of an answer or an assignment that cannot be read is unknown, unless another tells it', {
    tags: 'slow',
  }, async () => {
    const crm = `ID,Manager,Created,Given,Answered,SLA
1,Анна,2026-11-06 10:00,,,20 мин
2,Анна,2026-11-06 10:00,,утром,
3,Анна,2026-11-06 10:00,,утром,0:10:00
4,Анна,2026-11-06 10:00,утром,2026-11-06 12:00,
5,Анна,2026-11-06 10:00,,,
6,Борис,2026-11-06 10:00,,,20 мин
`;
    const of = (sla: string, more: Record<string, string> = {}) =>
      folder({
        'crm.csv': crm,
        ...more,
        'funnel.yaml': `timezone: Europe/Moscow
files:
  - {path: '*.csv', table: crm, columns: {lead_id: ID, manager: Manager, created_at: Created, assigned_at: Given, answered_at: Answered, response: SLA}}
sla: {not_by: Борис, ${sla}}
`,
      });
    expect(await figures(of(CALENDAR), PARTS, '--as-of', '2026-11-09')).toEqual([
      ['Анна', 5, 1, 1, 0, 1, 0, 3, 0],
      ['Борис', 1, 0, 0, 0, 1, 0, 0, 0],
      ['(total)', 6, 1, 1, 0, 2, 0, 3, 0],
    ]);
    // Without a calendar as well; and who has the lead is not asked where the clock starts at creation.
    expect((await figures(of(''), PARTS, '--as-of', '2026-11-09')).at(-1)).toEqual([
      '(total)',
      6,
      2,
      null,
      null,
      null,
      2,
      2,
      0,
    ]);
    expect((await figures(of(`from: created, ${CALENDAR}`), PARTS, '--as-of', '2026-11-09')).at(-1)).toEqual([
      '(total)',
      6,
      2,
      1,
      1,
      2,
      0,
      2,
      0,
    ]);
    // A newer download that can be read tells it.
    const newer = 'Анна,2026-11-06 10:00,,2026-11-06 10:05,\n7,Борис,2026-11-08 10:00,,,';
    const two = of(CALENDAR, { 'newer.csv': `${crm.split('\n')[0]}\n1,${newer}\n` });
    expect((await figures(two, PARTS, '--as-of', '2026-11-09')).at(-1)).toEqual(['(total)', 7, 2, 2, 0, 3, 0, 2, 0]);
  });

  it('an assignment of after the as-of moment that was asked for is none yet', async () => {
    const path = folder({
      'crm.csv': `ID,Manager,Created,Given,Answered
1,Анна,2026-11-09 10:00,2026-11-10 09:00,2026-11-09 10:30
2,Анна,2026-11-09 10:00,2026-11-10 09:00,
`,
      'funnel.yaml': `timezone: Europe/Moscow
files: [{path: crm.csv, table: crm, columns: {lead_id: ID, manager: Manager, created_at: Created, assigned_at: Given, answered_at: Answered}}]
sla: {${CALENDAR}}
`,
    });
    const told = [...PARTS, 'routing_median_seconds'];
    expect((await figures(path, told, '--as-of', '2026-11-09')).at(-1)).toEqual([
      '(total)',
      2,
      1,
      0,
      1,
      1,
      0,
      0,
      0,
      null,
    ]);
    expect((await figures(path, told, '--as-of', '2026-11-10')).at(-1)).toEqual([
      '(total)',
      2,
      1,
      1,
      0,
      1,
      0,
      0,
      0,
      82_800,
    ]);
  });

  it('a column of response times counts by the clock, or working time where funnel.yaml says so', async () => {
    const crm = 'ID,Created,SLA\n1,2026-11-06 17:55,63:10:00\n2,2026-11-06 17:55,00:10:00\n3,2026-11-06 10:00,\n';
    const of = (sla: string) =>
      folder({
        'crm.csv': crm,
        'funnel.yaml': `timezone: Europe/Moscow
files: [{path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, response: SLA}}]
sla: {${sla}${CALENDAR}}
`,
      });
    const names = ['within', 'late', 'overdue', 'median_seconds', 'elapsed_median_seconds'];
    expect((await figures(of(''), names)).at(-1)).toEqual([2, 0, 1, 450, 114_000]);
    expect((await figures(of('response_in: working, '), names)).at(-1)).toEqual([1, 1, 1, 114_000, null]);
  });

  it('a working day on which nobody was answered is named', { tags: 'slow' }, async () => {
    const crm = `${CRM}10,Анна,2026-11-12 09:00,2026-11-12 09:01,New,,\n`;
    expect((await ask(given(CALENDAR, crm))).replace(/\s+/g, ' ')).toContain(
      'working days on which nobody was answered: 2026-11-10 to 2026-11-11;',
    );
  });

  it('joins a report whose configuration speaks of it, and no other', { tags: 'slow' }, async () => {
    const reports = async (path: string) =>
      Object.keys(JSON.parse((await funnel(['report', path, '--all', '-f', 'json'])).out).reports);
    expect(await reports(given(CALENDAR))).toEqual(['stages', 'sources', 'reasons', 'sla']);
    expect(await reports(given(''))).toEqual(['stages', 'sources', 'reasons']);
    // By the day of events there are no answers to leads of those days: the others are there, and it is said.
    const asked = ['report', given(CALENDAR), '--month', '2026-11', '--basis', 'event'];
    const { out, code } = await funnel(asked);
    expect([code, out.replace(/\s+/g, ' ')]).toEqual([0, expect.stringContaining('sla is left out')]);
    expect(Object.keys(JSON.parse((await funnel([...asked, '-f', 'json'])).out).reports)).not.toContain('sla');
  });

  it('explains a share by the leads that it is of', async () => {
    const path = given(`${CALENDAR}, none: Import`);
    const { out, code } = await funnel(['explain', 'sla.within_rate', path, '--all', '--row', 'manager=Анна', '--ids']);
    expect(code).toBe(0);
    for (const words of ['leads answered in time', 'leads whose answer was due', 'answered = «Answered» of «crm.csv»'])
      expect(out).toContain(words);
  });

  it('says where no export tells of answers', { tags: 'slow' }, async () => {
    const path = folder({
      'crm.csv': 'ID,Created\n1,2026-11-06 17:55\n',
      'funnel.yaml': 'files: [{path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created}}]\n',
    });
    expect(await figures(path, ['leads', 'unknown'])).toEqual([['(no manager)', 1, 1].slice(1), [1, 1]]);
    expect((await ask(path)).replace(/\s+/g, ' ')).toContain('no export tells when leads were answered');
  });
});

describe('the calendar of funnel.yaml', () => {
  const refused = async (sla: string, files: Record<string, string> = {}) => {
    const { code, err } = await funnel([
      'sla',
      folder({ 'crm.csv': CRM, 'funnel.yaml': yaml(sla), ...files }),
      '--all',
      '--lang',
      'en',
    ]);
    return [code, err.replace(/\s+/g, ' ')];
  };

  it.each([
    ['calendar: {hours: "22:00-06:00"}', 'a night shift is not counted'],
    ['calendar: {days: пн-пт}', 'did you mean `Mon-Fri`?'],
    ['calendar: {by: {manager: {Анна: {hours: "20:00-02:00"}}}}', 'a night shift is not counted'],
    ['calendar: {by: {menager: {}}}', 'did you mean `manager`?'],
    ['from: creation', 'created'],
    ['response_in: hours', 'elapsed'],
    ['norm: 80%', 'unknown key `norm`'],
  ])('is refused with what to write: %s', async (sla, words) => {
    const [code, said] = await refused(sla);
    expect([code, said]).toEqual([2, expect.stringContaining(words)]);
  });

  it.each([
    ['date,hours\n2026-11-31,\n', 'days.csv: line 2', 'not a day'],
    ['date,hours\n2026-11-03,\n03.11.2026,09:00-12:00\n', 'days.csv: line 3', 'stands twice, first in line 2'],
    ['date,hours\n2026-11-03,22:00-06:00\n', 'days.csv: line 2', 'not hours of one day'],
    ['day;hours;what\n', 'days.csv', ''],
    ['when\n2026-11-03\n', 'days.csv', 'date,hours'],
  ])('a file of days is read line by line: %j', { tags: 'slow' }, async (days, place, words) => {
    const [code, said] = await refused('calendar: {days: Mon-Fri, hours: "09:00-18:00", holidays: days.csv}', {
      'days.csv': days,
    });
    if (words === '') expect(code).toBe(0);
    else expect([code, said]).toEqual([2, expect.stringMatching(new RegExp(`${place}.*${words}|${words}.*${place}`))]);
  });

  it('a file of days holds short days and working Saturdays as well, with any heading of ours', {
    tags: 'slow',
  }, async () => {
    const crm = 'ID,Manager,Created,Answered,Status,Reason,Closed\n1,Анна,2026-11-06 14:55,2026-11-07 10:05,New,,\n';
    const path = folder({
      'crm.csv': crm,
      'days.csv': 'Дата;Часы\n06.11.2026;09:00-15:00\n07.11.2026;10:00-14:00\n',
      'funnel.yaml': yaml('calendar: {days: Mon-Fri, hours: "09:00-18:00", holidays: days.csv}'),
    });
    expect((await figures(path, ['within', 'median_seconds'])).at(-1)).toEqual([1, 600]);
  });

  it('says which managers and statuses of it no export has', async () => {
    const path = given(
      `calendar: {days: Mon-Fri, by: {manager: {Ана: {hours: "10:00-19:00"}}}}, not_by: [Робот], none: [Импорт]`,
    );
    const { warnings } = JSON.parse(await ask(path, '-f', 'json')) as { warnings: { code: string; message: string }[] };
    const said = warnings.filter(({ code }) => code === 'sla-unmatched').map(({ message }) => message);
    expect(said).toHaveLength(3);
    expect(said[0]).toContain('Анна');
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CRM, folder, funnel, small, YAML } from './run.js';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

describe('wrong input gives one clear message and the right exit code', () => {
  const cases: [
    what: string,
    files: Record<string, string | Uint8Array>,
    argv: string[],
    code: number,
    says: string[],
  ][] = [
    ['an empty file', { 'a.csv': '' }, [], 2, ['a.csv', 'empty']],
    ['a file of blanks', { 'a.csv': ' \n\n \r\n' }, [], 2, ['empty']],
    ['a picture named .csv', { 'a.csv': PNG }, [], 2, ['PNG', 'not an export']],
    ['an HTML page named .csv', { 'a.csv': '<!doctype html><html></html>' }, [], 2, ['HTML', 'download it again']],
    ['a folder without exports', { 'notes.md': '# hi' }, [], 2, ['no exports']],
    [
      'a CRM export without lead IDs',
      { ...small(), 'funnel.yaml': YAML.replace('lead_id: ID, ', '') },
      [],
      2,
      ['without lead IDs', 'lead_id: ID'],
    ],
    [
      'a heading that is not there',
      { ...small(), 'funnel.yaml': YAML.replace('created_at: Created', 'created_at: Creatd') },
      [],
      2,
      ['Creatd', 'did you mean «Created»'],
    ],
    [
      'an unknown status',
      { ...small(), 'crm.csv': CRM.replace('Qualified', 'On hold') },
      [],
      2,
      ['On hold', '# 1 row', '--guess'],
    ],
    [
      'a mistyped key',
      { ...small(), 'funnel.yaml': YAML.replace('statuses:', 'statusses:') },
      [],
      2,
      ['funnel.yaml', 'line 9', 'statuses'],
    ],
    ['a mistyped option', small(), ['--mont', '2026-10'], 2, ['--mont', '--month']],
    ['a format that is none', small(), ['-f', 'xls'], 2, ['xls']],
    ['a month that is none', small(), ['--month', '2026-13'], 2, ['--month 2026-13']],
    ['a day that is none', small(), ['--from', '2026-02-30'], 2, ['--from 2026-02-30']],
    ['a filter that nothing has', small(), ['--where', 'source=Gogle'], 2, ['source = Gogle', 'did you mean Google']],
    ['a dimension that is none', small(), ['--by', 'sorce'], 2, ['sorce', 'did you mean source']],
    [
      'too many lines that cannot be read',
      { ...small(), 'crm.csv': `${CRM}5,2026-10-05` },
      [],
      3,
      ['crm.csv', '1 of 6 lines', 'line 6', '--max-rejects'],
    ],
    [
      'days that are none, before lines that cannot be read',
      { ...small(), 'crm.csv': `${CRM}5,2026-10-05` },
      ['--month', '2026-13'],
      2,
      ['--month 2026-13'],
    ],
    [
      'a dimension that is none, before lines that cannot be read',
      { ...small(), 'crm.csv': `${CRM}5,2026-10-05` },
      ['--by', 'sorce'],
      2,
      ['did you mean source'],
    ],
    ['an unknown file alone', { 'other.csv': 'a,b\n1,2\n' }, [], 2, ['other.csv', 'not an export that is known']],
    [
      'a copy of a file',
      { ...small(), 'crm2.csv': CRM, 'funnel.yaml': YAML.replace('crm.csv', 'crm*.csv') },
      [],
      2,
      ['given twice'],
    ],
  ];
  it.each(cases)('%s', { tags: 'slow' }, async (_, files, argv, code, says) => {
    const ran = await funnel(['report', folder(files), ...argv]);
    for (const part of says) expect(ran.err).toContain(part);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).not.toMatch(/\n\s+at /);
  });

  it('says it in Russian too', async () => {
    const ran = await funnel(['report', folder({ 'a.csv': PNG }), '--lang', 'ru']);
    expect(ran.err).toContain('это картинка PNG, а не выгрузка');
  });

  it('names a command that is mistyped', async () => {
    const ran = await funnel(['reprot']);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('did you mean report');
  });

  it('does not take an address for a file', async () => {
    const ran = await funnel(['report', 'https://example.com/a.csv']);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('never goes to the network');
  });

  it('never shows a whole row, and masks what is personal', async () => {
    const rows =
      'ID,Created,Status,Source,Budget,Reason\n1,mail anna@example.com or +7 999 000-00-00,New,VK,,secret reason\n';
    const ran = await funnel(['check', folder({ ...small(), 'crm.csv': rows })]);
    expect(ran.out).toContain('not a date');
    expect(ran.out).not.toMatch(/anna@|999 000|secret reason/);
  });

  it('says what a check found with exit code 1, and nothing with 0', { tags: 'slow' }, async () => {
    const told = {
      ...small(),
      'funnel.yaml': small()['funnel.yaml']?.replace('Lost: lost', 'Lost: {lost: lead}') ?? '',
    };
    expect((await funnel(['check', folder(told)])).code).toBe(0);
    expect((await funnel(['check', folder({ ...small(), 'crm.csv': `${CRM}5,2026-10-05` })])).code).toBe(1);
  });

  it('takes warnings for errors when it is told to be strict', { tags: 'slow' }, async () => {
    const files = { ...small(), 'crm.csv': `${CRM}4,2026-10-04 09:15,Won,Google,400,\n` };
    expect((await funnel(['report', folder(files)])).code).toBe(0);
    const ran = await funnel(['report', folder(files), '--strict']);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('duplicate-leads: 1 row with a lead ID that comes again');
  });

  it('with --strict=CODE,… takes those for errors that bear one of the codes, and no others', {
    tags: 'slow',
  }, async () => {
    const path = folder({ ...small(), 'crm.csv': `${CRM}4,2026-10-04 09:15,Won,Google,400,\n` });
    const codeOf = async (...flags: string[]) => (await funnel(['report', path, ...flags])).code;
    expect(await codeOf('--strict=no-data,missing-days')).toBe(0);
    expect(await codeOf('--strict=no-data,duplicate-amounts')).toBe(2);
    expect((await funnel(['check', path, '--strict=no-data'])).code).toBe(1);
    expect((await funnel(['check', path, '--strict=duplicate-leads'])).code).toBe(2);
    const { err } = await funnel(['report', path, '--strict', 'duplicate-leads']);
    expect(err).toContain('did you mean --strict=duplicate-leads?');
  });

  it('goes on with guesses when it may, and says so in the head', { tags: 'slow' }, async () => {
    const ran = await funnel([
      'report',
      folder({ ...small(), 'crm.csv': CRM.replace('Qualified', 'Qualified lead') }),
      '--guess',
    ]);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('guessed statuses: Qualified lead → qualified');
  });

  it('shows control characters of a file name instead of obeying them', async () => {
    const path = folder({});
    mkdirSync(join(path, 'x'));
    writeFileSync(join(path, 'x', 'a\u001b[31m.csv'), PNG);
    const ran = await funnel(['report', join(path, 'x')]);
    expect(ran.err).toContain('a\\u001b[31m.csv');
  });
});

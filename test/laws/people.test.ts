import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFunnel } from '../../src/library.js';
import { folder, funnel, rowsOf } from '../cli/run.js';

const PHONES = ['+7 999 123-45-67', '8 (999) 123-45-67', '89991234567', '+1 555 123 4567'];
const MAIL = 'anna.petrova@example.com';
/** What must not come out: any of them, however much is put around it. */
const PLANTED = [...PHONES, MAIL, 'Сергеевна', 'anna_petrova', '4509 123456'];

const phoneOf = (at: number): string => PHONES[at % PHONES.length] as string;
const planted = (): Record<string, string> => {
  const leads = ['New', 'Lost', 'Lost', 'Won', 'Перезвонить', 'Перезвонить'].map((status, at) => {
    const phone = phoneOf(at);
    const words = `Петрова Анна Сергеевна ${phone} ${MAIL} тг @anna_petrova паспорт 4509 123456`;
    const stage = status === 'Перезвонить' ? `${status} ${phone} тг @anna_petrova` : status;
    const cells = [
      at + 1,
      `2026-10-0${at + 1}`,
      stage,
      `Звонок ${phone}`,
      `весна ${MAIL}`,
      words,
      `Дорого, ${words}`,
      phone,
    ];
    return cells.join(';');
  });
  const spend = PHONES.map(
    (phone) => `2026-10-01,Звонок ${phone},лето ${MAIL},100,10\n2026-10-02,b,тел ${phone},5,1\n`,
  );
  const rejected = PHONES.map((phone, at) => `${at + 20};${phone};New;x;y;z;;\n`);
  return {
    [`crm ${PHONES[0]}.csv`]: `ID;Created;Status;Source;Campaign;Manager;Reason;City\n${leads.join('\n')}\n${rejected.join('')}`,
    'ads.csv': `Day,Source,Campaign,Cost,Clicks\n${spend.join('')}`,
    [`заметки ${MAIL}.csv`]: `Имя,Телефон\nПетрова Анна Сергеевна,${PHONES[1]}\n`,
  };
};
const YAML = `
dimensions: {city: City}
statuses: {New: lead, Lost: lost, Won: deal}
`;
const COMMANDS: string[][] = [
  ['check'],
  ['check', '-f', 'json'],
  ['report', '--explain'],
  ['report', '-f', 'csv'],
  ['report', '-f', 'json'],
  ['sources', '-f', 'csv', '--by', 'campaign,manager,city'],
  ['reasons', '-f', 'json', '--by', 'source,city'],
  ['stages', '--by', 'manager', '-f', 'csv'],
  ['sources', '--where', 'source=Звонок'],
  ['report', '--strict'],
];

describe('nobody who stands in texts of the exports comes out', () => {
  it.each(COMMANDS.map((command) => [command.join(' '), command] as const))(
    'of funnel %s',
    { tags: 'slow' },
    async (_, [name = '', ...flags]) => {
      const path = folder({ ...planted(), 'funnel.yaml': YAML });
      const rejects = name === 'check' ? [] : ['--max-rejects', '90%'];
      for (const more of [['--guess', ...rejects, '--lang', 'ru'], [...rejects, '--lang', 'en'], []]) {
        const { out, err } = await funnel([name, path, ...flags, ...more]);
        const said = (out + err).replaceAll(path, '');
        expect(PLANTED.filter((one) => said.includes(one))).toEqual([]);
        expect(said).toContain('•••');
      }
    },
  );

  it('nor of what is written down by init and into folders', async () => {
    const path = folder(planted());
    const { err } = await funnel(['init', path]);
    const yaml = readFileSync(join(path, 'funnel.yaml'), 'utf8');
    const target = folder({});
    await funnel(['report', path, '--guess', '--max-rejects', '90%', '-f', 'csv', '-o', target]);
    const written = readdirSync(target).map((name) => readFileSync(join(target, name), 'utf8'));
    for (const text of [yaml, err.replaceAll(path, ''), ...written])
      expect(PLANTED.filter((one) => text.includes(one))).toEqual([]);
  });

  it('nor of the library, whether it answers or refuses', async () => {
    const path = folder({ ...planted(), 'funnel.yaml': YAML });
    const report = await readFunnel(path, { guess: true, maxRejects: '90%', all: true });
    expect(PLANTED.filter((one) => JSON.stringify(report).includes(one))).toEqual([]);
    const error = await readFunnel(path).catch((one) => one);
    expect(PLANTED.filter((one) => `${error.what.en}${error.hint?.en}${error.file}`.includes(one))).toEqual([]);
  });
});

describe('what is no person', () => {
  const NAMES = ['VK @brand', 'VK @shop', 'Telegram - posev', 'Telegram - reklama', 'Mobile 2025-10', 'Mobile 2025-11'];
  const rows = NAMES.map((name, at) => `${at + 1},2026-10-01,New,${name},${name},${name}`);
  const files = {
    'crm.csv': `ID,Created,Status,Source,Campaign,Line\n${rows.join('\n')}\n`,
    'funnel.yaml': 'dimensions: {line: Line}\nstatuses: {New: lead}\n',
  };

  it.each(['campaign', 'line'])('tells the rows apart, by source and %s', { tags: 'slow' }, async (by) => {
    const { out } = await funnel(['sources', folder(files), '--all', '--by', by, '-f', 'json']);
    const names = rowsOf(out, 'sources').map((row) => [row.get('source'), row.get(by)]);
    expect(names.filter(([, own]) => own !== null).sort()).toEqual(NAMES.map((name) => [name, name]).sort());
  });

  it('is drafted by init as it is called, sources and files', async () => {
    const path = folder({ 'crm.csv': files['crm.csv'] });
    await funnel(['init', path]);
    const yaml = readFileSync(join(path, 'funnel.yaml'), 'utf8');
    expect(NAMES.filter((name) => !yaml.includes(name))).toEqual([]);
  });

  it('nor does a file without its people take another file of the folder', async () => {
    const lead = 'ID,Created,Status,Source\n1,2026-10-01,New,a\n';
    const spend = 'Day,Source,Campaign,Cost,Clicks\n2026-10-01,a,x,100,5\n';
    const path = folder({ [`${PHONES[0]} a.csv`]: lead, [`${PHONES[1]} a.csv`]: spend, [`${PHONES[2]} b.csv`]: spend });
    await funnel(['init', path]);
    const yaml = readFileSync(join(path, 'funnel.yaml'), 'utf8');
    expect(yaml).not.toContain('"* a.csv"');
    for (const own of [`${PHONES[0]} a.csv`, `${PHONES[1]} a.csv`, '* b.csv']) expect(yaml).toContain(own);
  });
});

describe('what is hidden', () => {
  const crm = (reasons: readonly string[]) =>
    `ID,Created,Status,Source,Campaign,Reason\n${reasons.map((reason, at) => `${at + 1},2026-10-01,Lost,a,70000000${at},${reason}`).join('\n')}\n`;
  const files = (reasons: readonly string[]) => ({ 'crm.csv': crm(reasons), 'funnel.yaml': 'statuses: {Lost: lost}' });
  const HIDDEN = ['Звонить +7 999 123-45-67', 'Звонить +7 999 123-45-68', 'Дорого', 'Дорого', 'дорого'];

  it('is counted and said once, with what shows it', { tags: 'slow' }, async () => {
    const { out } = await funnel(['report', folder(files(HIDDEN)), '--all', '--lang', 'en']);
    expect(
      out.match(/messengers, documents or names are hidden \(•••\), texts: 2; --personal shows them/gu),
    ).toHaveLength(1);
    const csv = await funnel(['reasons', folder(files(HIDDEN)), '--all', '-f', 'csv', '--lang', 'en']);
    expect(csv.err).toContain('--personal shows them');
  });

  it('is shown with --personal', async () => {
    const { out, err } = await funnel(['reasons', folder(files(HIDDEN)), '--all', '-f', 'csv', '--personal']);
    expect(out).toContain('Звонить +7 999 123-45-67');
    expect(err).not.toContain('•••');
  });

  it('are never the IDs of campaigns, nor what is free of people', async () => {
    const { out } = await funnel(['sources', folder(files(['Дорого'])), '--all', '--by', 'campaign', '-f', 'json']);
    expect(rowsOf(out, 'sources')[0]?.get('campaign')).toBe('700000000');
    expect(out).not.toContain('•••');
  });

  it('is what fewer than three have said: such a reason has no example', async () => {
    const { out } = await funnel(['reasons', folder(files(HIDDEN)), '--all', '-f', 'json']);
    const examples = rowsOf(out, 'reasons').map((row) => [row.get('reason'), row.get('examples')]);
    expect(examples).toEqual([
      ['Дорого', ['Дорого', 'дорого']],
      ['Звонить •••', []],
      ['Звонить •••', []],
    ]);
  });
});

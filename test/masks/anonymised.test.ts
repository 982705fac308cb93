import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { orRefused } from '../../src/error.js';
import type { Io } from '../../src/io.js';
import { maskRow, rowsIn } from '../../src/masks/mask-file.js';
import type { Draw } from '../../src/masks/masking.js';
import { fold } from '../../src/model/fold.js';
import { type Anonymised, anonymised } from '../../src/session/make-anonymised.js';
import { writeAnonymised } from '../../src/session/write-anonymised.js';
import { folder, funnel } from '../cli/run.js';
import { shortDemo } from '../cli/short-demo.js';
import { eachOf } from '../given.js';
import { silentIo } from '../silent-io.js';

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
const DRAW: Draw = { key: new Uint8Array(32).fill(5), factor: 3, years: 2 };
const io = silentIo();
const reading = (path: string) => ({
  ...({ paths: [path], config: undefined, guess: false, reach: 'implied', maxRejects: { share: 1 } } as const),
});
const nowhere = () => join(mkdtempSync(join(tmpdir(), 'funnel-test-')), 'copy');

const EXPORT = /\.(?:csv|tsv|txt|xlsx|xls|html?)$/i;
/** Whatever lies under the fixtures; of all folders the long run looks at each, the others at every third. */
const folders = (
  readdirSync(fixtures, { recursive: true, withFileTypes: true }) as {
    name: string;
    parentPath: string;
    isFile(): boolean;
  }[]
)
  .filter((entry) => entry.isFile() && EXPORT.test(entry.name) && !entry.parentPath.includes('/expected'))
  .map(({ parentPath }) => parentPath)
  .filter((path, at, all) => all.indexOf(path) === at)
  .sort()
  .filter((_, at) => process.env.FUNNEL_LONG === '1' || at % 3 === 0);

/** Of whom, and of what, a stranger must learn nothing, whatever stands there. */
const SECRET = new Set([
  ...['lead_id', 'deal_id', 'ad_lead_id', 'campaign', 'campaign_id', 'ad_group', 'ad', 'keyword', 'account', 'manager'],
  ...['gclid', 'yclid', 'fbclid', 'client_id', 'utm_campaign', 'landing', 'recording', 'phone', 'email'],
]);
/** What names nobody: `(not set)`, `{campaign_name}`, `Total`. */
const NOBODY = /^[([{].*[)\]}]$|^(?:total|итого|all|undefined|unknown)$/iu;

/** What must not stand in the copy: cells of columns that nobody reads, secrets, and those that became others; and what may. */
async function cellsOf({ masked }: Anonymised): Promise<{ hidden: Set<string>; open: Set<string> }> {
  const [hidden, open] = [new Set<string>(), new Set<string>()];
  for (const file of masked)
    for await (const cells of rowsIn(file.loaded)) {
      const row = maskRow(cells, file);
      for (const [at, cell] of cells.entries()) {
        const column = file.columns.get(at);
        const isHidden = column === undefined || SECRET.has(column.as) || (row[at] !== cell && !column.isTyped);
        if (isHidden && !NOBODY.test(cell)) hidden.add(cell);
        else if (row[at] === cell) open.add(cell);
      }
    }
  return { hidden, open };
}

/** Long enough that it stands nowhere by chance. A round number may be an amount as well. */
const isTelling = (cell: string): boolean =>
  /\p{L}/u.test(cell) ? cell.length >= 4 : cell.replace(/\D/g, '').replace(/0+$/, '').length >= 7;

describe('what a stranger is shown', () => {
  const holdNothing = async (paths: readonly string[]) => {
    let read = 0;
    for (const path of paths) {
      const leaks = await orRefused(() =>
        anonymised({ ...reading(path), guess: true }, io, DRAW, async (copy) => {
          const { hidden, open } = await cellsOf(copy);
          const written = [...copy.files].map(([, bytes]) => Buffer.from(bytes).toString('utf8')).join('\n');
          const headings = copy.masked.flatMap(({ loaded }) => loaded.shape.headings);
          // Words that the copy is put together of.
          const ours = ['export', 'line', 'Column', 'Total', 'Итого', 'funnel anonymize'];
          const known = fold([...open, ...headings, ...ours].join('\n'));
          const found = [...hidden].filter(
            (cell) => isTelling(cell) && !known.includes(fold(cell)) && written.includes(cell),
          );
          return { found };
        }),
      );
      if (!('found' in leaks)) continue;
      read++;
      expect([path, leaks.found]).toEqual([path, []]);
    }
    expect(read).toBeGreaterThan(paths.length / 2);
  };
  const holds = 'holds no cell that nobody reads, and no ID, manager, campaign, phone or address of the exports';
  const isOfFew = (at: number) => at % 5 === 0;
  it(holds, { timeout: 300_000 }, () => holdNothing(folders.filter((_, at) => isOfFew(at))));
  it(`${holds}, of further folders`, { timeout: 300_000, tags: 'slow' }, () =>
    holdNothing(folders.filter((_, at) => !isOfFew(at))),
  );

  type Sheet = { columns: { name: string; kind: string }[]; rows: (number | string | null)[][] };
  const MONEY = new Set(['money', 'unit_cost']);
  /** The numbers of a report, each row by those that are no amounts; amounts times a factor. */
  const numbersOf = (json: string, factor: number) =>
    Object.fromEntries(
      Object.entries((JSON.parse(json) as { reports: Record<string, Sheet> }).reports).map(
        ([name, { columns, rows }]) => {
          const isNumber = (value: unknown) => value !== null && value !== '' && !Number.isNaN(Number(value));
          const plain = rows.map((row) =>
            row.filter((value, at) => isNumber(value) && !MONEY.has(columns[at]?.kind ?? '')),
          );
          const money = rows.flatMap((row) =>
            row.filter((value, at) => isNumber(value) && MONEY.has(columns[at]?.kind ?? '')),
          );
          return [
            name,
            {
              plain: plain.map((row) => JSON.stringify(row)).sort(),
              money: money.map((value) => Number(value) * factor).sort((a, b) => a - b),
            },
          ];
        },
      ),
    );

  eachOf(3, [
    'sources/crm-bitrix24-html-named-xls',
    'sources/home-made-sums-of-months',
    'sources/calls-calltouch-requests',
    'sources/crm-amocrm-windows-1251',
    'sources/google-ads-italian-two-totals',
    'sources/history-home-made-newest-first',
    'demo',
    'demo-ru',
  ])('says in every report what the exports say, but for names, the factor and the days: %s', async (name) => {
    const [path, out] = [name === 'demo' ? folder(shortDemo()) : join(fixtures, name), nowhere()];
    await writeAnonymised(reading(path), { out, keepMoney: false }, io, DRAW);
    const [own, copy] = [
      await funnel(['report', path, '--all', '-f', 'json', '--guess']),
      await funnel(['report', out, '--all', '-f', 'json', '--guess']),
    ];
    expect([copy.code, copy.err.split('\n')[0]?.startsWith('funnel:')]).toEqual([own.code, false]);
    const [wanted, got] = [numbersOf(own.out, 3), numbersOf(copy.out, 1)];
    expect(Object.keys(got)).toEqual(Object.keys(wanted));
    for (const [report, { plain, money }] of Object.entries(wanted)) {
      // A plan of months is held against months whose edges have moved.
      if (report !== 'plan') expect([report, got[report]?.plain]).toEqual([report, plain]);
      expect(got[report]?.money).toHaveLength(money.length);
      if (report !== 'plan')
        for (const [at, amount] of money.entries())
          expect(Math.abs((got[report]?.money[at] ?? 0) - amount), `${report} ${amount}`).toBeLessThan(0.05);
    }
  });
});

const CRM = `Заявка;Создана;Этап;Причина;Телефон;Комментарий;Источник;Кампания;Менеджер;Отдел;Тип;Сумма
R-0001;01.03.2026 10:00;Новая;;+7 916 705-13-42;Звонить Петрову;yandex;Бренд 77;Иванова Анна;Юг;VIP;1 000,50
R-0002;02.03.2026 10:00;Отказ;Дорого;8 916 705 13 43;ул. Ленина 5;ivanov_agency;Бренд 77;Иванова Анна;Юг;;300
R-0003;03.03.2026 10:00;Отказ;Дорого;;;yandex;;Смирнов;Север;;200
R-0004;04.03.2026 10:00;Отказ;Дорого;;;yandex;;Смирнов;Север;;100
R-0005;05.03.2026 10:00;Отказ;Дорого;;;yandex;;Смирнов;Север;;90
R-0006;06.03.2026 10:00;Отказ;Дорого;;;yandex;;Смирнов;Север;;80
R-0007;07.03.2026 10:00;Отказ;Слишком дорого для Ромашки;;;yandex;;Смирнов;Север;;70
R-0008;08.03.2026 10:00;Сделка;;;;yandex;;Смирнов;Север;VIP;50000
R-0009;09.03.2026 10:00;Отказ;Ушли к Смирнов;;;yandex;;Смирнов;Север;;60
R-0010;10.03.2026 10:00;Отказ;Ушли к Смирнову;;;yandex;;Смирнов;Север;;60
R-0011;10.03.2026 10:00;Отказ;Ушли к Смирнову;;;yandex;;Смирнов;Север;;60
R-0012;10.03.2026 10:00;Отказ;Ушли к Смирнову;;;yandex;;Смирнов;Север;;60
R-0013;10.03.2026 10:00;Отказ;Ушли к Смирнову;;;yandex;;Смирнов;Север;;60
R-0014;10.03.2026 10:00;Отказ;Ушли к Смирнову;;;yandex;;Смирнов;Север;;60
`;
const YAML = `currency: RUB
title: ООО «Ромашка»
timezone: Europe/Moscow
files:
  - {path: crm.csv, table: crm, columns: {lead_id: Заявка, created_at: Создана, status: Этап, reason: Причина, source: Источник, campaign: Кампания, manager: Менеджер, revenue: Сумма}}
statuses: {Новая: lead, Отказ: lost, Сделка: deal}
sources: {Агентство Иванова: [ivanov_agency]}
dimensions: {Дом Ромашки: Отдел}
rules: {qualified: {Тип: VIP, Сумма: "> 1000"}}
exclude: {Отдел: [Восток]}
norms: {cpl: 400, by: {source: {Агентство Иванова: {deal: 20%}}}}
lookups: {manager: {file: teams.csv, key: Кто, value: Группа}}
sla: {response: 15m, calendar: {days: Mon-Fri, holidays: holidays.csv, by: {manager: {Смирнов: {hours: "10:00-19:00"}}}}}
costs: {2026-03: {Зарплата Анны: 100000}}
plan: {2026-03: {revenue: 500000, deals: 3}}
hypotheses: [{name: Не звонить Петрову, who: Анна, figure: cpl, since: 2026-03-05, where: {Дом Ромашки: Юг}}]
questions: [Что с Ромашкой?]
links: {lead: "https://romashka.example/{lead_id}"}
gates: [{name: Анна, figure: cpl, max: 400, where: {source: Агентство Иванова}}]
`;
const TEAMS = 'Кто,Группа\nИванова Анна,Группа Петрова\nСмирнов,Группа Петрова\n';
const firm = () =>
  folder({ 'crm.csv': CRM, 'funnel.yaml': YAML, 'teams.csv': TEAMS, 'holidays.csv': 'date\n2026-03-09\n' });

describe('funnel anonymize', () => {
  it('rewrites funnel.yaml with the same words, days and amounts, and leaves out what is free words', {
    timeout: 60_000,
  }, async () => {
    const told: string[] = [];
    const goingOn = { begin: (step: string, file = '') => void told.push(`${step} ${file}`), reach() {} };
    const { files, dropped } = await anonymised(reading(firm()), { ...io, goingOn }, DRAW, async (copy) => copy);
    // Whoever waits is told what is going on.
    expect([...new Set(told)]).toEqual(['open crm.csv', 'scan crm.csv', 'read crm.csv', 'mask crm.csv']);
    const written = new Map([...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));
    const yaml = written.get('funnel.yaml') ?? '';
    const all = [...written.values()].join('\n');
    for (const word of [
      'Ромашк',
      'Дом',
      'Иванов',
      'Анн',
      'Смирнов',
      'Петров',
      'Юг',
      'Север',
      'Восток',
      'VIP',
      'Бренд',
      'R-0001',
      '705',
      'Ленин',
      'Зарплат',
    ])
      expect([word, all.includes(word)]).toEqual([word, false]);
    expect([...files.keys()]).toEqual(['export-01.csv', 'holidays.csv', 'words-1.csv', 'funnel.yaml']);
    // What five leads bear stays; what fewer bear does not, and keeps its category.
    expect(written.get('export-01.csv')).toMatch(/;Отказ;Дорого;/);
    expect(yaml).toMatch(/reasons:\n {2}price:\n {4}- \S+ \S+ \S+ \S+\n/);
    // A dimension is called otherwise wherever it is named.
    const [, dimension = '?'] = /^dimensions:\n {2}(.+): Отдел$/m.exec(yaml) ?? [];
    expect(yaml).toMatch(new RegExp(`where:\\n +${dimension}: `));
    expect(yaml).toMatch(/Сумма: "> 3000"/);
    expect(yaml).toMatch(/cpl: "?1200"?/);
    expect(yaml).toMatch(/2024-03:\n {4}revenue: "1500000"\n {4}deals: "3"/);
    expect(yaml).toMatch(/max: "1200"/);
    expect(yaml).toMatch(/name: Hypothesis 1/);
    expect(yaml).not.toMatch(/links|title|questions/);
    expect(dropped.map(({ en }) => en)).toEqual(['questions: they are free words']);
    expect(written.get('holidays.csv')).toMatch(/^date,hours\n2024-03-11,/);
  });

  it('makes two keys of two runs, and says in both languages what it is not', { timeout: 120_000 }, async () => {
    const [path, one, two] = [firm(), nowhere(), nowhere()];
    const first = await funnel(['anonymize', path, '--out', one]);
    const second = await funnel(['anonymize', path, '--out', two, '--lang', 'ru', '--keep-money']);
    expect([first.code, second.code, first.out, second.out]).toEqual([0, 0, '', '']);
    expect(first.err).toMatch(/pseudonymous, not anonymous/);
    expect(second.err).toMatch(/псевдонимы, а не обезличивание/);
    const ids = (out: string) => readFileSync(join(out, 'export-01.csv'), 'utf8').match(/^[A-Z]-\d{4}/gm);
    expect(ids(one)).toHaveLength(14);
    expect(ids(one)).not.toEqual(ids(two));
    expect(readFileSync(join(two, 'export-01.csv'), 'utf8')).toContain(';1 000,50');
    // Nothing is written over what is there.
    const again = await funnel(['anonymize', path, '--out', one]);
    expect([again.code, again.err]).toEqual([2, expect.stringMatching(/is not empty\n.*name a new one/)]);
    const over = await funnel(['anonymize', path, '--out', path]);
    expect([over.code, readFileSync(join(path, 'crm.csv'), 'utf8')]).toEqual([2, CRM]);
    const nowhereNamed = await funnel(['anonymize', path]);
    expect([nowhereNamed.code, nowhereNamed.err]).toEqual([2, expect.stringMatching(/needs a folder/)]);
  });

  it('says of the demo what the README says', { tags: 'slow', timeout: 60_000 }, async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const [, printed] = /^\$ npx funnel anonymize --out for-others fixtures\/demo\n([\s\S]*?)```/m.exec(readme) ?? [];
    const cwd = folder({});
    const { err } = await funnel(['anonymize', '--out', 'for-others', join(fixtures, 'demo')], { cwd });
    expect(err).toBe(printed);
    // Tests of a form are told by its names and phones, which are asked of nobody else.
    const copies = readdirSync(join(cwd, 'for-others')).map((name) =>
      readFileSync(join(cwd, 'for-others', name), 'utf8'),
    );
    const forms = (copies.find((copy) => copy.includes('phone_number')) ?? '').replace(/\n$/, '').split('\n');
    const [heading = [], ...rows] = forms.map((line) => line.split('\t'));
    for (const column of ['full_name', 'phone_number']) {
      expect(heading).toContain(column);
      expect(new Set(rows.map((row) => row[heading.indexOf(column)]))).toEqual(new Set(['']));
    }
  });

  it('masks words that are looked up as the cells are, keeps what reasons mean by them, and every digit of a rate', async () => {
    const rows = [1, 2, 3, 4, 5].map((id) => `R-000${id};0${id}.03.2026 10:00;yandex;cpc;Отказ;Дорого;${id}`);
    const path = folder({
      'crm.csv': `Заявка;Создана;Источник;Канал;Этап;Причина;Сумма\n${rows.join('\n')}\nR-0006;06.03.2026 10:00;yandex;cpc;Отказ;Код Ивановой;1\n`,
      'funnel.yaml': `currency: RUB
rates: rates.csv
files: [{path: crm.csv, table: crm, columns: {lead_id: Заявка, created_at: Создана, source: Источник, medium: Канал, status: Этап, reason: Причина, revenue: Сумма}}]
lookups: {reason: {file: reasons.csv, key: Код, value: Причина}, medium: {file: media.csv, key: Канал, value: Вид}}
`,
      'reasons.csv': 'Код,Причина\nДорого,Слишком дорого\nКод Ивановой,Дорого\n',
      'media.csv': 'Канал,Вид\ncpc,email\n',
      'rates.csv': 'date,currency,rate\n2026-03-01,USD,0.00000000000012345\n2026-03-02,USD,100\n',
    });
    const { files } = await anonymised(reading(path), io, DRAW, async (copy) => copy);
    const linesOf = (name: string) =>
      Buffer.from(files.get(name) ?? [])
        .toString('utf8')
        .trim()
        .split('\n');
    const cells = linesOf('export-01.csv').map((line) => line.split(';'));
    const [, dear = '', code = ''] = linesOf('words-1.csv');
    expect([dear.split(',')[0], code.split(',')]).toEqual(['дорого', [fold(cells[6]?.[5] ?? ''), 'Дорого']]);
    expect(linesOf('words-2.csv')).toEqual(['Word,Stands for', 'cpc,email']);
    expect(linesOf('funnel.yaml').join('\n')).toMatch(new RegExp(`price:\\n +- ${dear.split(',')[1]}\\n`));
    expect(linesOf('rates.csv').map((line) => line.split(',')[2])).toEqual(['rate', '0.00000000000012345', '100']);
  });

  it('writes no copy that would count otherwise, and none where the next report would count it too', async () => {
    const path = firm();
    const asked = (out: string, goingOn: Io['goingOn'], options = reading(path)) =>
      orRefused(() => writeAnonymised(options, { out, keepMoney: true }, { ...io, goingOn }, DRAW));
    const out = nowhere();
    const steps: string[] = [];
    // Another program adds to the exports after they were masked.
    const grow = (step: string) => {
      if (step === 'open' && steps.includes('mask'))
        writeFileSync(join(path, 'crm.csv'), `${CRM}R-0015;11.03.2026 10:00;Сделка;;;;yandex;;;;;10\n`);
      steps.push(step);
    };
    expect(await asked(out, { begin: grow, reach() {} })).toMatchObject({
      exit: 2,
      what: { en: expect.stringMatching(/^the copy would count otherwise/) },
    });
    expect(readdirSync(join(out, '..'))).toEqual([]);
    const wide = reading(`${path}/**/*.csv`);
    expect(await asked(join(path, 'copy'), undefined, wide)).toMatchObject({
      exit: 2,
      what: { en: expect.stringMatching(/^the next report would count the copy too/) },
    });
    writeFileSync(join(path, 'funnel.yaml'), YAML.replace('files:', 'files:\n  - {path: "*/export*.csv", table: crm}'));
    expect(await asked(join(path, 'copy'), undefined)).toMatchObject({
      what: { ru: expect.stringContaining('следующий отчёт') },
    });
    expect(existsSync(join(path, 'copy'))).toBe(false);
  });

  it('writes nothing where the exports cannot be read', async () => {
    const out = nowhere();
    const { code } = await funnel(['anonymize', folder({ 'a.csv': 'x,y\n1,2\n' }), '--out', out]);
    expect([code, existsSync(out), readdirSync(join(out, '..'))]).toEqual([2, false, []]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { funnel } from '../cli/run.js';
import { ANSWERS, type Anketa } from './agreement.js';
import { afterWork, MINUTE } from './calendar.js';
import { callsCsv, STRANGERS } from './calls.js';
import { inJune, REWRITTEN } from './june.js';
import { type Lead, makeLeads } from './leads.js';
import { makeAll } from './make.js';
import { UNHEARD } from './story.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CRM = 'amocrm_export_leads_2026-05-31.csv';
const leads = makeLeads();
const count = (when: (lead: Lead) => boolean) => leads.filter(when).length;

type Rows = Record<string, unknown>[];
type Sheets = Record<string, { columns: { name: string }[]; rows: unknown[][] }>;
async function sheets(...argv: string[]): Promise<Record<string, Rows>> {
  const { out, err, code } = await funnel([...argv, '-f', 'json'], { cwd: root });
  expect(code, err).toBe(0);
  const { reports } = JSON.parse(out) as { reports: Sheets };
  return Object.fromEntries(
    Object.entries(reports).map(([name, { columns, rows }]) => [
      name,
      rows.map((row) => Object.fromEntries(columns.map((column, at) => [column.name, row[at]]))),
    ]),
  );
}

describe('what the two departments of the demo agreed on', () => {
  let told: Record<string, Rows>;
  beforeAll(async () => {
    told = await sheets('report', 'fixtures/demo', '--section', 'sla,standard_matrix,plan,hypotheses');
  });

  it('stands in reports of its own: the report of all stays short', { tags: 'slow' }, async () => {
    expect(Object.keys(await sheets('report', 'fixtures/demo'))).toEqual(['stages', 'sources', 'reasons']);
  });

  it('is a time to answer, which one manager keeps and another does not', () => {
    const crm = new TextDecoder('windows-1251').decode(readFileSync(join(root, 'fixtures/demo', CRM)));
    const untouched = new Set(crm.match(/^\d+(?=;.*;Неразобранное;)/gm)?.map(Number));
    for (const manager of Object.keys(ANSWERS)) {
      const own = leads.filter((lead) => lead.manager === manager && lead.inCrm);
      const isInTime = ({ id, created, answered }: Lead) =>
        answered !== null && !untouched.has(id) && answered <= afterWork(created, 15 * MINUTE);
      const within = own.filter(isInTime).length;
      expect(told.sla?.find((row) => row.manager === manager)).toMatchObject({ leads: own.length, within });
    }
    const verdicts = Object.fromEntries((told.sla ?? []).map(({ manager, verdict }) => [manager, verdict]));
    expect(verdicts).toMatchObject({ 'Анна К.': 'above', 'Игорь Л.': 'ok', 'Марина Т.': 'ok', 'Олег С.': 'below' });
  });

  it('is a standard of leads: good ones were rejected, and bad ones called good', () => {
    const MET: Readonly<Record<keyof Anketa, RegExp>> = {
      decides: /^(Владелец|Директор)$/,
      task: /^(Остатки|Касса|Склад)$/,
      funded: /^Да$/,
      when: /^(Месяц|Квартал)$/,
    };
    const standardOf = ({ anketa }: Lead) => {
      const cells = Object.entries(MET).map(([name, met]) => [anketa?.[name as keyof Anketa] ?? '', met] as const);
      if (cells.some(([cell, met]) => cell !== '' && !met.test(cell))) return 'not met';
      return cells.some(([cell]) => cell === '') ? 'unknown' : 'met';
    };
    const acceptedOf = ({ depth, ending, reason }: Lead) => {
      if (depth > 0) return 'accepted';
      if (ending === 'open') return 'open';
      return reason !== null && UNHEARD.has(reason) ? 'unreached' : 'rejected';
    };
    const matrix = told.standard_matrix ?? [];
    for (const { standard, accepted, leads: printed } of matrix.slice(0, -1))
      expect([standard, accepted, printed]).toEqual([
        standard,
        accepted,
        count((lead) => standardOf(lead) === standard && acceptedOf(lead) === accepted),
      ]);
    const at = (standard: string, accepted: string) =>
      Number(matrix.find((row) => row.standard === standard && row.accepted === accepted)?.leads);
    expect(at('met', 'rejected')).toBeGreaterThanOrEqual(30);
    expect(at('not met', 'accepted')).toBeGreaterThanOrEqual(30);
  });

  it('is a plan, and what is missing to it', () => {
    const revenue = told.plan?.find(({ figure }) => figure === 'revenue');
    expect(revenue).toMatchObject({ period: '2026-03', plan: '3600000.00', missing: '566500.00' });
    expect(told.plan?.map(({ missing }) => Number(missing) > 0)).toEqual([true, true, true, true]);
  });

  it('is a board of hypotheses: one confirmed, one undecided, one too early, and an idea', () => {
    expect(told.hypotheses?.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['Убрали «бесплатно»', 'worked'],
      ['Короткая форма', 'undecided'],
      ['Новый скрипт', 'too early'],
      ['Без бесплатного аудита', null],
    ]);
  });
});

describe('the meeting of a week', () => {
  it('begins with what was decided: one worked, one is undecided, one is only read out', { tags: 'slow' }, async () => {
    const { review_decided: decided } = await sheets(
      'review',
      'fixtures/demo',
      'fixtures/demo-calls',
      '--week',
      '2026-W13',
    );
    expect(decided?.map(({ since, word }) => [since, word])).toEqual([
      ['2026-03-23', null],
      ['2026-03-16', 'undecided'],
      ['2026-03-02', 'worked'],
    ]);
  });

  it('has the calls of two weeks beside it, each of its lead but for those that hung up', {
    tags: 'slow',
  }, async () => {
    const { out } = await funnel(['check', 'fixtures/demo', 'fixtures/demo-calls', '-f', 'json'], { cwd: root });
    const { ledger, warnings } = JSON.parse(out) as Record<'ledger' | 'warnings', Record<string, unknown>[]>;
    const lines = callsCsv(leads).toString().trimEnd().split('\r\n');
    expect(ledger.find(({ file }) => file === 'calls.csv')).toMatchObject({ table: 'calls', used: lines.length - 1 });
    expect(warnings.find(({ code }) => code === 'calls-of-nobody')).toMatchObject({ count: STRANGERS });
    const known = new Set(leads.map(({ id }) => String(id)));
    expect(lines.slice(1).filter((line) => !known.has(line.split(';')[1] ?? '')).length).toBe(STRANGERS);
  });
});

describe('the CRM a month later', () => {
  it('is made again, however it is packed', { tags: 'slow' }, () => {
    for (const [folder, files] of makeAll()) {
      const stored = readdirSync(join(root, folder)).filter((name) => /\.[ct]sv(\.gz)?$/.test(name));
      expect([...files.keys()].sort()).toEqual(stored);
      for (const [name, bytes] of files) {
        const own = readFileSync(join(root, folder, name));
        const plain = (packed: Buffer) => (name.endsWith('.gz') ? gunzipSync(packed) : packed);
        expect(plain(own).equals(plain(bytes)), name).toBe(true);
      }
    }
  });

  it('was rewritten: what was won is open again, what was qualified never was', { tags: 'slow' }, async () => {
    const { diff_kinds: kinds } = await sheets('diff', `fixtures/demo/${CRM}`, 'fixtures/demo-june');
    expect(kinds?.map(({ kind, leads: changed }) => [kind, changed])).toEqual([
      ['forward', REWRITTEN.sold],
      ['back', REWRITTEN.reopened + REWRITTEN.undone],
      ['amount', REWRITTEN.repriced],
      ['reason', REWRITTEN.renamed],
      ['created', REWRITTEN.redated],
    ]);
    expect(inJune(leads).length).toBe(leads.length);
  });
});

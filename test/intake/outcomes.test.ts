import { afterAll, describe, expect, it } from 'vitest';
import { recognise } from '../../src/intake/recognise/recognise.js';
import { expectRefused, makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

/** Leads whose outcome stands beside a stage: the word of each, and its amount. */
const leads = (heading: string, ...rows: [word: string, amount: number][]) =>
  `ID,Created,Source,Stage,${heading},Amount\n${rows
    .map(([word, amount], at) => `${at + 1},2026-10-0${at + 1},Google,Negotiation,${word},${amount}\n`)
    .join('')}`;
const report = (text: string, statuses = '', ...flags: string[]) =>
  harness.report({ 'crm.csv': text, 'funnel.yaml': `statuses: {Negotiation: contact${statuses}}\n` }, ...flags);
const FIGURES = ['deals', 'lost', 'revenue', 'pipeline'] as const;

describe('the words of an outcome', () => {
  const own = leads('Outcome', ['Closed (paid)', 1000], ['Dead', 500], ['Nurture', 700], ['', 300]);

  it('that nobody has explained are an error, with their counts and what they probably mean', {
    tags: 'slow',
  }, async () => {
    const outcome = await report(own);
    expectRefused(outcome, /statuses that funnel\.yaml does not explain: 3/);
    expect(outcome.err).toContain('  Closed (paid): deal   # 1 row\n');
    expect(outcome.err).toContain('  Dead: lost   # 1 row\n');
    expect(outcome.err).toContain('  Nurture: ?   # 1 row\n');
  });

  it('mean what funnel.yaml says', { tags: 'slow' }, async () => {
    const outcome = await report(own, ', Closed (paid): deal, Dead: lost, Nurture: lead');
    expect(FIGURES.map(outcome.total)).toEqual([1, 1, '1000.00', '1000.00']);
  });

  it('are guessed where that is asked for, and named', { tags: 'slow' }, async () => {
    const outcome = await report(own, '', '--guess');
    expect(FIGURES.map(outcome.total)).toEqual([1, 1, '1000.00', '1000.00']);
    const folder = harness.write({ 'crm.csv': own, 'funnel.yaml': 'statuses: {Negotiation: contact}\n' });
    const { out } = await harness.start(['report', folder, '--guess'], folder);
    expect(out.replace(/\s+/g, ' ')).toContain('guessed statuses: Closed (paid) → deal, Dead → lost, Nurture → ignore');
  });

  it.each([
    ['Итог', 'Продано', 'Не продано'],
    ['Outcome', 'Sold', 'Unsold'],
    ['Deal Status', 'Paid in full', 'Churned'],
    ['Исход', 'Купил', 'Слился'],
  ])('under «%s» are asked about: %s, %s', { tags: 'slow' }, async (heading, good, bad) => {
    const outcome = await report(leads(heading, [good, 1000], [bad, 500]));
    expectRefused(outcome, /does not explain: 2/);
    expect([outcome.err.includes(`  ${good}: `), outcome.err.includes(`  ${bad}: `)]).toEqual([true, true]);
    expect(outcome.err).not.toContain(`  ${bad}: deal`);
  });

  it.each([
    ['Won', 'Lost', 'Open'],
    ['Closed Won', 'Closed Lost', 'In progress'],
    ['Выиграна', 'Проиграна', 'В работе'],
    ['Успех', 'Отказ', 'Открыта'],
    ['S', 'F', 'P'],
  ])('are known where CRMs write them: %s, %s, %s', { tags: 'slow' }, async (won, lost, open) => {
    const outcome = await report(leads('Outcome', [won, 1000], [lost, 500], [open, 700]));
    expect(FIGURES.map(outcome.total)).toEqual([1, 1, '1000.00', '700.00']);
  });

  it('say of nobody that they were not won where none stands', { tags: 'slow' }, async () => {
    const none = await report(leads('Outcome', ['', 1000], ['', 500]));
    expect(['deals', 'revenue'].map(none.total)).toEqual([null, null]);
    expect(none.warnings).toContain('winners-unknown');
    const open = await report(leads('Outcome', ['Open', 1000], ['', 500]));
    expect(['deals', 'revenue'].map(open.total)).toEqual([0, '0.00']);
  });
});

describe('a column of yes and no', () => {
  const orders = [
    'ID,Дата создания,Источник,Статус,Отменен,Сумма',
    '1,2026-10-01,a,Выдан,Нет,100',
    '2,2026-10-02,a,Новый,Да,200',
    '3,2026-10-03,a,Новый,Нет,300\n',
  ].join('\n');

  it.each([
    ['by its heading', ''],
    ['by funnel.yaml', 'files: [{path: crm.csv, columns: {outcome: Отменен}}]\n'],
  ])('known %s says what was called off, whatever status that keeps, and not who was won', async (_, files) => {
    const told = (statuses: string) =>
      harness.report({ 'crm.csv': orders, 'funnel.yaml': `${files}statuses: {Новый: lead, ${statuses}}\n` });
    expect(FIGURES.map((await told('Выдан: deal')).total)).toEqual([1, 1, '100.00', '300.00']);
    const none = await told('Выдан: ignore');
    expect([none.total('deals'), none.total('lost'), none.total('revenue')]).toEqual([null, 1, null]);
    expect(none.warnings).toContain('winners-unknown');
  });
});

describe('a column of what is active', () => {
  it('says who is lost by a reason beside a no, whatever stage is kept, and nothing of others', async () => {
    const rows = [
      'ID,Stage,Active,Lost Reason,Amount,Created on,Source',
      '1,New,TRUE,,100,2026-10-01,a',
      '2,New,FALSE,Too expensive,200,2026-10-02,a',
      '3,New,FALSE,,300,2026-10-03,a',
      '4,Won,TRUE,,400,2026-10-04,a',
      '5,Won,TRUE,Price,500,2026-10-05,a\n',
    ].join('\n');
    const told = await harness.report({ 'crm.csv': rows, 'funnel.yaml': 'statuses: {New: lead, Won: deal}\n' });
    expect(FIGURES.map(told.total)).toEqual([2, 1, '900.00', '400.00']);
    expect(told.warnings).toContain('archived-as-lost');
  });
});

describe('a column that nobody’s heading names', () => {
  const columns: Record<string, string[]> = {
    ID: ['1', '2', '3'],
    'Data de criação': ['01/10/2026', '02/10/2026', '13/10/2026'],
    Etapa: ['Proposta', 'Proposta', 'Contato'],
    Estado: ['Vendida', 'Perdida', 'Em andamento'],
  };
  const outcomeIn = (more: Record<string, string[]>) => {
    const all = { ...columns, ...more };
    const cells = (at: number) => Object.values(all)[at] ?? [];
    const read = recognise(Object.keys(all), 'a.csv', undefined, {
      valuesOf: (at) => new Set(cells(at)),
      firstOf: cells,
    });
    return read.columns.get('outcome')?.heading;
  };

  it('says how each ended where its cells say nothing else, and the status how far it came', () => {
    expect(outcomeIn({})).toBe('Estado');
    expect(outcomeIn({ Estado: ['Vendida', 'Perdida', 'SP'] })).toBeUndefined();
    expect(outcomeIn({ Etapa: ['Ganho', 'Perdido', 'Aberto'] })).toBeUndefined();
    expect(outcomeIn({ Estado: [], 'Estado anterior': ['Perdida', 'Em andamento'] })).toBeUndefined();
    expect(outcomeIn({ Estado: ['Vendida', 'Ativa'] })).toBeUndefined();
    expect(outcomeIn({ Etapa: ['Proposta', 'Ganho', 'Perdido'] })).toBeUndefined();
    expect(outcomeIn({ Licitação: ['Ganha', 'Perdida'] })).toBeUndefined();
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { REPORTS } from '../../src/reports/all-reports.js';
import { firm } from '../gates/firm.js';
import { folder, funnel } from './run.js';

interface Schema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
  required?: string[];
  items?: Schema;
  $ref?: string;
  allOf?: Schema[];
  definitions?: Record<string, Schema>;
}

const typeOf = (value: unknown): string[] =>
  value === null
    ? ['null']
    : Array.isArray(value)
      ? ['array']
      : typeof value === 'number' && Number.isInteger(value)
        ? ['integer', 'number']
        : [typeof value];

/** What a value has against a schema; a key that it does not tell of is one of these. */
function against(value: unknown, schema: Schema, root: Schema, at = '$'): string[] {
  if (schema.$ref) return against(value, root.definitions?.[schema.$ref.split('/').at(-1) ?? ''] as Schema, root, at);
  const wrong: string[] = (schema.allOf ?? []).flatMap((one) => against(value, one, root, at));
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !typeOf(value).some((type) => types.includes(type)))
    wrong.push(`${at}: ${typeOf(value)[0]}, not ${types}`);
  if ('const' in schema && value !== schema.const) wrong.push(`${at}: not ${schema.const}`);
  if (schema.enum && !schema.enum.includes(value)) wrong.push(`${at}: ${value} is none of ${schema.enum}`);
  if (schema.pattern && typeof value === 'string' && !new RegExp(schema.pattern).test(value))
    wrong.push(`${at}: ${value}`);
  if (Array.isArray(value) && schema.items)
    for (const [index, one] of value.entries()) wrong.push(...against(one, schema.items, root, `${at}[${index}]`));
  else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const key of schema.required ?? []) if (!Object.hasOwn(value, key)) wrong.push(`${at}.${key} is missing`);
    for (const [key, one] of Object.entries(value)) {
      const of = schema.properties?.[key] ?? schema.additionalProperties;
      if (of) wrong.push(...against(one, of, root, `${at}.${key}`));
      else if (schema.properties) wrong.push(`${at}.${key} is not told of`);
    }
  }
  return wrong;
}

const schemaOf = async (of: string) => JSON.parse((await funnel(['schema', of])).out);

describe('funnel schema report', () => {
  it('is what -f json and run.json hold to, whatever is asked', { tags: 'slow' }, async () => {
    const schema = await schemaOf('report');
    expect([schema.$schema, schema.title]).toEqual(['http://json-schema.org/draft-07/schema#', 'funnel/1']);
    const more = `margin: 40%
title: Firm
hypotheses: [{name: Form, figure: cpl, since: 2026-09-14, weeks: 1}]
plan: {per: month, leads: 100}
sla: {response: 15m}
gates: [{figure: cpl, max: 4}, {figure: contacted_rate, min: 5%, optional: true}]
`;
    const path = firm(more);
    const out = join(folder({}), 'out');
    await funnel(['report', path, '-f', 'csv', '-o', out]);
    const written = [readFileSync(join(out, 'run.json'), 'utf8')];
    for (const flags of [
      ['report'],
      ['report', '--by', 'campaign', '--period', 'week', '--where', 'source=VK'],
      ['report', '--basis', 'event', '--month', '2026-10'],
      ['report', '--month', '2027-01'],
      ['trend'],
      ['leak'],
      ['compare', '--a', '2026-09', '--b', '2026-10'],
      ['leads', '--limit', '3'],
    ]) {
      const [command = '', ...others] = flags;
      written.push((await funnel([command, path, '-f', 'json', ...others])).out);
    }
    const demo = fileURLToPath(new URL('../../fixtures/demo', import.meta.url));
    written.push((await funnel(['report', demo, '-f', 'json', '--attribution', 'linear'])).out);
    for (const one of written) expect(against(JSON.parse(one), schema, schema)).toEqual([]);
  });

  it('tells of each column what it is, and of each cell of its kind', async () => {
    const { properties } = await schemaOf('report');
    for (const { name, columns } of REPORTS) {
      const told = properties.reports.properties[name]['x-columns'] as { name: string; description: string }[];
      expect(told.map((one) => one.name)).toEqual(Object.keys(columns));
      expect(told.every(({ description }) => description.length > 3)).toBe(true);
    }
    const { out } = await funnel(['sources', firm(''), '-f', 'json']);
    const { columns, rows } = JSON.parse(out).reports.sources as { columns: { name: string }[]; rows: unknown[][] };
    const told = new Map<string, Schema>(
      properties.reports.properties.sources['x-columns'].map((one: { name: string; cell: Schema }) => [
        one.name,
        one.cell,
      ]),
    );
    const wrong = rows.flatMap((row) =>
      row.flatMap((cell, at) => against(cell, told.get(columns[at]?.name ?? '') ?? {}, {}, columns[at]?.name)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('funnel schema explain', () => {
  it('is what explain --json holds to, of quotients, sums, verdicts and words, with the rows behind them', {
    tags: 'slow',
  }, async () => {
    const schema = await schemaOf('explain');
    const path = firm('margin: 40%');
    for (const [figure = '', ...flags] of [
      ['sources.cpl', '--ids'],
      ['sources.romi', '--where', 'source=VK', '--month', '2026-10'],
      ['sources.verdict', '--row', 'source=VK', '--lang', 'ru'],
      ['stages.qualified.step_rate', '--reach', 'strict'],
      ['reasons.examples', '--row', 'reason=Too dear'],
      ['trend.leads', '--row', 'period=2026-W40'],
    ]) {
      const { out, err } = await funnel(['explain', figure, path, '--json', ...flags]);
      expect([figure, err]).toEqual([figure, '']);
      expect([figure, against(JSON.parse(out), schema, schema)]).toEqual([figure, []]);
    }
  });
});

describe('funnel schema', () => {
  it('of config is that of init --schema; of anything else there is none, with what there is', async () => {
    expect((await funnel(['schema', 'config'])).out).toBe((await funnel(['init', '--schema'])).out);
    for (const [words, hint] of [
      [['reprot'], 'did you mean report?'],
      [[], 'report, explain, config'],
    ] as const) {
      const { code, err } = await funnel(['schema', ...words]);
      expect([code, err]).toEqual([2, expect.stringContaining(hint)]);
    }
  });
});

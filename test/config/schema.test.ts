import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { jsonSchema } from '../../src/config/schema.js';
import { EXAMPLE } from './example.js';
import { problemOf } from './problem.js';

type Node = { [key: string]: unknown; properties?: Record<string, Node>; items?: Node };

const editor = z.fromJSONSchema(jsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);

/** The node itself, or the one of its forms that is no null. */
const inner = (node: Node): Node =>
  node.anyOf ? ((node.anyOf as Node[]).find(({ type }) => type !== 'null') ?? node) : node;

test('the JSON Schema accepts the documented example, and an empty file', () => {
  expect(editor.safeParse(parse(EXAMPLE)).error).toBeUndefined();
  expect(editor.safeParse({}).success).toBe(true);
  expect(editor.safeParse(parse('statuses:\nrules:\nfiles:\nexclude:\nnorms:\n')).error).toBeUndefined();
});

test.each([
  'timezon: UTC',
  'files: [{path: a, colums: {}}]',
  'files: [{table: crm}]',
  'files: [{path: a, table: crn}]',
  'rules: {qualifed: {A: x}}',
  'statuses: {A: won}',
  'statuses: {A: {lst: deal}}',
  'vat: included',
  'margin: 40',
  'maturity: {deal: 2m}',
  'gates: [{figure: cpl, most: 3}]',
  'currency: rubles',
])('the JSON Schema and the reader both refuse %s', (source) => {
  expect(editor.safeParse(parse(source)).success).toBe(false);
  expect(problemOf(source).line).toBe(1);
});

test('every key is documented', () => {
  const undocumented: string[] = [];
  const visit = (node: Node, path: string) => {
    const { properties = {}, items } = inner(node);
    for (const [key, child] of Object.entries(properties)) {
      // The fields of a table are offered to the editor; interface.md says what they are.
      if ((child as unknown) === true) continue;
      if (!child.description) undocumented.push(`${path}.${key}`);
      visit(child, `${path}.${key}`);
    }
    if (items) visit(items, `${path}[]`);
  };
  visit(jsonSchema() as Node, '');
  expect(undocumented).toEqual([]);
});

test('it is plain JSON, and says which draft it is', () => {
  const schema = jsonSchema();
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  expect(schema).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#', title: 'funnel.yaml' });
  expect(schema.required).toBeUndefined();
});

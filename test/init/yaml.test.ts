import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config/read-config.js';
import { fold } from '../../src/model/fold.js';
import { scalar } from '../../src/model/yaml-scalar.js';
import type { Draft } from '../../src/session/draft.js';
import { yamlOf } from '../../src/session/draft-yaml.js';

const NOTHING: Draft = {
  timezone: undefined,
  currency: undefined,
  currencies: [],
  files: [],
  wrong: [],
  open: [],
  spare: [],
  left: [],
  wide: [],
  lookUps: [],
  dimensions: [],
  statuses: [],
  sources: [],
  leadsWithoutSource: 0,
};

/** Strings that a file may hold, with those that YAML takes for something else. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom(
    ...['yes', 'Null', '~', '# a', 'a: b', '- a', '1e3', '0x1', '{a}', '[a]', '"', "'", '\\', '\u2028', '%'],
  ),
);

describe('what init writes', () => {
  it('is read back as every status that was met', { tags: 'slow' }, () => {
    fc.assert(
      fc.property(fc.uniqueArray(words, { selector: fold, maxLength: 8 }), (statuses) => {
        const draft = {
          ...NOTHING,
          statuses: statuses.map((status) => ({ status, count: 1, meaning: '{lost: proposal}' })),
        };
        const read = parseConfig(yamlOf(draft, 'ru'), 'funnel.yaml').statuses;
        expect([...read.keys()]).toEqual(statuses);
        expect([...read.values()].every(({ drafted }) => drafted)).toBe(true);
        // One without a guess is as unknown as before: the file is read, and the status is not in it.
        const open = { ...draft, statuses: draft.statuses.map((one) => ({ ...one, meaning: undefined })) };
        expect(parseConfig(yamlOf(open, 'en'), 'funnel.yaml').statuses.size).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('never lets a name break out of its comment', { tags: 'slow' }, () => {
    fc.assert(
      fc.property(words, words, (one, two) => {
        const file = {
          path: one,
          table: 'crm',
          entity: 'lead' as const,
          status: undefined,
          linked: undefined,
          source: 'zoho',
          guessed: undefined,
          hasResults: false,
          sheet: undefined,
          isNamed: false,
          settings: new Map(),
          unsettled: new Map(),
        };
        const sources = [{ name: two, leads: 1, spellings: [one, two] }];
        const config = parseConfig(yamlOf({ ...NOTHING, files: [file], sources }, 'en'), 'funnel.yaml');
        expect(config).toEqual(parseConfig('', 'funnel.yaml'));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same text to any reader of YAML, as a value and in a list', () => {
    fc.assert(
      fc.property(words, words, (one, two) => {
        const yaml = `a: ${scalar(one)}\nb: [${scalar(one)}, ${scalar(two)}]\n`;
        expect(parse(yaml)).toEqual({ a: one, b: [one, two] });
        expect(parse(yaml, { version: '1.1' })).toEqual({ a: one, b: [one, two] });
      }),
      { numRuns: 500 },
    );
  });

  it('leaves plain what is plain', () => {
    for (const plain of ['Дата создания', 'crm.csv', 'Spend (USD)', 'Продажи / Новый', 'A'])
      expect(scalar(plain)).toBe(plain);
    for (const odd of ['yes', 'Null', 'n', '#1', 'Да: нет', '1', '', ' a', 'a ', '№', '-', 'a,b'])
      expect(scalar(odd)).toBe(JSON.stringify(odd));
  });
});

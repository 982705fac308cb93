import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileSettings } from '../../src/model/settings.js';
import { numberFrom } from '../given.js';
import { workOf } from '../work.js';
import { adsYaml, crmYaml, type Files, makeHarness } from './harness.js';
import { described, imbalance, isRefused, makeReader } from './reader.js';
import { makeRandom } from './text.js';

// Small files with bytes flipped, cut, doubled and spliced. Whatever goes in, the result is rows that add up or a
// UserError: no crash, no hang, nothing lost. FUNNEL_FUZZ=400000 is the long run, FUNNEL_SEED=n another one. A failure
// names the seed of its input, and FUNNEL_FUZZ_ONE=n runs that one alone.

const inputs = numberFrom('FUNNEL_FUZZ', 4_000);
const first = numberFrom('FUNNEL_SEED', 1) * 1_000_000;
const only = process.env.FUNNEL_FUZZ_ONE === undefined ? undefined : numberFrom('FUNNEL_FUZZ_ONE', 0);
const SLOWEST = 10_000;

const harness = makeHarness();
afterAll(harness.remove);
const read = makeReader(harness.base);

const folder = new URL('../../fixtures/intake/', import.meta.url);
const fixtures: Buffer[] = [];
beforeAll(() => {
  for (const name of readdirSync(folder).sort()) fixtures.push(readFileSync(new URL(name, folder)));
});

const SETTINGS: (FileSettings | undefined)[] = [
  undefined,
  described('ad_stats', { day: 'Day', source: 'Source', cost: 'Cost', clicks: 'Clicks' }),
  described('crm', { lead_id: 'Id', created_at: 'Created', status: 'Stage' }),
  described('crm', { lead_id: 'Id', created_at: 'Created' }, { concatenated: true }),
  described('ad_stats', { cost: 'Cost' }, { delimiter: ';' }),
  { ...described('ad_stats', {}), columns: new Map([['cost', [{ pattern: 'cost|расход' }]]]) },
];

/** Bytes that mean something to a reader, put where others were. */
const SPICE = [
  ...['"', '""', "'", '\\"', ',', ';', '\t', '|', '\n', '\r', '\r\n', '\n\n', ' ', '\u00a0', '\ufeff', '\0', '\u0001'],
  ...[
    'Total',
    'Итого',
    'Day',
    'Cost,',
    'sep=;\n',
    '--',
    '2026-03-02',
    '1,234',
    '1e9',
    '€',
    '😀',
    '\u2028',
    '©',
    'Rows: 1\n',
  ],
].map((text) => Buffer.from(text));
const RAW = [
  'ff',
  'fe',
  'fffe',
  'feff',
  'efbbbf',
  'efbbbfefbbbf',
  'c3',
  'e9',
  '80',
  'd0',
  '1f8b',
  '504b0304',
  '00',
  '0a00',
  '2200',
].map((hex) => Buffer.from(hex, 'hex'));

function mutate(seed: number): Buffer {
  const { int, pick, next } = makeRandom(seed);
  let bytes = Buffer.from(pick(fixtures));
  const place = () => int(bytes.length + 1);
  const splice = (at: number, gone: number, put: Uint8Array) => {
    bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(Math.min(bytes.length, at + gone))]);
  };
  for (let times = 1 + int(next() < 0.3 ? 30 : 4); times > 0; times--) {
    const at = place();
    const length = int(next() < 0.2 ? bytes.length : 40);
    switch (int(9)) {
      case 0:
        if (at < bytes.length) bytes[at] = (bytes[at] as number) ^ (1 << int(8));
        break;
      case 1:
        if (at < bytes.length) bytes[at] = int(256);
        break;
      case 2:
        splice(at, length, Buffer.alloc(0));
        break;
      case 3:
        splice(place(), 0, bytes.subarray(at, at + length));
        break;
      case 4: {
        const other = pick(fixtures);
        const from = int(other.length);
        splice(at, next() < 0.5 ? 0 : length, other.subarray(from, from + length));
        break;
      }
      case 5:
        bytes = bytes.subarray(0, at);
        break;
      case 6:
        splice(at, 0, pick(SPICE));
        break;
      case 7:
        splice(at, 1, pick(next() < 0.5 ? SPICE : RAW));
        break;
      default:
        splice(at, 0, Buffer.concat(Array.from({ length: int(5) }, () => pick(SPICE))));
    }
  }
  return bytes;
}

/** The text as the program must have understood it, decoded apart from it; marks are taken out wherever they stand. */
const textOf = (bytes: Buffer, encoding: string): string => {
  // Half a character at the end is no line of its own: the program says that the download was cut off.
  const whole = encoding.startsWith('utf-16') ? bytes.subarray(0, bytes.length - (bytes.length % 2)) : bytes;
  return new TextDecoder(encoding === 'windows-1252' ? 'latin1' : encoding).decode(whole).replaceAll('\ufeff', '');
};

async function complaint(seed: number): Promise<string | undefined> {
  const bytes = mutate(seed);
  const { pick } = makeRandom(seed ^ 0x5eed);
  let told: string | undefined;
  const work = await workOf(async () => {
    try {
      const result = await read(bytes, pick(SETTINGS));
      if (isRefused(result)) {
        if (result.message === '' || result.exit < 2) told = 'refused without a word';
        else if (result.message.length > 2000) told = `a refusal of ${result.message.length} characters`;
      } else told = imbalance(result, textOf(bytes, result.loaded.encoding));
    } catch (error) {
      told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  });
  if (work > SLOWEST) told = `${told ?? ''} took ${work} ms of work`;
  return told && `seed ${seed}: ${told}\n    ${JSON.stringify(bytes.toString('latin1').slice(0, 400))}`;
}

/** One input of each kind of complaint, with how many there are of it. */
function expectNone(found: readonly string[]): void {
  const kinds = new Map<string, { count: number; one: string }>();
  for (const told of found) {
    const kind = (told.split('\n')[0] ?? '').replace(/\d+/g, '0');
    kinds.set(kind, { count: (kinds.get(kind)?.count ?? 0) + 1, one: kinds.get(kind)?.one ?? told });
  }
  const list = [...kinds.values()].map(({ count, one }) => `${count} like ${one}`);
  if (list.length > 0) expect.fail(list.join('\n'));
}

if (only !== undefined)
  it(`input ${only} alone`, async () => {
    expectNone([await complaint(only)].filter((told) => told !== undefined));
  });

const whole = only === undefined ? describe : undefined;

whole?.('bytes that somebody changed', () => {
  const addUp = async (from: number, until: number) => {
    const found: string[] = [];
    for (let seed = from; seed < until; seed++) {
      const told = await complaint(seed);
      if (told) found.push(told);
    }
    expectNone(found);
  };
  const timeout = 60_000 + inputs * 10;
  const few = Math.ceil(inputs / 5);
  it(`${few} inputs: rows that add up, or a refusal`, { timeout }, () => addUp(first, first + few));
  it(`${inputs - few} further inputs: the same`, { timeout, tags: 'slow' }, () => addUp(first + few, first + inputs));

  it('the fixtures themselves are read, each by some of the settings', async () => {
    for (const bytes of fixtures) {
      const clean: boolean[] = [];
      for (const settings of SETTINGS) {
        const result = await read(bytes, settings);
        clean.push(!isRefused(result) && result.rows.length > 2 && result.loaded.rejects.length === 0);
      }
      expect(clean).toContain(true);
    }
  });
});

whole?.('the same through the whole program', () => {
  const ads = adsYaml();
  const crm = crmYaml({ lead_id: 'Id', created_at: 'Created', status: 'Stage', amount: 'Budget' });

  it(
    'a report or an exit code of the list, never a fault of the program',
    async () => {
      const found: string[] = [];
      // An input through the whole program costs as much as two hundred through the intake alone.
      const many = Math.max(20, Math.floor(inputs / 200));
      for (let seed = first + 500_000; seed < first + 500_000 + many; seed++) {
        const bytes = mutate(seed);
        const files: Files[] = [
          { 'a.csv': bytes },
          { 'a.csv': bytes, 'funnel.yaml': ads },
          { 'a.csv': bytes, 'funnel.yaml': crm },
        ];
        const outcome = await harness.report(
          files[seed % 3] as Files,
          '--guess',
          ...(seed % 2 ? ['--decimal', '.', '--dates', 'dmy'] : []),
        );
        if (![0, 2, 3].includes(outcome.code))
          found.push(`seed ${seed}: exit ${outcome.code}: ${outcome.err.replaceAll('\n', ' / ').slice(0, 400)}`);
        else if (outcome.code === 0) expect(() => outcome.buckets).not.toThrow();
      }
      expectNone(found);
    },
    60_000 + inputs * 10,
  );
});

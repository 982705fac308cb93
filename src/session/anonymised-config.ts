import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { isOfMoney } from '../config/gates.js';
import type { Config } from '../config/schema.js';
import { parseYaml, type Yaml } from '../config/yaml.js';
import type { Text } from '../error.js';
import { foldReason } from '../facts/reason-names.js';
import type { Lookup } from '../intake/type/look-up.js';
import type { Io } from '../io.js';
import { type ConfigMasks, maskConfig } from '../masks/mask-config.js';
import { foldedHeading, type MaskedFile } from '../masks/mask-file.js';
import type { MaskedHeadings } from '../masks/mask-headings.js';
import { maskedWord } from '../masks/masked-word.js';
import type { Masking } from '../masks/masking.js';
import { csvLines } from '../model/csv-lines.js';
import { shiftDay } from '../model/dates.js';
import { round } from '../model/exact.js';
import { categoryOf } from '../model/reason-categories.js';
import type { Inputs } from './inputs.js';
import { lookupsOf } from './lookups-of.js';
import { ratesOf } from './rates.js';
import type { ReadOptions } from './read-options.js';
import { workingTimeOf } from './working-time-of.js';

interface Rewriting {
  masked: readonly MaskedFile[];
  headings: MaskedHeadings;
  masks: Masking;
  options: ReadOptions;
  written: Map<string, Uint8Array>;
  io: Io;
}

/**
 * Gives the funnel.yaml of the copy, and what had to be dropped from it. Files that it names besides exports are put
 * into `written`.
 */
export async function configOf(
  inputs: Inputs,
  { masked, headings, masks, options, written, io }: Rewriting,
): Promise<{ config: Map<string, Yaml>; dropped: Text[] }> {
  const { config, configFile } = inputs;
  const node: Yaml = configFile === null ? new Map() : await rawConfig(resolve(io.cwd, configFile));
  const { files, put } = besideExports(written);
  const columns = new Map(
    masked
      .flatMap((one) =>
        [...one.columns].map(([at, column]) => [foldedHeading(one.loaded.shape.headings[at] ?? ''), column] as const),
      )
      .reverse(),
  );
  const columnOf = (heading: string) =>
    columns.get(
      foldedHeading(
        heading.startsWith('dimensions ')
          ? (config.dimensions.get(heading.slice('dimensions '.length)) ?? '')
          : heading,
      ),
    );
  const by: ConfigMasks = {
    masks,
    dimensions: { has: (name) => config.dimensions.has(name) || config.groups.has(name) },
    heading: (heading) => headings.named(heading),
    value: (heading, value) => columnOf(heading)?.mask(value, []) ?? masks.name(value),
    isAmount: (heading) => {
      const column = columnOf(heading);
      return column?.isTyped === true && column.mask('1', []) === String(masks.factor);
    },
    isMoney: isOfMoney,
    file: (path) => files.get(path.normalize('NFC')) ?? path,
    dropped: [],
  };
  const lookups = await lookupsOf(config, configFile, io.cwd);
  await putFiles(inputs, lookups, by, put);
  const found = maskConfig(node, by);
  const lookedUp = lookups.flatMap(({ of, words }) => (of === 'reason' ? [...words.values()] : []));
  withCategories(found, [...masks.words.reasons(), ...lookedUp], config, masks);
  if (options.timezone !== undefined) found.set('timezone', options.timezone);
  if (options.currency !== undefined) found.set('currency', options.currency);
  return { config: found, dropped: by.dropped };
}

const rawConfig = async (path: string): Promise<Yaml> =>
  parseYaml((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''), basename(path)).value;

/**
 * Collects the files that funnel.yaml names besides exports: they lie beside the exports of the copy under neutral
 * names.
 */
function besideExports(written: Map<string, Uint8Array>) {
  const files = new Map<string, string>();
  const put = (as: string, name: string, rows: readonly (readonly string[])[]) => {
    // In the composed form of letters: a folder written by a Mac may have the other form than funnel.yaml.
    files.set(as.normalize('NFC'), name);
    written.set(name, Buffer.from(csvLines(rows, ',')));
  };
  return { files, put };
}

async function putFiles(
  { config, rates, holidays }: Inputs,
  lookups: readonly Lookup[],
  { masks, dimensions, value }: ConfigMasks,
  put: ReturnType<typeof besideExports>['put'],
): Promise<void> {
  if (rates && typeof config.rates === 'string') {
    const rows = (await ratesOf(config, rates)).map(({ day, currency, worth }) => [
      day === null ? '' : shiftDay(day, masks.days()),
      currency,
      // The rate to its last digit: its denominator is a power of ten.
      round(worth, worth.den.toString().length - 1),
    ]);
    put(config.rates, 'rates.csv', [['date', 'currency', 'rate'], ...rows]);
  }
  const days = config.sla?.calendar?.holidays;
  if (holidays && typeof days === 'string') {
    const calendar = await workingTimeOf(config, holidays);
    const clock = (minutes: number) =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    const rows = [...(calendar?.holidays ?? [])].map(([day, hours]) => [
      shiftDay(day, masks.days()),
      hours ? `${clock(hours.from)}-${clock(hours.to)}` : '',
    ]);
    put(days, 'holidays.csv', [['date', 'hours'], ...rows]);
  }
  for (const [at, { of, words }] of lookups.entries()) {
    const mask = (word: string) => (dimensions.has(of) ? value(`dimensions ${of}`, word) : maskedWord(of, word, masks));
    const file = config.lookups.get(of)?.file ?? '';
    put(file, `words-${at + 1}.csv`, [
      ['Word', 'Stands for'],
      ...[...words].map(([word, meaning]) => [mask(word), mask(meaning)]),
    ]);
  }
}

/** Lists the masked words of reasons under the category that the original words told. */
function withCategories(found: Map<string, Yaml>, words: Iterable<string>, { reasons }: Config, masks: Masking): void {
  const configured = new Set([...reasons.values()].flat().map(foldReason));
  const own = new Map<string, Yaml[]>(
    [...((found.get('reasons') as ReadonlyMap<string, readonly Yaml[]> | undefined) ?? [])].map(([name, all]) => [
      name,
      [all].flat() as Yaml[],
    ]),
  );
  for (const reason of words) {
    const category = categoryOf(reason);
    if (category === null || masks.words.stays('reason', reason) || configured.has(foldReason(reason))) continue;
    const masked = masks.word('reason', reason);
    const all = own.get(category) ?? [];
    if (!all.includes(masked)) own.set(category, [...all, masked]);
  }
  if (own.size > 0) found.set('reasons', new Map([...own]));
}

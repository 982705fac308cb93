import { relative } from 'node:path';
import type { LookUp } from '../drafts/look-ups.js';
import type { Related } from '../drafts/relate.js';
import type { FormatKey, UserError } from '../error.js';
import { nameOf } from '../model/dialect.js';
import type { Text } from '../model/text.js';
import { generic } from '../sources/generic.js';
import { SOURCES } from '../sources/known-sources.js';
import type { Draft, DraftFile } from './draft.js';
import { columnsOf, dimensionName, dimensionsOf } from './draft-columns.js';
import { type DraftPlan, neededLookUps, settingsOf } from './draft-plan.js';
import type { Read } from './draft-read.js';
import { withSlashes } from './globs.js';
import type { ReadOptions } from './session.js';

/** Makes the draft from the plan and from what was read. `home`: the folder that the configuration will lie in. */
export function draftOf(
  plan: DraftPlan,
  { currencies, statuses, sources, leadsWithoutSource, files, left }: Read,
  wrong: readonly UserError[],
  options: ReadOptions,
  home: string,
  unsettled: Unsettled,
): Draft {
  const near = (path: string) => withSlashes(relative(home, path));
  const isWrong = new Set(wrong.map(({ file }) => file));
  const drafted = (one: Related): DraftFile => ({
    path: one.of.entry ?? near(one.of.path),
    sheet: one.of.sheet,
    table: one.table,
    entity: one.entity,
    source: '',
    guessed: columnsOf(one),
    hasResults: one.hasResults ?? false,
    status: settingsOf(one).set.get('status'),
    linked: one.linked?.to,
    isNamed: one.isNamed ?? false,
    settings: optionsOf(generic.name, options),
    unsettled: whyOf(unsettled.get(one.of.name)),
  });
  const active = plan.related.filter(({ isSpare }) => !isSpare);
  const read = files.filter(({ source, drafted }) => source !== 'configured' || drafted.size === 0);
  return {
    timezone: options.timezone,
    currency: options.currency,
    currencies,
    files: [
      ...read.map(
        (file): DraftFile => ({
          path: near(file.path),
          sheet: file.sheet,
          table: file.table,
          entity: file.entity,
          source: file.source,
          guessed: undefined,
          hasResults: false,
          status: undefined,
          linked: undefined,
          isNamed: false,
          settings: optionsOf(file.source, options),
          unsettled: whyOf(unsettled.get(file.file)),
        }),
      ),
      ...active.map(drafted),
    ],
    wrong,
    open:
      read.length + plan.related.length > 0
        ? []
        : plan.useless.map(({ of }) => ({
            path: of.entry ?? near(of.path),
            headings: of.columns.map(({ heading }) => heading),
          })),
    spare: plan.related.filter(({ isSpare }) => isSpare).map(drafted),
    left: left
      .filter(({ path, entry }) => !plan.related.some(({ of }) => of.path === path && of.entry === entry))
      .map(({ path, entry }) => entry ?? near(path)),
    wide: plan.useless.flatMap(({ of, isOther }) => (isOther === 'wide' ? [of.entry ?? near(of.path)] : [])),
    lookUps: lookUpsOf(plan, near),
    dimensions: active
      .filter(({ of, table }) => table === 'crm' && !isWrong.has(of.name))
      .flatMap(dimensionsOf)
      .filter(({ name }, at, all) => all.findIndex((other) => other.name === name) === at),
    statuses: statuses.map((one) => ({ ...one, meaning: one.meaning ?? flagMeaning(one.status, active) })),
    sources,
    leadsWithoutSource,
  };
}

/** Name of a file → the errors of values that can be read in two ways. */
export type Unsettled = ReadonlyMap<string, ReadonlyMap<FormatKey, UserError>>;

const whyOf = (of: ReadonlyMap<FormatKey, UserError> | undefined): ReadonlyMap<FormatKey, Text> =>
  new Map([...(of ?? [])].map(([key, { what }]) => [key, what]));

/**
 * The meaning of a status in a column of yes and no: yes is won. No is open until a person says that it is lost, since
 * an open lead changes no other figure. Undefined: it is no such column.
 */
function flagMeaning(status: string, active: readonly Related[]): string | undefined {
  // Behind the name of its pipeline: `Sales / True`.
  const word = status.split(' / ').at(-1) ?? status;
  const isFlag = active.some(({ columns }) => {
    const column = columns.get('status');
    return column?.isFlag && column.words?.has(columns.has('pipeline') ? word : status);
  });
  return !isFlag ? undefined : /^(?:1|yes|y|true|t|да)$/iu.test(word) ? 'deal' : 'lead';
}

/**
 * Look-ups for the draft. A status that is a number needs its name. For managers, products and accounts further columns
 * may be useful.
 */
function lookUpsOf(plan: DraftPlan, near: (path: string) => string): Draft['lookUps'] {
  const needs = neededLookUps(plan);
  const needed = needs.map(([of, one]) => ({ ...asWritten(one, near), of, isNeeded: true }));
  const seen = new Set<string>();
  const others = plan.lookUps.flatMap((one) => {
    const of = dimensionName(one.value.heading);
    if (needs.some(([, { by }]) => one.by === by) || seen.has(of) || one.value.words === undefined || of === '')
      return [];
    seen.add(of);
    return [{ ...asWritten(one, near), of, isNeeded: false }];
  });
  return [...needed, ...others];
}

const asWritten = ({ by, key, value }: LookUp, near: (path: string) => string) => ({
  file: near(by.path),
  key: key.heading,
  value: value.heading,
});

/**
 * Formats that the command line gave for a file that leaves them open: written into the draft, later runs know them.
 */
function optionsOf(source: string, { dates, decimal, encoding, delimiter }: ReadOptions): Map<string, string> {
  const exports = SOURCES.find(({ name }) => name === source)?.exports ?? [];
  // For a platform that always writes one format there is nothing to give.
  const isOpen = (key: 'dates' | 'decimal') => exports.every((shape) => shape[key] === undefined);
  const given: [string, string | undefined][] = [
    ['dates', isOpen('dates') ? dates : undefined],
    ['decimal', isOpen('decimal') ? decimal : undefined],
    ['encoding', encoding],
    ['delimiter', delimiter === undefined ? undefined : nameOf(delimiter)],
  ];
  return new Map(given.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

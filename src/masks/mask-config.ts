import type { Config } from '../config/schema.js';
import type { Yaml } from '../config/yaml.js';
import { type Text, text } from '../error.js';
import { daysOfPeriod, shiftDay } from '../model/dates.js';
import { isDimension } from '../model/dimensions.js';
import { fold } from '../model/fold.js';
import { KPIS, type KpiName } from '../model/kpis.js';
import { CATEGORIES, categoryOf, isOfDuplicates, isUnreached } from '../model/reason-categories.js';
import { maskedWord } from './masked-word.js';
import type { Masking } from './masking.js';
import { scaledLiteral } from './scaled-amounts.js';
import { shiftedPeriod } from './shifted-dates.js';
import { OF_DIMENSION } from './treatments.js';

/** The functions that rewrite funnel.yaml for a masked copy. */
export interface ConfigMasks {
  masks: Masking;
  /** The names of the dimensions that the configuration defines. */
  dimensions: { has(name: string): boolean };
  /** The name of a heading in the copy. */
  heading(heading: string): string;
  /** A value that a condition compares with the cells of a column, as it is in the copy. */
  value(heading: string, value: string): string;
  /** Whether a column holds amounts. */
  isAmount(heading: string): boolean;
  /** Whether a figure of a gate is an amount. */
  isMoney(figure: string): boolean;
  /** The name in the copy of a file that the configuration names. */
  file(path: string): string;
  /** Collects what could not be carried over. */
  dropped: Text[];
}

type Rewrite = (node: Yaml, by: ConfigMasks) => Yaml | undefined;

/**
 * The keys of the configuration as they are written: those of the schema, some of which get another name when they are
 * read.
 */
type Key = Exclude<keyof Config, 'revenueVat' | 'noContent' | 'splits' | 'groups'> | 'revenue_vat';

const same: Rewrite = (node) => node;
const isMap = (node: Yaml | undefined): node is ReadonlyMap<string, Yaml> => node instanceof Map;
const isList = (node: Yaml | undefined): node is readonly Yaml[] => Array.isArray(node);

/** Rewrites every scalar of a node. */
const each = (node: Yaml, of: (word: string) => string): Yaml =>
  typeof node === 'string' ? of(node) : isList(node) ? node.map((one) => each(one, of)) : node;

const mapped = (
  node: Yaml,
  key: (key: string) => string,
  value: (value: Yaml, key: string) => Yaml | undefined = (one) => one,
): Yaml => {
  if (!isMap(node)) return node;
  return new Map(
    [...node].flatMap(([own, of]): [string, Yaml][] => {
      const found = value(of, own);
      return found === undefined ? [] : [[key(own), found]];
    }),
  );
};

const dropped =
  (what: Text): Rewrite =>
  (_, { dropped: all }) => {
    all.push(what);
    return undefined;
  };

const days = (node: Yaml, { masks }: ConfigMasks): Yaml => each(node, (day) => shiftDay(day, masks.days()));
const amount = (node: Yaml, { masks }: ConfigMasks): Yaml =>
  each(node, (literal) => (/^-?\d+(?:\.\d+)?$/.test(literal) ? scaledLiteral(literal, masks.factor) : literal));
const monthOrSo = (name: string, { masks }: ConfigMasks): string =>
  shiftedPeriod(name, masks.days(), daysOfPeriod) ?? name;
const byDay: Rewrite = (node, by) => mapped(node, (day) => shiftDay(day, by.masks.days()));

/** One rate, or rates by the day from which they hold. */
const rate: Rewrite = (node, by) => (isMap(node) ? byDay(node, by) : node);

/** A rule: a map of heading → condition, a list of such maps, or a single heading. */
const rule: Rewrite = (node, by) => {
  if (isList(node)) return node.map((one) => rule(one, by) ?? null);
  if (typeof node === 'string') return by.heading(node);
  return mapped(node, by.heading, (condition, heading) => conditionOf(condition, heading, by));
};

function conditionOf(condition: Yaml, heading: string, by: ConfigMasks): Yaml {
  if (isMap(condition))
    return mapped(
      condition,
      (not) => not,
      (values) => each(values, (one) => by.value(heading, one)),
    );
  if (typeof condition !== 'string') return each(condition, (one) => by.value(heading, one));
  const [, sign, number] = /^(>=|<=|!=|>|<|=) *(-?\d+(?:\.\d+)?)$/.exec(condition) ?? [];
  if (number !== undefined)
    return by.isAmount(heading) ? `${sign} ${scaledLiteral(number, by.masks.factor)}` : condition;
  return condition === 'present' || condition === 'absent' ? condition : by.value(heading, condition);
}

/** The name of a category in the copy: unchanged if the program depends on it, else other words. */
function category(name: string, { masks }: ConfigMasks): string {
  if (name === 'no_content' || Object.hasOwn(CATEGORIES, name)) return name;
  const [own] = [categoryOf(name)];
  if (isOfDuplicates(name)) return 'duplicate';
  if (own !== null && isUnreached(name)) return own;
  return masks.words.stays('reason', name) ? name : masks.word('reason', name);
}

const status = (name: string, { masks }: ConfigMasks): string => {
  if (masks.words.stays('status', name)) return name;
  const [pipeline = '', ...rest] = name.split(' / ');
  if (rest.length === 0) return masks.word('status', name);
  return `${masks.word('pipeline', pipeline)} / ${masks.word('status', rest.join(' / '))}`;
};

/**
 * The name of a dimension in the copy. Names that the user chose are replaced, as those of segments are; fields and the
 * program's own dimensions keep theirs.
 */
const dimensionName = (name: string, by: ConfigMasks): string => (by.dimensions.has(name) ? by.masks.name(name) : name);

const PATTERNS = text('patterns of groups (dimensions)', 'шаблоны групп (dimensions)');

/**
 * Words of groups become what the values become. A pattern is dropped: whether it would fit the replaced values is not
 * known.
 */
const groups: Rewrite = (node, by) =>
  mapped(
    node,
    (of) => dimensionName(of, by),
    (named, of) =>
      mapped(
        named,
        (group) => by.masks.name(group),
        (words) =>
          each(words, (word) => {
            if (!/^\/.+\/i?$/s.test(word)) return filtered(of, word, by);
            if (!by.dropped.includes(PATTERNS)) by.dropped.push(PATTERNS);
            return by.masks.name(word.replace(/^\/|\/i?$/g, ''));
          }),
      ),
  );

const splitColumn: Rewrite = (node, by) =>
  mapped(
    node,
    (key) => key,
    (value, key) => (key === 'column' ? each(value, by.heading) : value),
  );

const filter: Rewrite = (node, by) =>
  mapped(
    node,
    (name) => dimensionName(name, by),
    (values, dimension) => each(values, (one) => filtered(dimension, one, by)),
  );

function filtered(dimension: string, value: string, by: ConfigMasks): string {
  const { masks } = by;
  if (dimension === 'segment') return masks.name(value);
  if (!isDimension(dimension)) return by.value(`dimensions ${dimension}`, value);
  const of = OF_DIMENSION[dimension];
  if (of === 'ours') return value;
  if (of === 'category') return category(value, by);
  return maskedWord(of.field, value, masks);
}

const bySource =
  (of: Rewrite): Rewrite =>
  (node, by) =>
    mapped(
      node,
      (key) => key,
      (values, key) =>
        key === 'source' ? mapped(values, by.masks.source, (value) => of(value, by)) : (of(values, by) ?? null),
    );

/** The amounts of a month. Their purposes are the user's words; the keys among them are ours. */
const costsOfMonth: Rewrite = (node, by) => {
  if (!isMap(node)) return amount(node, by);
  return mapped(
    node,
    (name) => (['per', 'by', 'costs'].includes(name) ? name : by.masks.name(name)),
    (value, name) => (name === 'per' ? value : name === 'by' ? bySource(costsOfMonth)(value, by) : amount(value, by)),
  );
};

const MONEY = new Set(['revenue', 'spend']);
const planOf: Rewrite = (node, by) =>
  mapped(
    node,
    (key) => key,
    (value, key) => (MONEY.has(key) ? amount(value, by) : key === 'by' ? bySource(planOf)(value, by) : value),
  );

const isByPeriod = (node: Yaml): node is ReadonlyMap<string, Yaml> =>
  isMap(node) && !node.has('per') && [...node.keys()].some((key) => /^\d/.test(key));

const kpis: Rewrite = (node, by) =>
  mapped(
    node,
    (key) => key,
    (value, key) => (KPIS[key as KpiName]?.norm === 'amount' ? amount(value, by) : value),
  );

const entries =
  (of: (entry: ReadonlyMap<string, Yaml>, at: number, by: ConfigMasks) => ReadonlyMap<string, Yaml>): Rewrite =>
  (node, by) =>
    isList(node) ? node.map((entry, at) => (isMap(entry) ? of(entry, at, by) : entry)) : node;

/**
 * How each key is rewritten. A key that is added to the configuration must be added here, or the program does not
 * compile.
 */
const REWRITES: Record<Key, Rewrite> = {
  timezone: same,
  currency: same,
  lang: same,
  sections: same,
  attribution: same,
  lookback: same,
  maturity: same,
  stuck: same,
  accept: same,
  calls: same,
  ids: same,
  repeats: same,
  managers: same,
  margin: same,
  bonus: same,
  rates: (node, by) => (typeof node === 'string' ? by.file(node) : node),
  vat: rate,
  revenue_vat: rate,
  // `files` is made anew, file by file.
  files: () => undefined,
  // Files that are no exports are not part of the copy.
  ignore: () => undefined,
  title: () => undefined,
  links: () => undefined,
  questions: dropped(text('questions: they are free words', 'questions: это свободный текст')),
  costs: (node, by) =>
    isByPeriod(node)
      ? mapped(
          node,
          (month) => monthOrSo(month, by),
          (of) => costsOfMonth(of, by),
        )
      : costsOfMonth(node, by),
  plan: (node, by) =>
    isByPeriod(node)
      ? mapped(
          node,
          (name) => monthOrSo(name, by),
          (of) => planOf(of, by),
        )
      : planOf(node, by),
  lookups: (node, by) =>
    mapped(
      node,
      (name) => dimensionName(name, by),
      (lookup) => {
        const file = isMap(lookup) ? lookup.get('file') : undefined;
        return new Map([
          ['file', typeof file === 'string' ? by.file(file) : ''],
          ['key', 'Word'],
          ['value', 'Stands for'],
        ]);
      },
    ),
  dimensions: (node, by) =>
    mapped(
      node,
      (name) => dimensionName(name, by),
      (of) => {
        if (!isMap(of)) return each(of, by.heading);
        return of.has('split') ? splitColumn(of, by) : groups(of, by);
      },
    ),
  statuses: (node, by) => mapped(node, (name) => status(name, by)),
  rules: (node, by) =>
    mapped(
      node,
      (stage) => stage,
      (own) => rule(own, by),
    ),
  exclude: rule,
  segments: (node, by) => mapped(node, by.masks.name, (own) => rule(own, by)),
  standard: (node, by) =>
    mapped(
      node,
      (name) => (USUAL.has(name) ? name : by.masks.name(name)),
      (own, name) =>
        name === 'at_least'
          ? own
          : isList(own) && name === 'interest'
            ? own.map((one) => rule(one, by) ?? null)
            : rule(own, by),
    ),
  sources: (node, { masks }) => mapped(node, masks.source, (all) => once(each(all, masks.source))),
  reasons: (node, by) =>
    merged(
      node,
      (name) => category(name, by),
      (all) => each(all, (one) => by.masks.word('reason', one)),
    ),
  norms: (node, by) =>
    mapped(
      node,
      (key) => key,
      (value, key) =>
        key === 'by' ? bySource(same)(value, by) : KPIS[key as KpiName]?.norm === 'amount' ? amount(value, by) : value,
    ),
  kpi: (node, by) =>
    mapped(
      node,
      (side) => side,
      (own) => kpis(own, by),
    ),
  sla: (node, by) =>
    mapped(
      node,
      (key) => key,
      (value, key) => {
        if (key === 'none') return each(value, (one) => status(one, by));
        if (key === 'not_by') return each(value, by.masks.name);
        return key === 'calendar' ? calendar(value, by) : value;
      },
    ),
  conversions: (node, by) =>
    mapped(
      node,
      (key) => key,
      (value, key) =>
        key === 'names'
          ? mapped(
              value,
              (stage) => stage,
              (one) => each(one, by.masks.name),
            )
          : value,
    ),
  gates: entries((gate, at, by) => {
    const figure = String(gate.get('figure') ?? gate.get('metric') ?? '');
    return new Map(
      [...gate].flatMap(([key, value]): [string, Yaml][] => {
        if (key === 'name') return [[key, `Gate ${at + 1}`]];
        if (key === 'where') return [[key, filter(value, by) ?? null]];
        if (key === 'by' && typeof value === 'string') return [[key, dimensionName(value, by)]];
        return [[key, (key === 'min' || key === 'max') && by.isMoney(figure) ? amount(value, by) : value]];
      }),
    );
  }),
  hypotheses: entries((one, at, by) => judged(one, `Hypothesis ${at + 1}`, by)),
  decisions: entries((one, at, by) => judged(one, `Decision ${at + 1}`, by)),
};

const USUAL = new Set(['role', 'need', 'budget', 'deadline', 'interest', 'at_least']);

function judged(one: ReadonlyMap<string, Yaml>, called: string, by: ConfigMasks): ReadonlyMap<string, Yaml> {
  return new Map(
    [...one].map(([key, value]): [string, Yaml] => {
      if (key === 'name' || key === 'what') return [key, called];
      if (key === 'who') return [key, each(value, by.masks.name)];
      if (key === 'since' || key === 'until') return [key, days(value, by)];
      return [key, key === 'where' ? (filter(value, by) ?? null) : value];
    }),
  );
}

const calendar: Rewrite = (node, by) =>
  mapped(
    node,
    (key) => key,
    (value, key) => {
      if (key === 'holidays') return typeof value === 'string' ? by.file(value) : days(value, by);
      if (key !== 'by') return value;
      return mapped(
        value,
        (of) => of,
        (all, of) => (of === 'manager' ? mapped(all, by.masks.name) : all),
      );
    },
  );

/** Without repetitions: several spellings may have become the same one. */
const once = (node: Yaml): Yaml =>
  isList(node)
    ? node.filter((one, at) => node.findIndex((other) => fold(String(other)) === fold(String(one))) === at)
    : node;

/** Rewrites the categories. Texts of categories that have the same name in the copy are put together. */
function merged(node: Yaml, key: (name: string) => string, value: (texts: Yaml) => Yaml): Yaml {
  if (!isMap(node)) return node;
  const found = new Map<string, Yaml[]>();
  for (const [name, texts] of node) {
    const own = value(texts);
    found.set(key(name), [...(found.get(key(name)) ?? []), ...(isList(own) ? own : [own])]);
  }
  return new Map([...found].map(([name, texts]) => [name, once(texts)]));
}

/** Gives the funnel.yaml of the copy, without `files`. */
export function maskConfig(node: Yaml, by: ConfigMasks): Map<string, Yaml> {
  const found = new Map<string, Yaml>();
  if (!isMap(node)) return found;
  for (const [key, rewrite] of Object.entries(REWRITES)) {
    const own = node.get(key);
    const rewritten = own === undefined || own === null ? undefined : rewrite(own, by);
    if (rewritten !== undefined) found.set(key, rewritten);
  }
  return found;
}

import { relative, sep } from 'node:path';
import type { ColumnProfile } from '../drafts/column-profile.js';
import type { LookUp } from '../drafts/look-ups.js';
import type { Related } from '../drafts/relate.js';
import { sql } from '../engines/sql.js';
import type { UserError } from '../error.js';
import { NO_SOURCE } from '../facts/lead-source.js';
import { sameSource } from '../facts/source-names.js';
import type { FileFacts } from '../intake/type/export-facts.js';
import { CURRENCY_CODES } from '../model/currencies.js';
import { nameOf } from '../model/dialect.js';
import { fold } from '../model/fold.js';
import type { Warning } from '../model/report.js';
import { fieldsOf, type Table } from '../model/tables.js';
import { counted, join, type Text, text } from '../model/text.js';
import { generic } from '../sources/generic.js';
import { SOURCES } from '../sources/known-sources.js';
import { currenciesIn } from './assumed-currency.js';
import { type DraftPlan, matcherOf, settingsOf, statusLookUp } from './draft-plan.js';
import type { ReadOptions, Session } from './session.js';

/** What is known of a folder of exports before anybody has configured it. */
export interface Draft {
  timezone: string | undefined;
  /** As asked for. */
  currency: string | undefined;
  /** In which the exports hold amounts, the CRM's first. */
  currencies: readonly string[];
  files: DraftFile[];
  /** Files with which nothing runs, and why: to be put right first. */
  wrong: readonly UserError[];
  /** Lists of leads that nothing links to the others: drafted, and not read. */
  spare: readonly DraftFile[];
  /** Where nothing at all can be read: tables of which a person must say what they are, with their headings. */
  open: readonly { path: string; headings: readonly string[] }[];
  /** Files that are no exports, as far as can be told, as `ignore` would name them. */
  left: readonly string[];
  /** Words that other files explain: how a status is called is needed, what else they say is not. */
  lookUps: readonly { of: string; file: string; key: string; value: string; isNeeded: boolean }[];
  /** Columns by which leads could be told apart: name and heading. */
  dimensions: readonly (readonly [string, string])[];
  /** Statuses that nobody has explained: how many rows bear each, and what it may mean; undefined: nobody can tell. */
  statuses: { status: string; count: number; meaning: string | undefined }[];
  /** How many more there are that hold people, and so are not written. */
  unshown?: number;
  sources: { name: string; leads: number; spellings: readonly string[] }[];
  leadsWithoutSource: number;
}

export interface DraftFile {
  /** Relative to the configuration. */
  path: string;
  /** Of a workbook of which several sheets are read. */
  sheet: string | undefined;
  table: string;
  entity: 'lead' | 'deal';
  source: string;
  /** Where columns were guessed, by their headings or by what stands in them. */
  guessed: readonly DraftColumn[] | undefined;
  /** Of spend: it counts leads, deals or revenue as well, and they are left aside. */
  hasResults: boolean;
  /** Of a file of one stage: the status that each of its rows enters. */
  status: string | undefined;
  /** To which other file its IDs belong. */
  linked: string | undefined;
  /** Its headings alone would have it read: that it is not must be said of it. */
  isNamed: boolean;
  /** Settings of this file that the command line gave: `dates: dmy`. */
  settings: ReadonlyMap<string, string>;
}

export interface DraftColumn {
  field: string;
  /** As funnel.yaml names it; `$row`. */
  column: string;
  /** What stands in it, for the person who must say whether it is that. */
  holds: Text | undefined;
  /** It may be, and something else is taken, or nothing says it but what it holds. */
  isAlternative: boolean;
}

/** What was read of a folder, so far as it could be. */
export type Read = Pick<Draft, 'currencies' | 'statuses' | 'sources' | 'leadsWithoutSource'> & {
  files: readonly FileFacts[];
  left: readonly { path: string; entry: string | undefined }[];
  warnings: readonly Warning[];
};

export const NOTHING_READ: Read = {
  ...{ currencies: [], statuses: [], sources: [], leadsWithoutSource: 0, files: [], left: [], warnings: [] },
};

/** What is known of the exports of a session. */
export async function readOf(session: Session): Promise<Read> {
  const { facts } = session;
  return {
    // Only codes that funnel.yaml takes: an export may say "Российский рубль".
    currencies: (await currenciesIn(session.engine, facts)).filter((code) => CODES.has(code)),
    files: facts.files,
    left: session.left,
    warnings: session.warnings,
    statuses: statusesOf(session),
    ...(await sourcesOf(session)),
  };
}

/** The draft of what was planned and read. `home`: the folder that the configuration will lie in. */
export function draftOf(
  plan: DraftPlan,
  { currencies, statuses, sources, leadsWithoutSource, files, left }: Read,
  wrong: readonly UserError[],
  options: ReadOptions,
  home: string,
): Draft {
  const near = (path: string) => relative(home, path).split(sep).join('/');
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
    lookUps: lookUpsOf(plan, near),
    dimensions: active.filter(({ of, table }) => table === 'crm' && !isWrong.has(of.name)).flatMap(dimensionsOf),
    statuses: statuses.map((one) => ({ ...one, meaning: one.meaning ?? flagMeaning(one.status, active) })),
    sources,
    leadsWithoutSource,
  };
}

/** Yes is won; no is open until a person says that it is lost: an open lead changes no other figure. */
function flagMeaning(status: string, active: readonly Related[]): string | undefined {
  const isFlag = active.some(({ columns }) => {
    const column = columns.get('status');
    return column?.isFlag && column.words?.has(status);
  });
  return !isFlag ? undefined : /^(?:1|yes|y|true|t|да)$/iu.test(status) ? 'deal' : 'lead';
}

function columnsOf({ table, columns, others }: Related): DraftColumn[] {
  const order = [...fieldsOf(table as Table).keys()];
  const sorted = [...columns].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const taken = sorted.map(
    ([field, column]): DraftColumn => ({
      field,
      column: column ? headingOf(column) : '$row',
      holds: column
        ? holdsOf(column)
        : text('no column tells the rows apart: each is one', 'ID нет: лид — каждая строка'),
      isAlternative: false,
    }),
  );
  const alternatives = [...others].flatMap(([field, list]) =>
    columns.has(field)
      ? list.slice(0, 3).map(
          (column): DraftColumn => ({
            field,
            column: headingOf(column),
            holds: holdsOf(column),
            isAlternative: true,
          }),
        )
      : [],
  );
  return [...taken, ...alternatives];
}

const headingOf = (column: ColumnProfile): string => {
  const matcher = matcherOf(column);
  return 'heading' in matcher ? matcher.heading : `$${column.index + 1}`;
};

/** What stands in a column, in short: it is shown beside the guess. */
function holdsOf({ kind, days, words, isUnique, isFlag, distinct }: ColumnProfile): Text {
  if (isFlag) return text([...(words?.keys() ?? [])].join(', '), [...(words?.keys() ?? [])].join(', '));
  const parts: Text[] = [];
  if (isUnique && kind === 'text') parts.push(text('another in every row', 'в каждой строке своё'));
  if (kind === 'date')
    parts.push(days ? text(`${days.from} … ${days.to}`, `${days.from} … ${days.to}`) : text('dates', 'даты'));
  if (kind === 'number') parts.push(text('numbers', 'числа'));
  if (kind === 'text' && words) parts.push(text(counted(distinct, 'word'), `значений: ${distinct}`));
  return join(parts.length > 0 ? parts : [text('texts', 'тексты')], ', ');
}

/** Columns of a few words that no field is read from. */
function dimensionsOf({ of, columns }: Related): [string, string][] {
  const taken = new Set([...columns.values()]);
  return of.columns
    .filter((column) => column.words && column.kind === 'text' && !taken.has(column) && column.distinct > 1)
    .map((column): [string, string] => [dimensionName(column.heading), column.heading])
    .filter(([name]) => name !== '')
    .slice(0, 12);
}

const dimensionName = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, '_')
    .replace(/^[\d_]+|_+$/gu, '');

/** A status that is a number needs its name; of managers, products and accounts the further columns may be wanted. */
function lookUpsOf(plan: DraftPlan, near: (path: string) => string): Draft['lookUps'] {
  const status = statusLookUp(plan);
  const needed = status ? [{ ...asWritten(status, near), of: 'status', isNeeded: true }] : [];
  const seen = new Set<string>();
  const others = plan.lookUps.flatMap((one) => {
    const of = dimensionName(one.value.heading);
    if (one.by === status?.by || seen.has(of) || one.value.words === undefined || of === '') return [];
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

const CODES = new Set(CURRENCY_CODES);

/** What the command line settled for files that leave it open, so that later runs need not be told again. */
function optionsOf(source: string, { dates, decimal, encoding, delimiter }: ReadOptions): Map<string, string> {
  const exports = SOURCES.find(({ name }) => name === source)?.exports ?? [];
  // A platform that always writes one format is not asked.
  const isOpen = (key: 'dates' | 'decimal') => exports.every((shape) => shape[key] === undefined);
  const given: [string, string | undefined][] = [
    ['dates', isOpen('dates') ? dates : undefined],
    ['decimal', isOpen('decimal') ? decimal : undefined],
    ['encoding', encoding],
    ['delimiter', delimiter === undefined ? undefined : nameOf(delimiter)],
  ];
  return new Map(given.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** The most frequent first; spellings that are one to the program stand once. */
function statusesOf({ facts }: Session): Draft['statuses'] {
  const found = new Map<string, Draft['statuses'][number]>();
  for (const { status, count, meaning } of facts.guessed) {
    const seen = found.get(fold(status));
    if (seen) seen.count += count;
    else found.set(fold(status), { status, count, meaning: meaning === 'ignore' ? undefined : meaning });
  }
  return [...found.values()].sort((a, b) => b.count - a.count || byCode(a.status, b.status));
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function sourcesOf({ engine, built }: Session): Promise<Pick<Draft, 'sources' | 'leadsWithoutSource'>> {
  const leads = new Map(
    (await engine.query(sql`select source, count(*) from leads group by 1`)).map(([source, count]) => [
      source as string,
      Number(count),
    ]),
  );
  const same = sameSource(new Map(), built.sources.apart);
  const spellings = new Map<string, Set<string>>();
  const rows = await engine.query(sql`select distinct source, o1, o2, o3, o4 from source_map order by all`);
  for (const [source, ...origin] of rows as [string, ...(string | null)[]][]) {
    const own = spellings.get(source) ?? new Set();
    const [utmSource, utmMedium, word, medium] = origin;
    for (const [spelling, kind] of [
      [utmSource, utmMedium],
      [word, medium],
    ])
      for (const one of spelling ? [spelling, ...(kind ? [`${spelling} / ${kind}`] : [])] : [])
        if (same(one, source)) own.add(one);
    spellings.set(source, own);
  }
  return {
    sources: [...spellings]
      .filter(([name]) => name !== NO_SOURCE)
      .map(([name, own]) => ({ name, leads: leads.get(name) ?? 0, spellings: own.size > 0 ? [...own] : [name] }))
      .sort((a, b) => b.leads - a.leads || byCode(a.name, b.name)),
    leadsWithoutSource: leads.get(NO_SOURCE) ?? 0,
  };
}

import { relative, sep } from 'node:path';
import { sql } from '../engines/sql.js';
import { NO_SOURCE } from '../facts/lead-source.js';
import { sameSource } from '../facts/source-names.js';
import { CURRENCY_CODES } from '../model/currencies.js';
import { nameOf } from '../model/dialect.js';
import { fold } from '../model/fold.js';
import { SOURCES } from '../sources/known-sources.js';
import { currenciesIn } from './assumed-currency.js';
import { isGuessed } from './guessed-columns.js';
import type { ReadOptions, Session } from './session.js';

/** What is known of a folder of exports before anybody has configured it. */
export interface Draft {
  timezone: string | undefined;
  /** As asked for. */
  currency: string | undefined;
  /** In which the exports hold amounts, the CRM's first. */
  currencies: readonly string[];
  files: DraftFile[];
  /** Statuses that nobody has explained: how many rows bear each, and what it may mean. */
  statuses: { status: string; count: number; meaning: string }[];
  sources: { name: string; leads: number; spellings: readonly string[] }[];
  leadsWithoutSource: number;
}

export interface DraftFile {
  /** Relative to the configuration. */
  path: string;
  /** Of a workbook of which several sheets are read. */
  sheet: string | undefined;
  table: string;
  source: string;
  /** Field → heading, where they were guessed. */
  guessed: ReadonlyMap<string, string> | undefined;
  /** Settings of this file that the command line gave: `dates: dmy`. */
  settings: ReadonlyMap<string, string>;
}

/** What is known of the exports of a session. `home`: the folder that the configuration will lie in. */
export async function draftOf(session: Session, options: ReadOptions, home: string): Promise<Draft> {
  const { facts } = session;
  return {
    timezone: options.timezone,
    currency: options.currency,
    // Only codes that funnel.yaml takes: an export may say "Российский рубль".
    currencies: (await currenciesIn(session.engine, facts)).filter((code) => CODES.has(code)),
    files: facts.files.map((file): DraftFile => {
      return {
        path: relative(home, file.path).split(sep).join('/'),
        sheet: file.sheet,
        table: file.table,
        source: file.source,
        guessed: isGuessed(file) ? file.headings : undefined,
        settings: settingsOf(file.source, options),
      };
    }),
    statuses: statusesOf(session),
    ...(await sourcesOf(session)),
  };
}

const CODES = new Set(CURRENCY_CODES);

/** What the command line settled for files that leave it open, so that later runs need not be told again. */
function settingsOf(source: string, { dates, decimal, encoding, delimiter }: ReadOptions): Map<string, string> {
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
    else found.set(fold(status), { status, count, meaning });
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

import { sql } from '../engines/sql.js';
import { NO_SOURCE } from '../facts/lead-source.js';
import { sameSource } from '../facts/source-names.js';
import type { FileFacts } from '../intake/type/export-facts.js';
import { compareWords } from '../model/compare-words.js';
import { CURRENCY_CODES } from '../model/currencies.js';
import { fold } from '../model/fold.js';
import type { Warning } from '../model/report.js';
import { currenciesIn } from './assumed-currency.js';
import type { Draft } from './draft.js';
import type { Session } from './session.js';

/** What could be read of a folder. */
export type Read = Pick<Draft, 'currencies' | 'statuses' | 'sources' | 'leadsWithoutSource'> & {
  files: readonly FileFacts[];
  left: readonly { path: string; entry: string | undefined }[];
  warnings: readonly Warning[];
};

export const NOTHING_READ: Read = {
  ...{ currencies: [], statuses: [], sources: [], leadsWithoutSource: 0, files: [], left: [], warnings: [] },
};

/** What a draft needs to know of the exports of a session. */
export async function readOf(session: Session): Promise<Read> {
  const { facts } = session;
  return {
    // Only codes that funnel.yaml accepts: an export may say «Российский рубль».
    currencies: (await currenciesIn(session.engine, facts)).filter((code) => CODES.has(code)),
    files: facts.files,
    left: session.left,
    warnings: session.warnings,
    statuses: statusesOf(session),
    ...(await sourcesOf(session)),
  };
}

const CODES = new Set(CURRENCY_CODES);

/** The unexplained statuses, the most frequent first. Spellings that the program takes for one are put together. */
function statusesOf({ facts }: Session): Draft['statuses'] {
  const found = new Map<string, Draft['statuses'][number]>();
  for (const { status, count, meaning } of facts.guessed) {
    const seen = found.get(fold(status));
    if (seen) seen.count += count;
    else found.set(fold(status), { status, count, meaning: meaning === 'ignore' ? undefined : meaning });
  }
  return [...found.values()].sort((a, b) => b.count - a.count || compareWords(a.status, b.status));
}

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
      .sort((a, b) => b.leads - a.leads || compareWords(a.name, b.name)),
    leadsWithoutSource: leads.get(NO_SOURCE) ?? 0,
  };
}

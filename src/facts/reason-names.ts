import { newStemmer } from 'snowball-stemmers';
import type { Engine } from '../engines/engine.js';
import { asRelation } from '../engines/lay-down.js';
import { type Sql, sql } from '../engines/sql.js';
import { categoryOf, foldWords, isOfDuplicates, isTest, isUnreached, saysNothing } from '../model/reason-categories.js';
import type { FactsSettings } from './facts-settings.js';
import { mostFrequent } from './lead-source.js';

export const NO_REASON = '(no reason given)';
const COLUMNS = {
  ...({ text: 'varchar', reason: 'varchar', category: 'varchar' } as const),
  ...({ is_duplicate: 'boolean', is_undecided: 'boolean', is_empty: 'boolean' } as const),
} as const;
const russian = newStemmer('russian');

/** What reasons are called. */
export interface ReasonNames {
  /**
   * A relation: text → reason, category, and whether it means a duplicate, a lead nobody decided about, or nothing at
   * all.
   */
  map: Sql;
  /** All that some lead may bear. */
  reasons: ReadonlySet<string>;
  categories: ReadonlySet<string>;
}

/**
 * Puts the spellings of reasons of lost leads together; a reason is shown in its most frequent spelling. `noContent` are
 * folded texts that say nothing, besides those that never do. Different reasons never become one: they only share a
 * category.
 */
export async function nameReasons(
  engine: Engine,
  leads: Sql,
  { fields, reasons: configured, noContent }: Pick<FactsSettings, 'fields' | 'reasons' | 'noContent'>,
): Promise<ReasonNames> {
  const rows = fields.crm.has('reason')
    ? await engine.query(
        sql`select reason, count(*) filter (where lost) from ${leads} where reason is not null group by 1 order by 1`,
      )
    : [];
  const groups = new Map<string, Map<string, number>>();
  for (const [reason, count] of rows as [string, bigint][]) {
    const key = foldReason(reason);
    const own = groups.get(key) ?? new Map<string, number>();
    own.set(reason, Number(count));
    groups.set(key, own);
  }
  const named = new Map(
    [...configured].flatMap(([category, texts]) => texts.map((one) => [foldReason(one), category] as const)),
  );
  const known = [...groups].flatMap(([key, spellings]) => {
    const reason = mostFrequent(spellings);
    const category = named.get(key) ?? categoryOf(reason);
    const isDuplicate = category !== null && isOfDuplicates(category);
    const isUndecided = isUnreached(category ?? '') || isTest(reason);
    const own = [reason, category, isDuplicate, isUndecided, saysNothing(reason, noContent)] as const;
    return [...spellings.keys()].map((spelling) => [spelling, ...own] as const);
  });
  return {
    map: await asRelation(engine, 'reason_map', COLUMNS, known),
    reasons: new Set([NO_REASON, ...known.map(([, reason]) => reason)]),
    categories: new Set(known.flatMap(([, , category]) => category ?? [])),
  };
}

/** Folds case, blanks, ё/е, punctuation and inflection. The words of a reason and their order stay. */
export function foldReason(reason: string): string {
  const words = foldWords(reason).split(' ');
  const stems = words.map((word) => (/[а-я]/u.test(word) && word.length > 3 ? russian.stem(word) : singular(word)));
  return stems.join(' ') || reason;
}

/** Only the English plural is cut: stemming English would merge different reasons (`expensive`, `expense`). */
const singular = (word: string): string =>
  /^[a-z]{4,}s$/.test(word) && !/(ss|us|is)$/.test(word) ? word.replace(/ies$/, 'y').replace(/s$/, '') : word;

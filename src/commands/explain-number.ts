import type { BehindRow } from '../facts/behind.js';
import type { Io } from '../io.js';
import { interval, moment } from '../model/dates.js';
import type { Explanation, ListedRow } from '../model/explanation.js';
import { filterWords } from '../model/filter-words.js';
import { whole } from '../model/numbers.js';
import { outsideWords } from '../model/outside-words.js';
import { BUCKETS } from '../model/report.js';
import { join, type Text, text } from '../model/text.js';
import { explanationWithoutPeople } from '../render/without-people.js';
import { explainCell } from '../reports/explain-cell.js';
import { type Session, withSession } from '../session/session.js';
import { type AskedContext, askedContext, momentsOf, type ScopeOptions } from './asked-context.js';
import { creditsInWords } from './credits-asked.js';
import { columnOf, readAddress, rowOf } from './find-row.js';
import { outsideOf } from './outside.js';
import { leadNames } from './shown-lead.js';

export interface ExplainOptions extends ScopeOptions {
  row: readonly (readonly [key: string, value: string])[];
  ids: boolean;
  personal?: boolean | undefined;
}

/** Explains one printed number: `figure` names it, as `readAddress` reads it. */
export async function explainNumber(figure: string, options: ExplainOptions, io: Io): Promise<Explanation> {
  const address = readAddress(figure);
  const dimensions = new Set([...options.by, ...options.where.map(({ dimension }) => dimension)]);
  const explanation = await withSession(
    { ...options, dimensions, moments: momentsOf(true) },
    io,
    async (session): Promise<Explanation> => {
      const asked = await askedContext(session, { ...options, isWide: true }, [address.report]);
      const { context, reports } = asked;
      const report = reports[0] ?? address.report;
      const sheet = await report.compute(context);
      const column = columnOf(address, sheet);
      const row = rowOf(address, sheet, options.row, context.sameSource);
      const { wanted, parts, ...cell } = await explainCell(report, sheet, [row, column], context);
      const shown = listing(session);
      const listed = [];
      for (const [at, part] of parts.entries()) {
        const rows = options.ids ? wanted[at] : null;
        // A median is no sum of its rows.
        const areAdded = rows !== null && rows !== undefined && !('as' in rows.rows);
        const found = rows ? await report.contextOf(context).rowsBehind(rows) : [];
        listed.push({ ...part, listed: found.map(shown).map((one) => (areAdded ? one : { ...one, adds: null })) });
      }
      return {
        ...{ ...cell, parts: listed, title: sheet.title },
        row: sheet.columns.flatMap(({ name, kind, isKey, value }) => {
          const own = value(row);
          return isKey && typeof own === 'string' ? [[name, own, kind] as const] : [];
        }),
        filters: filtersOf(session, asked),
        leftOut: await leftOutOf(session, asked),
      };
    },
  );
  return options.personal ? explanation : explanationWithoutPeople(explanation);
}

/** A row of the facts as it is found in the exports. */
function listing(session: Session): (row: BehindRow) => ListedRow {
  const lead = leadNames(session);
  return ({ key, file, record, day, source, adds }) => {
    const own = { day, source, adds };
    if (key !== null) {
      const { id, file: name, line } = lead(key);
      return { leadId: id, file: name, line, ...own };
    }
    const place = file === null || record === null ? null : session.lineOf(file, record);
    return { leadId: null, file: session.facts.files[file ?? -1]?.file ?? null, line: place, ...own };
  };
}

function filtersOf({ asOf }: Session, { context, credits, days: { from, to } }: AskedContext): Text[] {
  const { scope, reach } = context;
  const bounds = (lang: 'en' | 'ru') =>
    from !== null && to !== null
      ? interval(from, to, lang)
      : [from && `${SINCE[lang]} ${interval(from, from, lang)}`, to && `${UNTIL[lang]} ${interval(to, to, lang)}`]
          .filter((one) => one)
          .join(' ') || ALL_DAYS[lang];
  return [
    text(
      `leads created, and money spent: ${bounds('en')}${asOf === null ? '' : `, followed to ${moment(asOf, 'en')}`}`,
      `лиды созданы и деньги потрачены: ${bounds('ru')}${asOf === null ? '' : `, прослежены до ${moment(asOf, 'ru')}`}`,
    ),
    ...scope.where.map(filterWords),
    REACH[reach],
    ...(credits ? [creditsInWords(credits)] : []),
  ];
}

const SINCE = text('from', 'с');
const UNTIL = text('up to', 'по');
const ALL_DAYS = text('all days', 'все дни');
const REACH = {
  implied: text('a later stage implies the earlier ones', 'поздний этап подразумевает ранние'),
  strict: text('reached: evidence of every stage up to it', 'дошёл: отмечены все этапы до этого'),
  observed: text('reached: evidence of the stage itself', 'дошёл: отмечен сам этап'),
};

/** What takes no part in any figure of these days, and why: lines of the files, what lies outside, deals of no lead. */
async function leftOutOf({ ledger, built }: Session, { context }: AskedContext): Promise<Text[]> {
  const outside = await outsideOf(context);
  const { scope } = context;
  const { dealsAlone, undatedLeads } = built.census;
  const isBounded = !scope.undated || scope.period !== null;
  return [
    ...(outside ? [outsideWords(outside)] : []),
    ...(undatedLeads > 0 && isBounded
      ? [
          text(
            `leads without a date of creation: ${whole(undatedLeads, 'en')}; --all counts them`,
            `лидов без даты создания: ${whole(undatedLeads, 'ru')}; их считает --all`,
          ),
        ]
      : []),
    ...(dealsAlone > 0
      ? [
          text(
            `deals that belong to no lead: ${whole(dealsAlone, 'en')}, in a row of their own, in no total`,
            `сделок без лида: ${whole(dealsAlone, 'ru')}, они стоят отдельной строкой, вне итогов`,
          ),
        ]
      : []),
    ...ledger.flatMap((entry) => {
      const aside = BUCKETS.filter((bucket) => ASIDE[bucket] !== undefined && entry[bucket] > 0);
      if (aside.length === 0) return [];
      const list = aside.map((bucket) => {
        const { en, ru } = ASIDE[bucket] as Text;
        return text(`${en} ${whole(entry[bucket], 'en')}`, `${ru} ${whole(entry[bucket], 'ru')}`);
      });
      return [join([text(`lines of ${entry.file}`, `строки ${entry.file}`), join(list, ', ')], ': ')];
    }),
  ];
}

/** Lines that held something. */
const ASIDE: Partial<Record<(typeof BUCKETS)[number], Text>> = {
  total: text('totals', 'итоги'),
  duplicate: text('repeats of others', 'повторы'),
  excluded: text('excluded', 'исключены'),
  rejected: text('rejected', 'не прочитаны'),
};

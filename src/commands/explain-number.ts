import type { BehindRow } from '../facts/behind.js';
import type { Io } from '../io.js';
import type { Explanation, ListedRow } from '../model/explanation.js';
import type { StoreAddress } from '../model/store-address.js';
import { explanationWithoutPeople } from '../render/without-people.js';
import { explainCell } from '../reports/explain-cell.js';
import { matchingOf } from '../reports/matching.js';
import { type Session, withSession } from '../session/session.js';
import { askedContext, requireAsked } from './asked-context.js';
import { filtersOf, leftOutOf, scopeOf } from './explained-scope.js';
import { rowOf } from './find-row.js';
import { dimensionsAsked, momentsOf } from './needed-facts.js';
import { type Address, columnOf, readAddress } from './read-address.js';
import { warningsOf } from './report-warnings.js';
import type { ScopeOptions } from './scope-options.js';
import { leadNames } from './shown-lead.js';
import { withStoredSession } from './with-stored-session.js';

interface ExplainOptions extends ScopeOptions {
  /** Its facts in place of exports. */
  store?: StoreAddress | undefined;
  crm?: string | undefined;
  row: readonly (readonly [key: string, value: string])[];
  ids: boolean;
  personal?: boolean | undefined;
}

/** Explains one printed number. `figure` names it in the syntax of `readAddress`. */
export async function explainNumber(figure: string, options: ExplainOptions, io: Io): Promise<Explanation> {
  const address = readAddress(figure);
  const { needs } = address.report;
  const [dimensions, moments] = [dimensionsAsked(options, needs), momentsOf(true, needs)];
  const { store } = options;
  const explanation = store
    ? await withStoredSession({ ...options, store, moments }, io, (session, asked) =>
        explanationOf(session, address, { ...options, ...asked }),
      )
    : await withSession(
        { ...options, dimensions, moments, requireAsked: requireAsked(options, [address.report]) },
        io,
        (session) => explanationOf(session, address, options),
      );
  return options.personal ? explanation : explanationWithoutPeople(explanation);
}

async function explanationOf(session: Session, address: Address, options: ExplainOptions): Promise<Explanation> {
  const asked = await askedContext(session, { ...options, isWide: true }, [address.report]);
  const { context } = asked;
  const report = asked.reports[0] ?? address.report;
  const sheet = await report.compute(context);
  const column = columnOf(address, sheet);
  const row = rowOf(address, sheet, options.row, context.sameSource);
  const { wanted, parts, ...cell } = await explainCell(report, sheet, [row, column], context);
  const shown = listing(session, options.store !== undefined);
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
    scope: scopeOf(session, asked),
    filters: filtersOf(session, asked),
    leftOut: await leftOutOf(session, asked),
    warnings: await warningsOf(session, asked, (await matchingOf(context)).warnings, report.warnings(sheet.rows)),
  };
}

/** A row of the facts as it is found in the exports: with its line, which a store does not have. */
function listing(session: Session, isStored: boolean): (row: BehindRow) => ListedRow {
  const lead = leadNames(session);
  return ({ key, file, record, day, source, adds, what }) => {
    const own = { day, source, adds };
    if (what !== undefined) return { leadId: null, file: `funnel.yaml, ${what}`, line: null, ...own };
    const place = file === null || record === null || isStored ? null : session.lineOf(file, record);
    if (key !== null && place === null) {
      const { id, file: name, line } = lead(key);
      return { leadId: id, file: name, line, ...own };
    }
    return {
      leadId: key === null ? null : lead(key).id,
      file: session.facts.files[file ?? -1]?.file ?? null,
      line: place,
      ...own,
    };
  };
}

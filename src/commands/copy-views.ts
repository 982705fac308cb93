import type { CopiedColumn } from '../engines/duckdb/copied-rows.js';
import type { Sealed } from '../engines/duckdb/sealed.js';
import type { Asked } from '../engines/duckdb/select-tree.js';
import type { Column } from '../engines/engine.js';
import { sql } from '../engines/sql.js';
import { spendIsKnown } from '../facts/cube-scope.js';
import { untoldEvents, viewRows } from '../facts/view-rows.js';
import { filterWords } from '../model/filter-words.js';
import { HIDDEN } from '../model/people.js';
import { columnsOfView, type SqlViewName, VIEW_TYPES } from '../model/sql-views.js';
import { type Text, text } from '../model/text.js';
import { wordingOf } from '../render/veil.js';
import { makeVeil } from '../render/without-people.js';
import type { ReportContext } from '../reports/report-context.js';
import type { Session } from '../session/session.js';
import { eventsOf } from './events-asked.js';
import { leadNames } from './shown-lead.js';

/**
 * Copies the views that a query names into its database, in the scope of a report. Gives what a reader of the answer must
 * know of them. People in texts are hidden unless they are asked for.
 */
export async function copyViews(
  session: Session,
  context: ReportContext,
  { asked, sealed, personal }: { asked: Asked; sealed: Sealed; personal: boolean },
): Promise<Text[]> {
  const { engine, facts, built } = session;
  const views = [...asked.tables] as SqlViewName[];
  if (views.length === 0) return [];
  if (asked.tables.has('events')) await eventsOf(session)();
  const leadId = await leadIds(session, personal);
  const [seen, unseen] = [makeVeil(), makeVeil()];
  const has = {
    touches: facts.tables.has('touches'),
    calls: facts.tables.has('calls'),
    payments: facts.tables.has('payments'),
  };
  const settings = {
    ...{ known: context, scope: context.scope, dimensions: context.dimensions, built, has },
    hasStatus: facts.fields.crm.has('status'),
  };
  const { leads } = context.has;
  const isTold = { ...has, spend: facts.tables.has('ad_stats'), leads, events: leads };
  const said: Text[] = [];
  for (const view of views) {
    const listed = columnsOfView(view, context.dimensions.configured);
    const columns = copiedColumns(view, listed, {
      ...{ session, leadId },
      textOf: ({ name, dimension }) => {
        if (personal) return String;
        const { hide } = asked.takesAll || asked.columns.has(name.toLowerCase()) ? seen : unseen;
        const wording = wordingOf(
          dimension === undefined ? name : (context.dimensions.configured[dimension] as string),
        );
        return (words) => hide(words, wording);
      },
    });
    const { held, rows } = await sealed.copy(view, columns, engine, viewRows(view, settings));
    said.push(
      ...saidOf(view, { asked, context, held, rows, isTold: isTold[view], names: listed.map(({ name }) => name) }),
    );
  }
  return [...said, ...recordedSources(session, context, views), ...seen.said()];
}

/** The value of each column for a row: unchanged, except for names of leads and files, lines, and people in texts. */
function copiedColumns(
  view: SqlViewName,
  listed: readonly NamedColumn[],
  given: {
    session: Session;
    leadId: (key: string) => string;
    /** How a text of a column is shown. */
    textOf: (column: NamedColumn) => (words: string) => string;
  },
): CopiedColumn[] {
  const { session, leadId, textOf } = given;
  const at = new Map(listed.map(({ name }, index) => [name, index]));
  const own = (name: string) => (columns: readonly Column[], row: number) =>
    columns[at.get(name) ?? 0]?.getItem(row) ?? null;
  return listed.map((column): CopiedColumn => {
    const { name, type } = column;
    const [value, ofFile] = [own(name), own('file')];
    const as = (of: (found: unknown, columns: readonly Column[], row: number) => unknown): CopiedColumn => ({
      ...{ name, type: VIEW_TYPES[type] },
      value(columns, row) {
        const found = value(columns, row);
        return found === null ? null : of(found, columns, row);
      },
    });
    if (name === 'lead_id') return as((key) => leadId(String(key)));
    if (view === 'spend' && name === 'line')
      return as((line, columns, row) => BigInt(session.lineOf(Number(ofFile(columns, row)), Number(line))));
    if (type !== 'text') return { name, type: VIEW_TYPES[type] };
    const shown = textOf(column);
    if (view === 'spend' && name === 'file')
      return as((file) => {
        const called = session.facts.files[Number(file)]?.file;
        return called === undefined ? null : shown(called);
      });
    return as((words) => shown(String(words)));
  });
}

type NamedColumn = ReturnType<typeof columnsOfView>[number];

/** Columns that are blank in every row: a query that counts by them would take "unknown" for zero. */
function saidOf(
  view: SqlViewName,
  given: {
    asked: Asked;
    context: ReportContext;
    held: ReadonlySet<string>;
    rows: number;
    names: readonly string[];
    /** Some export lists what it holds. */
    isTold: boolean;
  },
): Text[] {
  const { asked, context, held, rows, names, isTold } = given;
  const { where } = context.scope;
  if (view === 'spend' && !spendIsKnown(context.scope, [], context.dimensions)) {
    const only = where.map(filterWords);
    return [
      text(
        `spend has no rows: nothing tells it apart by that (${only.map(({ en }) => en).join(', ')})`,
        `в spend нет строк: по этому условию расход не разделить (${only.map(({ ru }) => ru).join(', ')})`,
      ),
    ];
  }
  if (!isTold)
    return [
      text(
        `${view} has no rows, since no export lists any: what is counted by it is unknown and not 0`,
        `в ${view} нет строк: такой выгрузки нет, и счёт по этому неизвестен, а не 0`,
      ),
    ];
  const untold = view === 'events' ? untoldIn(context) : [];
  if (rows === 0) return [text(`${view} has no rows of these days`, `в ${view} за эти дни нет строк`), ...untold];
  const blank = names.filter((name) => asked.columns.has(name.toLowerCase()) && !held.has(name));
  if (blank.length === 0) return untold;
  const list = blank.map((name) => `${view}.${name}`).join(', ');
  return [
    text(
      `blank in every row, so what is counted by it is unknown and not 0: ${list}`,
      `пусто во всех строках, так что счёт по этому неизвестен, а не 0: ${list}`,
    ),
    ...untold,
  ];
}

/** Events that no row is of, though leads may well have come so far. */
function untoldIn(context: ReportContext): Text[] {
  const list = untoldEvents(context).join(', ');
  if (list === '') return [];
  return [
    text(
      `events has no rows of what no export tells, so how many there are is unknown and not 0: ${list}`,
      `в events нет строк о том, чего нет в выгрузках, так что их число неизвестно, а не 0: ${list}`,
    ),
  ];
}

/** Reports may split leads over their touches. Here each lead has its recorded source. */
function recordedSources({ config }: Session, context: ReportContext, views: readonly SqlViewName[]): Text[] {
  const model = config.attribution ?? 'recorded';
  if (model === 'recorded' || !views.includes('leads') || !context.ofSources().has.credits) return [];
  return [
    text(
      `source: as recorded; reports give sources their parts by ${model}`,
      `источник — записанный; в отчётах sources делит лиды по ${model}`,
    ),
  ];
}

/**
 * The names of leads: as their exports call them, unless two would have the same name or the name is a person's. They
 * have to differ, since queries join by them.
 */
async function leadIds(session: Session, personal: boolean): Promise<(key: string) => string> {
  const shown = leadNames(session);
  const { hide } = makeVeil();
  const bearers = new Map<string, number>();
  const hidden = new Map<string, string>();
  const each = async (take: (key: string, id: string) => void) =>
    session.engine.scan(sql`select key from leads order by key`, ([keys], rows) => {
      for (let row = 0; row < rows; row++) {
        const key = String(keys?.getItem(row));
        take(key, shown(key).id);
      }
    });
  await each((key, id) => {
    if (id !== key) bearers.set(id, (bearers.get(id) ?? 0) + 1);
    if (!personal && hide(id, 'named') !== id) hidden.set(key, `${HIDDEN} ${hidden.size + 1}`);
  });
  if (bearers.size > 0)
    await each((key, id) => {
      if (id === key && bearers.has(id)) bearers.set(id, (bearers.get(id) ?? 0) + 1);
    });
  return (key) => {
    const { id } = shown(key);
    return hidden.get(key) ?? ((bearers.get(id) ?? 0) > 1 ? key : id);
  };
}

import { UserError } from '../error.js';
import { exactSum } from '../facts/cube.js';
import { type ListedLead, listLeads } from '../facts/listed-leads.js';
import { compareWords } from '../model/compare-words.js';
import { DIMENSION_NAMES } from '../model/dimensions.js';
import { meantOf } from '../model/meant.js';
import { formatWhole } from '../model/numbers.js';
import type { Cell, Column, Kind, Sheet } from '../model/sheet.js';
import { outOf, type Text, text } from '../model/text.js';
import { dimension } from '../reports/report-columns.js';
import type { ReportContext } from '../reports/report-context.js';
import type { Session } from '../session/session.js';
import { leadNames } from './shown-lead.js';

export interface LeadsAsked {
  /** `revenue`, or `-revenue`. */
  readonly sort: string | undefined;
  readonly limit: number | undefined;
}

interface Line extends ListedLead {
  readonly id: string;
}

type Listed = Pick<Column, 'name' | 'kind' | 'label' | 'yields'>;

/** The leads of a scope, a row each, by creation and then by ID, unless another order is asked for. */
export async function leadSheet(session: Session, context: ReportContext, asked: LeadsAsked): Promise<Sheet<Line>> {
  const { scope, dimensions, has } = context;
  const listed = columnsOf([...dimensions.configured, ...dimensions.groups.keys()]);
  const columns = listed.map(({ name }) => name);
  const sort = sortOf(asked.sort, listed);
  const byId = sort?.column === LEAD_ID;
  const found = await listLeads(session.engine, session.built, scope, dimensions, {
    columns,
    sort: byId ? null : sort,
    // Only here is it known what leads are called.
    limit: byId ? null : (asked.limit ?? null),
    has: { status: session.facts.fields.crm.has('status'), ends: has.ends },
  });
  const nameOf = leadNames(session);
  const lines = found.leads.map((lead): Line => ({ ...lead, id: nameOf(lead.key).id }));
  const sign = byId && sort.falls ? -1 : 1;
  lines.sort(
    (a, b) =>
      (byId ? 0 : a.place - b.place) ||
      sign * compareWords(a.id, b.id) ||
      a.place - b.place ||
      compareWords(a.key, b.key),
  );
  const rows = lines.slice(0, asked.limit);
  return {
    name: 'leads',
    title: text('Leads', 'Лиды'),
    columns: [
      { name: LEAD_ID, isKey: true, kind: 'text', label: LEAD_ID_LABEL, value: ({ id }) => id },
      ...listed.map((column, at) => ({
        ...column,
        value: ({ cells }: Line): Cell => {
          const cell = cells[at] ?? null;
          return column.kind === 'money' ? exactSum(cell) : (cell as string | null);
        },
      })),
    ],
    rows,
    notes: notesOn(rows.length, found.all, context),
  };
}

const LEAD_ID = 'lead_id';
const LEAD_ID_LABEL = text('Lead', 'Лид');

const column = (name: string, kind: Kind, label: Text, yields: NonNullable<Column['yields']> = 0): Listed => ({
  ...{ name, kind, label },
  yields,
});
const ofDimension = (name: string, yields: NonNullable<Column['yields']>): Listed => {
  const { kind, label } = dimension(name);
  return column(name, kind, label, yields);
};

/** Then come the dimensions: of the built-in ones a table has no room for more. */
function columnsOf(configured: readonly string[]): Listed[] {
  const own = [
    column('created_at', 'moment', text('Created', 'Создан')),
    ofDimension('source', 1),
    ofDimension('campaign', 5),
    ofDimension('manager', 4),
    column('status', 'text', text('Status', 'Статус'), 3),
    ofDimension('stage', 0),
    ofDimension('ending', 0),
    ofDimension('reason', 2),
    column('revenue', 'money', text('Revenue', 'Выручка'), 1),
    column('pipeline', 'money', text('Pipeline', 'Сумма в работе'), 6),
    ofDimension('match', 7),
  ];
  const there = new Set(own.map(({ name }) => name));
  return [
    ...own,
    ...DIMENSION_NAMES.filter((one) => !there.has(one)).map((one) => ofDimension(one, 'hidden')),
    ...configured.map((one) => ofDimension(one, 8)),
  ];
}

/** `-revenue` is the other way round. */
function sortOf(written: string | undefined, listed: readonly Listed[]): { column: string; falls: boolean } | null {
  if (written === undefined) return null;
  const wanted = written.trim().replace(/^-/, '');
  const isTurned = wanted !== written.trim();
  if (wanted === LEAD_ID) return { column: LEAD_ID, falls: isTurned };
  const found = listed.find(({ name }) => name === wanted);
  if (!found)
    throw new UserError(text(`leads have no column ${wanted}`, `у лидов нет столбца ${wanted}`), {
      hint: meantOf(wanted, [LEAD_ID, ...listed.map(({ name }) => name)]),
    });
  return { column: wanted, falls: (found.kind === 'money') !== isTurned };
}

function notesOn(shown: number, all: number, { ofSources, has }: ReportContext): Text[] {
  return [
    ...(shown < all
      ? [
          text(
            `${formatWhole(shown, 'en')} of ${formatWhole(all, 'en')} leads`,
            `${formatWhole(shown, 'ru')} ${outOf(all, 'лида', 'лидов')}`,
          ),
        ]
      : []),
    ...(ofSources().has.credits && !has.credits
      ? [
          text(
            'source: as recorded; parts that touches have in a lead: funnel explain sources.leads --ids',
            'источник — записанный; доли касаний в лиде: funnel explain sources.leads --ids',
          ),
        ]
      : []),
  ];
}

import type { Lookup } from '../config/schema.js';
import { type CampaignIds, withoutCampaignLists } from '../drafts/campaign-lists.js';
import type { ColumnProfile } from '../drafts/column-profile.js';
import { wordsOf } from '../drafts/field-words.js';
import { historyOf } from '../drafts/history-of-leads.js';
import { NAMES_LEADS } from '../drafts/id-words.js';
import { type LookUp, lookUps } from '../drafts/look-ups.js';
import { withoutOwnNumbers } from '../drafts/parts-of-a-list.js';
import { isProposal, likeliestField, type Proposal, propose, type Useless } from '../drafts/propose.js';
import { bySharedColumn, type Leads, linkTo, type Related, relate, saysWhence } from '../drafts/relate.js';
import { withSourcesAsSpent } from '../drafts/sources-as-spent.js';
import { withSourcesOfCampaigns } from '../drafts/sources-of-campaigns.js';
import type { Surveyed } from '../drafts/survey.js';
import { saysTouches, touchesOf } from '../drafts/touches-of-leads.js';
import { orRefused } from '../error.js';
import { contactsBesideLeads } from '../intake/recognise/contacts-beside-leads.js';
import { dealsBesideLeads } from '../intake/recognise/deals-beside-leads.js';
import { identify, recognise } from '../intake/recognise/recognise.js';
import type { Recognised } from '../intake/recognise/recognised.js';
import { namesNobody } from '../intake/recognise/sums-beside-leads.js';
import { TOO_MANY } from '../intake/recognise/unread-table.js';
import type { InputFile } from '../intake/scan/loaded.js';
import { isData } from '../intake/shape/data-row.js';
import { nameOf } from '../intake/shape/header.js';
import { compareWords } from '../model/compare-words.js';
import type { FileSettings, Matcher } from '../model/settings.js';
import { areSums, fieldsOf, isResult, type Table } from '../model/tables.js';
import { generic } from '../sources/generic.js';
import { withClients } from './draft-clients.js';
import type { Inputs } from './inputs.js';

/** What the tables of a folder are taken for, before any rows are counted. */
export interface DraftPlan {
  /** The profiles of all tables. */
  tables: readonly Surveyed[];
  /** Tables that are no known exports, with what each may be. */
  related: readonly Related[];
  /** Tables that can be nothing that is read. */
  useless: readonly Useless[];
  lookUps: readonly LookUp[];
}

/** Looks at the tables one by one, then at all of them together. Gives what each is taken for. */
export async function planOf(tables: readonly Surveyed[]): Promise<DraftPlan> {
  const alone = await Promise.all(tables.map(knownAs));
  const found = await besideLeads(alone, tables);
  const known = tables.filter((_, at) => found[at] !== undefined);
  const listed = (entity: 'lead' | 'deal') =>
    tables.flatMap((of, at): Leads[] => {
      const one = found[at];
      const column = one?.table === 'crm' && one.entity === entity ? one.columns.get(`${entity}_id`) : undefined;
      const id = column && of.columns[column.index];
      return id ? [{ of, id, tellsHowTheyStand: one?.columns.has('status') ?? false }] : [];
    });
  const leads = listed('lead');
  // Beside a sheet of a known platform, the other sheets of its workbook are taken for summaries until a person says
  // otherwise.
  const isBeside = (table: Surveyed) =>
    tables.some(
      (one, at) =>
        found[at] !== undefined && !isGuess(found[at]) && one.path === table.path && one.entry === table.entry,
    );
  const unknown = tables.filter((table) => !known.includes(table) && !isBeside(table) && table.rows > 0);
  const guesses = unknown.filter((table) => !isData(headingsOf(table))).map(propose);
  const guessed = tables.flatMap((of, at) => {
    const [beside, own] = [found[at], alone[at]];
    return isGuess(beside) && own ? [{ of, beside, own }] : [];
  });
  const contacts = guessed.filter(({ beside }) => beside.table === 'none');
  const others = guessed.filter(({ beside }) => beside.table !== 'none');
  const usual = others.map(({ of, beside }) => withLink(namedAs(of, beside), leads));
  const mayLink = [...guesses.filter((one) => (isProposal(one) ? one.table === 'crm' : saysTouches(one.of))), ...usual];
  const isLinkedBy = (id: ColumnProfile, sheets: readonly Surveyed[]) =>
    mayLink.some(({ of }) => !sheets.includes(of) && linkTo(of, { id }) !== undefined);
  const proposals = withoutOwnNumbers(guesses.filter(isProposal), isLinkedBy);
  const named = withoutOwnNumbers(usual, isLinkedBy);
  // These have the usual headings of leads, but may be orders if another list says where its leads come from.
  const orders = proposals.some((one) => one.table === 'crm' && saysWhence(one)) ? named.filter(mayBeOrders) : [];
  const isOrders = ({ of }: { of: Surveyed }) => orders.some((one) => one.of === of);
  const linked = relate(
    [...orders.map(asProposal), ...proposals],
    leads.filter((one) => !isOrders(one)),
    listed('deal'),
  );
  const related = withoutSummaries(
    [
      ...bySharedColumn([
        ...named.filter((one) => !isOrders(one)),
        ...linked.map((one) => (isOrders(one) ? { ...one, isNamed: true as const } : one)),
      ]),
      // Contacts beside a list of leads: a person may say that they are leads as well.
      ...contacts.map(({ of, own }) => ({ ...namedAs(of, own), isSpare: true, isNamed: true as const })),
    ].sort((a, b) => compareWords(a.of.name, b.of.name)),
  );
  const hasLeads = found.some((one) => one?.table === 'crm') || related.some(({ table }) => table === 'crm');
  const useless = guesses.filter((one): one is Useless => !isProposal(one));
  const lists = [...leads, ...related.flatMap(asLeads)];
  const around = useless.flatMap(({ of, isOther }) =>
    isOther && !saysTouches(of) ? [] : (historyOf(of, lists) ?? touchesOf(of, lists) ?? []),
  );
  const hasTouches = [...found, ...related, ...around].some((one) => one?.table === 'touches');
  const all = [...(hasTouches ? related.map(withClients) : related), ...around];
  const numbered = tables.flatMap((of, at): CampaignIds[] => {
    const id = found[at]?.table === 'ad_stats' ? found[at].columns.get('campaign_id') : undefined;
    const column = id && of.columns[id.index];
    return column ? [{ of, id: column }] : [];
  });
  const hasSpend = [...found, ...related].some((one) => one?.table === 'ad_stats');
  const asOwn = (one: Related) => asSpend(one, hasSpend);
  const planned = withoutCampaignLists(hasLeads ? all.map(asOwn) : all, numbered);
  const used = planned.filter(({ isSpare }) => !isSpare).map(({ of }) => of);
  const explained = lookUps(
    [...new Set([...leads.map(({ of }) => of), ...used])],
    unknown.filter((table) => !used.includes(table)),
  );
  return {
    tables,
    related: withSourcesAsSpent(withSourcesOfCampaigns(planned, explained), explained),
    useless: useless.filter(({ of }) => !around.some((one) => one.of === of)),
    lookUps: explained,
  };
}

/** What is read as deals beside a list of leads is drafted as deals too. */
async function besideLeads(
  found: readonly (Recognised | undefined)[],
  tables: readonly Surveyed[],
): Promise<readonly (Recognised | undefined)[]> {
  const known = found.flatMap((recognised, at) => (recognised ? [{ recognised, of: tables[at] as Surveyed, at }] : []));
  const idOf = ({ recognised, of }: (typeof known)[number], field = 'lead_id') =>
    of.columns[recognised.columns.get(field)?.index ?? -1];
  const withoutContacts = await contactsBesideLeads(known, {
    headingsOf: ({ of }) => headingsOf(of),
    shareIds: async (one, list) => {
      const [own, ids] = [idOf(one), [idOf(list), idOf(list, 'deal_id')]];
      return ids.some((id) => own && id && linkTo({ columns: [own] }, { id }));
    },
    comeAgain: async (one) => {
      const { filled = 0, distinct = 0 } = idOf(one, one.recognised.entity === 'deal' ? 'deal_id' : 'lead_id') ?? {};
      return (filled - distinct) * 10 > filled;
    },
  });
  const beside = new Map(dealsBesideLeads(withoutContacts).map(({ recognised, at }) => [at, recognised]));
  return found.map((_, at) => beside.get(at));
}

const isGuess = (found: Recognised | undefined): found is Recognised => found?.source === generic.name;

/** A drafted list of leads with the column of its IDs; empty for any other table. */
const asLeads = ({ of, table, entity, columns, isSpare }: Related): Leads[] => {
  const id = table === 'crm' && entity === 'lead' && !isSpare ? columns.get('lead_id') : undefined;
  return id ? [{ of, id, tellsHowTheyStand: columns.has('status') }] : [];
};

const mayBeOrders = (one: Related): boolean =>
  one.table === 'crm' && one.entity === 'lead' && !saysWhence(one) && !NAMES_LEADS.test(idOf(one));
const idOf = ({ columns }: Related): string => wordsOf(columns.get('lead_id')?.heading ?? '');

/** Links deals to leads by a column that holds IDs of leads, if no heading does. */
function withLink(one: Related, leads: readonly Leads[]): Related {
  if (one.entity !== 'deal' || one.columns.has('lead_id')) return one;
  const taken = [...one.columns.values()];
  const free = { columns: one.of.columns.filter((column) => !taken.includes(column)) };
  for (const list of leads) {
    const link = linkTo(free, list);
    if (link)
      return {
        ...one,
        columns: new Map([...one.columns, ['lead_id', link]]),
        linked: { to: list.of.name, by: link.heading },
      };
  }
  return one;
}

const asProposal = ({ of, entity, columns }: Related): Proposal => ({
  ...{ of, table: 'crm', entity, columns: columns as Proposal['columns'], others: new Map() },
});

/**
 * Of several sheets of spend in one workbook, those by day count if they are parts of one list. Otherwise only the
 * longest counts: the others may hold its sums.
 */
function withoutSummaries(related: readonly Related[]): Related[] {
  const spend = related.filter((one) => areSums(one.table as Table) && one.of.sheet !== undefined);
  const isDated = ({ columns }: Related) => columns.has('day') || columns.has('period_from');
  return related.map((one) => {
    const beside = spend.filter(({ of }) => of.path === one.of.path && of.entry === one.of.entry);
    if (beside.length < 2 || !beside.includes(one)) return one;
    const [main] = [...beside].sort((a, b) => Number(isDated(b)) - Number(isDated(a)) || b.of.rows - a.of.rows);
    const isPart = main && headingsOf(main.of).join('\n') === headingsOf(one.of).join('\n');
    return isPart ? one : { ...one, isSpare: true };
  });
}

const headingsOf = ({ columns }: Surveyed) => columns.map(({ heading }) => heading);

/** What a table is by its headings; undefined: no known export, and the headings are not the usual ones of anything. */
async function knownAs(of: Surveyed): Promise<Recognised | undefined> {
  if (identify(headingsOf(of), of.name, undefined) === undefined) return undefined;
  const valuesOf = (column: number) => of.columns[column]?.values ?? TOO_MANY;
  const found = await orRefused(() =>
    recognise(headingsOf(of), of.name, undefined, {
      ...{ preamble: of.preamble, valuesOf },
      firstOf: (column) => [...valuesOf(column)],
    }),
  );
  return 'columns' in found ? found : undefined;
}

/**
 * Beside a list of single leads a sheet of sums would count them again, so only its spend is read. One that names no
 * source, beside other spend, is not read at all: it may be the plan.
 */
function asSpend(one: Related, hasSpend: boolean): Related {
  const isOfSpend = ['cost', 'clicks'].some((field) => one.columns.has(field));
  const isNobodys = namesNobody([...one.columns.keys()]) && (hasSpend || !isOfSpend);
  if (one.table !== 'agg' || !(isOfSpend || isNobodys)) return one;
  const asPlan = isNobodys ? { isSpare: true, isNamed: true as const } : {};
  if (!isOfSpend) return { ...one, ...asPlan };
  const columns = [...one.columns].flatMap(([field, column]): [string, ColumnProfile | null][] =>
    field === 'leads' ? [['actions', column]] : isResult(field) ? [] : [[field, column]],
  );
  return { ...one, table: 'ad_stats', columns: new Map(columns), hasResults: true, ...asPlan };
}

/** Fields that a sheet with usual headings may also have under unusual ones. */
const FURTHER = new Set([
  ...['status', 'source', 'revenue', 'reason', 'manager', 'campaign', 'cost', 'clicks', 'actions'],
  ...['day', 'period_from', 'period_to', 'closed_at', 'qualified_at', 'proposal_at', 'decision_at', 'deal_at'],
]);
/** Groups of fields of which one is enough. */
const ONE_OF = [
  ['revenue', 'amount'],
  ['day', 'period_from'],
];

/** A sheet that is recognised by its headings: with the fields of these, and further ones that its values suggest. */
function namedAs(of: Surveyed, { table, entity, columns }: Recognised): Related {
  const own = [...columns].flatMap(([field, { index }]): [string, ColumnProfile][] => {
    const profile = of.columns[index];
    return profile ? [[field, profile]] : [];
  });
  const [has, taken] = [new Set(own.map(([field]) => field)), new Set(own.map(([, column]) => column))];
  const guess = propose(of);
  const isAlike = isProposal(guess) && (guess.table === table || (areSums(guess.table) && areSums(table)));
  const more = isAlike ? [...guess.columns] : [];
  const further = more.flatMap(([field, column]): [string, ColumnProfile][] =>
    column &&
    FURTHER.has(field) &&
    fieldsOf(table).has(field) &&
    !has.has(field) &&
    // A closing date that only sales have is both the day of closing and what says who is won.
    (field === 'deal_at' ? !has.has('status') : !taken.has(column)) &&
    !ONE_OF.some((list) => list.includes(field) && list.some((one) => has.has(one)))
      ? [[field, column]]
      : [],
  );
  return {
    ...{ of, table, entity, columns: new Map([...own, ...further]), others: new Map() },
    ...{ stage: undefined, linked: undefined, isSpare: false },
  };
}

/** How funnel.yaml names a column: by its heading, or by its place if it has none. */
export const matcherOf = ({ heading, index }: ColumnProfile): Matcher =>
  heading === nameOf(index) || heading === '' ? { place: index + 1 } : { heading };

/** The entry of `files` that says the same. */
export function settingsOf({ of, table, entity, columns, stage }: Related): FileSettings {
  return {
    path: of.entry ?? of.path,
    sheet: of.sheet,
    table: [table],
    entity,
    columns: new Map(
      [...columns].map(([field, column]) => [
        field,
        [{ ...(column ? matcherOf(column) : { row: true as const }), drafted: true as const }],
      ]),
    ),
    set: new Map(stage === undefined ? [] : [['status', stage]]),
    concatenated: false,
  };
}

/**
 * The look-ups without which nothing can be said, each by its field: of the stages' names, if stages are numbers and a
 * table with their names is there, and of the names of sources that stand as codes or by their campaigns. Sources that
 * have names keep them, whatever groups another table puts them into.
 */
export function neededLookUps({ related, lookUps: all }: DraftPlan): [field: 'status' | 'source', of: LookUp][] {
  const find = (field: 'status' | 'source', names: (one: Related, of: LookUp) => boolean) => {
    const found = all.find((lookUp) =>
      related.some((one) => one.of === lookUp.of && one.columns.get(field) === lookUp.column && names(one, lookUp)),
    );
    return found ? [[field, found] as [typeof field, LookUp]] : [];
  };
  return [
    ...find('status', (_, { value }) => value.kind === 'text'),
    ...find(
      'source',
      ({ columns }, { column, value }) =>
        likeliestField(value, 'crm') === 'source' &&
        (/(?:^| )(?:id|code|код)$/u.test(wordsOf(column.heading)) || columns.get('campaign') === column),
    ),
  ];
}

/** The formats of a file that the file leaves open. */
export type Formats = Pick<FileSettings, 'decimal' | 'dates'>;

/** An entry that does not say what a file is. */
const PLAIN = { table: [], entity: 'lead', columns: new Map(), set: new Map(), concatenated: false } as const;

/**
 * Gives a function that adjusts the inputs to the plan, without the files of `without`, which turned out not to be
 * readable. `formats`: file → the formats to read it with.
 */
export function adjusted(
  plan: DraftPlan,
  without: ReadonlySet<string>,
  formats: ReadonlyMap<string, Formats>,
): (inputs: Inputs) => Inputs {
  const active = plan.related.filter(({ isSpare, of }) => !isSpare && !without.has(of.name));
  const entriesOf = (path: string, entry: string | undefined): FileSettings[] =>
    active
      .filter(({ of }) => of.path === path && of.entry === entry)
      .map((one) => ({ ...settingsOf(one), ...formats.get(one.of.name) }));
  // By their usual headings these would be read.
  const isUnread = (path: string) =>
    plan.related.some(({ isSpare, isNamed, of }) => isSpare && isNamed && of.path === path) &&
    entriesOf(path, undefined).length === 0;
  const lookup = neededLookUps(plan).map(([field, { by, key, value }]): [string, Lookup] => [
    field,
    { file: by.path, key: key.heading, value: value.heading },
  ]);
  return (inputs) => ({
    ...inputs,
    config: { ...inputs.config, lookups: new Map(lookup) },
    files: inputs.files
      .filter(({ name, path }) => !without.has(name) && !isUnread(path))
      .flatMap((file): InputFile[] => {
        const own = entriesOf(file.path, undefined);
        const plain = { ...file, isNamed: false, inside: (entry: string) => entriesOf(file.path, entry)[0] };
        const sheets = own.flatMap(({ sheet }) => sheet ?? []);
        return own.length === 0
          ? [
              {
                ...plain,
                settings: formats.has(file.name) ? { ...PLAIN, path: file.path, ...formats.get(file.name) } : undefined,
              },
            ]
          : own.map((settings) => ({ ...plain, settings, sheets }));
      }),
  });
}

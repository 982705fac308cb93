// Rows to leads: the same ID twice, deals to their lead, ad leads to the CRM's, and where each lead came from.

import { elapsed } from './moments.js';
import {
  type AdLead,
  type AdRow,
  CLICKS,
  type Config,
  type Contacts,
  type CrmFile,
  type CrmRow,
  canJoin,
  cleanId,
  LATER,
  type Move,
  type OracleInput,
  type Origin,
  type Payment,
  readTables,
  type Stage,
} from './read.js';

export interface Lead {
  day: string;
  /** When it was made; when it came to stages; and when it was won or lost. '' where nothing says. */
  created: string;
  moments: Map<string, string>;
  closed: string;
  /** As written by the evidence that wins; `source / medium` where a medium makes a row of its own. */
  source: string;
  /** The medium beside it, and every word for a source that its row bears, with the column that it stands in. */
  medium: string;
  words: [column: string, word: string][];
  campaign: string;
  manager: string;
  dimensions: Map<string, string>;
  reason: string;
  revenue: bigint | null;
  amount: bigint | null;
  /** How many deals it has, were it won: several of one lead, or itself; and how many of them have an amount. */
  wonDeals: number;
  pricedDeals: number;
  /** When each of them was won, were it won: on its own date, else when it was closed. '' where nothing says. */
  wonOn: string[];
  /** What each of them earned, and what is left of it, in the same order; of a profit null where nobody knows. */
  wonFor: (bigint | null)[];
  profits: (bigint | null)[];
  person: Contacts;
  /** When somebody answered it; '' where nothing says. */
  answered: string;
  evidence: Set<Stage>;
  tells: Set<Stage>;
  lost: boolean;
  /** False for a lead of an ad export that the CRM never received. */
  isInCrm: boolean;
}

export interface Data {
  leads: Lead[];
  /** Deals that belong to no lead, where the CRM keeps leads as well: they are none. */
  dealsAlone: Lead[];
  /** Of which sheet each file is: a sheet may come in several. */
  sheets: Map<number, number | string>;
  ads: AdRow[];
  hasCrm: boolean;
  /** The days on which the CRM has made a lead or a deal. */
  crmDays: string[];
  /** The last day on which it made or changed one, or that its files are said to cover; and the first that they are said to. */
  crmEnd: string;
  crmFrom: string | null;
  /** The last day that its files say to cover; empty: they say none. */
  crmStatedTo: string;
  /** The latest moment of creation, modification or spend; a day where it has no time. */
  asOf: string;
  /** Whether the exports can tell which ad leads were never handed over. */
  knowsHandOver: boolean;
  /** What is told of leads: a file of deals none of which belongs to a lead tells nothing of any. */
  knows: Set<Stage>;
  mapped: { crm: Set<string>; ads: Set<string> };
  /** What is told of the deals alone: by all files, and who is won by their own. */
  ofDeals: { knows: Set<Stage>; mapped: { crm: Set<string>; ads: Set<string> } };
}

/** One lead with its rows: the lead's own first, then its deals by creation. */
interface Chain {
  id: string;
  rows: CrmRow[];
}

export const readData = (input: OracleInput): Data => {
  const { crm, crmFiles, otherFiles, adLeads, leftOut, ads, payments, moves, has, knows, mapped } = readTables(input);
  const asOf = asOfIn(crm, adLeads, ads);
  const kept = withMoves(oncePerId(crm, crmFiles), moves, { knows, mapped });
  const hasLeads = kept.some(({ entity }) => entity === 'lead');
  const isAlone = ({ rows }: Chain) => hasLeads && rows.every(({ entity }) => entity === 'deal');
  const all = payments === null ? chain(kept) : paidFor(chain(kept), payments);
  // What was paid is what deals earned, whether or not the CRM has a column of it.
  if (payments !== null) mapped.crm.add('revenue');
  const chains = all.filter((one) => !isAlone(one));
  const dealsAlone = all.filter(isAlone).map((one) => leadOf(one, undefined));
  const fallbacks = (input.config as Config).ids?.fallback ?? [];
  const { adLeadOf, unmatched } = handOver(chains, oncePerAdLead(adLeads), fallbacks);
  // Where nothing joins and nothing could, the two sides are different lists of perhaps the same people.
  const knowsHandOver = has.adLeads && (mapped.crm.has('ad_lead_id') || adLeadOf.size > 0);
  const own = chains.map((one) => leadOf(one, adLeadOf.get(one)));
  const orphans = unmatched.filter(({ id }) => !leftOut.has(id));
  const leads = knowsHandOver ? [...own, ...orphans.map(neverHandedOver)] : own;
  const crmDays = kept.flatMap(({ created }) => (created === '' ? [] : [created.slice(0, 10)]));
  const moments = crm.flatMap(({ created, modified }) => [created, modified]);
  const stated = [...crmFiles.values()].flatMap(({ period }) => period ?? []);
  const crmEnd = [...moments.map((one) => one.slice(0, 10)), ...stated.map(({ to }) => to)].sort().at(-1) ?? '';
  const crmStatedTo =
    stated
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? '';
  const crmFrom = stated.map(({ from }) => from).sort()[0] ?? null;
  const linked = new Set(chains.flatMap(({ rows }) => rows.map(({ entity, id }) => `${entity} ${id}`)));
  const told = ofLeads(crm, crmFiles, linked, hasLeads ? { knows, mapped } : null) ?? { knows, mapped };
  // Who of the deals alone is won, a file that holds some of them tells, or their history.
  const alone = all.filter(isAlone).flatMap(({ rows }) => rows);
  const tells = ({ knows, fields }: CrmFile) => knows.has('deal') || fields.has('status') || fields.has('outcome');
  const tellsWins = alone.some(({ file, evidence }) => evidence.has('deal') || tells(crmFiles.get(file) as CrmFile));
  const ofDeals = { knows: new Set([...knows].filter((stage) => stage !== 'deal' || tellsWins)), mapped };
  return {
    leads,
    dealsAlone,
    sheets: new Map<number, number | string>([...listsOf(crmFiles), ...otherFiles]),
    ads,
    hasCrm: has.crm,
    crmDays,
    crmEnd,
    crmFrom,
    crmStatedTo,
    asOf,
    knowsHandOver,
    ...told,
    ofDeals,
  };
};

const asOfIn = (crm: CrmRow[], adLeads: AdLead[], ads: AdRow[]): string =>
  [
    ...crm.flatMap(({ created, modified }) => [created, modified]),
    ...adLeads.map(({ created }) => created),
    ...ads.map(({ day }) => `${day ?? ''} 00:00:00`),
  ]
    .sort()
    .at(-1)
    ?.replace(/ 00:00:00$/, '') ?? '';

/** Where the history says that it stood it has been, first on the first such day, and it tells of every stage then. Whether it is lost the CRM says. */
const withMoves = (rows: CrmRow[], moves: Move[], { knows, mapped }: Data['ofDeals']): CrmRow[] => {
  const ofLead = new Map(groups(moves, ({ lead }) => lead).map((own) => [own[0]?.lead ?? '', own]));
  return rows.map((row) => {
    const own = (row.entity === 'lead' && canJoin(row.id) && ofLead.get(row.id)) || [];
    const stood = own.flatMap(({ stage, entered }) => (stage === null ? [] : [{ stage, entered }]));
    if (own.length === 0) return row;
    for (const { stage } of stood) knows.add(stage);
    // A history dates whatever happens, losses too.
    for (const one of [...LATER, 'closed']) mapped.crm.add(`${one}_at`);
    // Lost since the first loss that nothing has come after: an earlier one was taken back.
    const told = own
      .filter(({ stage, isLoss }) => isLoss || stage !== null)
      .sort((a, b) => byText(a.entered, b.entered));
    const losses = row.lost ? told.slice(told.findLastIndex(({ isLoss }) => !isLoss) + 1) : [];
    const firstOf = (stage: Stage) =>
      [row.moments.get(stage) ?? '', ...stood.flatMap((one) => (one.stage === stage ? [one.entered] : []))]
        .filter(Boolean)
        .sort()[0] ?? '';
    return {
      ...row,
      moments: new Map([
        ...LATER.map((stage): [string, string] => [stage, firstOf(stage)]),
        ['closed', row.moments.get('closed') || losses[0]?.entered || ''],
      ]),
      evidence: new Set([...row.evidence, ...stood.map(({ stage }) => stage)]),
      tells: stood.length > 0 ? new Set(LATER) : row.tells,
    };
  });
};

/** Each row has earned what was paid of it: a payment of a lead is of the first deal that it has won, else of its first. */
const byText = (a: string, b: string) => (a < b ? -1 : +(a > b));

const paidFor = (chains: Chain[], payments: Payment[]): Chain[] => {
  const paid = new Map<CrmRow, bigint>();
  const rows = chains.flatMap((one) => one.rows);
  const hasDeals = rows.some(({ entity }) => entity === 'deal');
  const ofLead = (lead: string): CrmRow | undefined => {
    const own = chains.find(
      ({ id, rows: all }) => id === lead || all.some((row) => row.entity === 'lead' && row.id === lead),
    );
    const deals = (own?.rows ?? []).filter(({ entity }) => entity === 'deal');
    const won = deals.filter((row) => row.evidence.has('deal') && !row.lost);
    const first = (all: CrmRow[]) => all.toSorted((a, b) => inOrder(a.created, b.created) || byText(a.id, b.id))[0];
    return first(won) ?? first(deals) ?? own?.rows[0];
  };
  const ofDeal = (deal: string): CrmRow | undefined =>
    rows.find(({ entity, id }) => entity === 'deal' && id === deal) ??
    rows.find(({ entity, link }) => entity === 'lead' && link === deal) ??
    (hasDeals ? undefined : rows.find(({ id }) => id === deal));
  for (const { deal, lead, amount } of payments) {
    const row = deal === '' ? ofLead(lead) : ofDeal(deal);
    if (row) paid.set(row, (paid.get(row) ?? 0n) + amount);
  }
  if (paid.size === 0) throw new Error('payments of nobody');
  return chains.map((one) => ({ ...one, rows: one.rows.map((row) => ({ ...row, revenue: paid.get(row) ?? null })) }));
};

/** Null where every file tells of leads. */
const ofLeads = (
  crm: CrmRow[],
  files: Map<number, CrmFile>,
  linked: Set<string>,
  all: Data['ofDeals'] | null,
): Data['ofDeals'] | null => {
  const isApart = (file: number) => {
    const own = crm.filter((row) => row.file === file);
    return files.get(file)?.entity === 'deal' && own.length > 0 && own.every(({ id }) => !linked.has(`deal ${id}`));
  };
  const telling = [...files].flatMap(([number, file]) => (isApart(number) ? [] : [file]));
  if (!all || telling.length === files.size) return null;
  const aggregates = [...all.knows].filter((stage) => !LATER.includes(stage));
  return {
    knows: new Set([...aggregates, ...telling.flatMap(({ knows }) => [...knows])]),
    mapped: { ...all.mapped, crm: new Set(telling.flatMap(({ fields }) => [...fields])) },
  };
};

const groups = <T>(items: T[], key: (item: T) => string): T[][] => {
  const found = new Map<string, T[]>();
  for (const item of items) found.set(key(item), [...(found.get(key(item)) ?? []), item]);
  return [...found.values()];
};

const sum = (values: (bigint | null)[]): bigint | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0n);
};

/** Files of one list: the same entity, and one has all columns that another of the list has, under the same headings. */
const listsOf = (files: Map<number, CrmFile>): Map<number, number> => {
  const holds = (all: CrmFile, few: CrmFile) =>
    [...few.headings].every(([field, heading]) => all.headings.get(field) === heading);
  const agree = (a: CrmFile, b: CrmFile) =>
    [...a.headings].every(([field, heading]) => (b.headings.get(field) ?? heading) === heading);
  const tellState = ({ headings }: CrmFile) =>
    headings.has('modified_at') && (headings.has('status') || headings.has('outcome'));
  // Where both say how it stands and when that changed, the columns that only one of them has do not make two lists.
  const areLinked = (a: CrmFile, b: CrmFile) =>
    a.entity === b.entity && (holds(a, b) || holds(b, a) || (agree(a, b) && tellState(a) && tellState(b)));
  const lists = new Map<number, number>();
  const walk = (file: number, list: number): void => {
    if (lists.has(file)) return;
    lists.set(file, list);
    for (const [other, its] of files) if (areLinked(files.get(file) as CrmFile, its)) walk(other, list);
  };
  for (const file of files.keys()) walk(file, file);
  return lists;
};

const isBorrowed = ({ headings }: CrmFile): boolean =>
  [...headings].some(
    ([field, heading]) => field.endsWith('_at') && field !== 'created_at' && heading === headings.get('created_at'),
  );

/**
 * One row for the same ID: of each list the newest, its product lines added up; lists fill each other; an older download
 * is evidence. Newer is what was modified later, where all say it; else what stands in the file with the newer rows; else
 * the later line. In file order.
 */
const oncePerId = (rows: CrmRow[], files: Map<number, CrmFile>): CrmRow[] => {
  const lists = listsOf(files);
  const place = new Map(rows.map((row, i) => [row, i]));
  const placeOf = (row: CrmRow) => place.get(row) ?? 0;
  const newest = new Map<number, string>();
  const newestMade = new Map<number, string>();
  const changed = new Set<number>();
  for (const { file, created, modified } of rows) {
    newest.set(file, [newest.get(file) ?? '', created, modified].sort().at(-1) as string);
    newestMade.set(file, [newestMade.get(file) ?? '', created].sort().at(-1) as string);
    if (modified !== '') changed.add(file);
  }
  const compare = (a: string, b: string) => (a < b ? -1 : +(a > b));
  const kept = groups(rows, (row) => `${row.entity} ${canJoin(row.id) ? row.id : `at ${placeOf(row)}`}`).map((same) => {
    const areDated = same.every(({ modified }) => modified !== '');
    const newestFirst = (a: CrmRow, b: CrmRow) =>
      (areDated ? compare(b.modified, a.modified) : 0) ||
      compare(newest.get(b.file) ?? '', newest.get(a.file) ?? '') ||
      compare(b.modified, a.modified) ||
      placeOf(b) - placeOf(a);
    const ofLists = groups(same, ({ file }) => String(lists.get(file))).map((list) => {
      // Where one download does not say when rows were changed, only new leads tell which is newer.
      const shown = list.every(({ file }) => changed.has(file)) ? newest : newestMade;
      const newestOfList = (a: CrmRow, b: CrmRow) =>
        (areDated ? compare(b.modified, a.modified) : 0) ||
        compare(shown.get(b.file) ?? '', shown.get(a.file) ?? '') ||
        (a.file === b.file ? compare(b.modified, a.modified) : 0) ||
        placeOf(b) - placeOf(a);
      return inList(list, newestOfList, files);
    });
    ofLists.sort((a, b) => newestFirst(a.winner, b.winner));
    const [first] = ofLists as [(typeof ofLists)[number]];
    const row =
      ofLists.length === 1
        ? first.row
        : fill(
            ofLists.map(({ row: one }) => one),
            files,
          );
    const then = new Set(ofLists.flatMap(({ older }) => older.flatMap(({ evidence }) => [...evidence])));
    if (ofLists.some(({ older }) => older.some(({ lost }) => !lost))) then.add('lead');
    // Whether it is won the newest alone says.
    if (!row.lost) then.delete('deal');
    // Where it stood at a stage then, or was lost after one, that tells how far it came.
    const told = ofLists.some(({ older }) => older.some(({ lost, tells }) => !lost || tells.size === LATER.length));
    const tells = told ? new Set(LATER) : row.tells;
    return { winner: first.winner, row: { ...row, tells, evidence: new Set([...row.evidence, ...then]) } };
  });
  return kept.sort((a, b) => placeOf(a.winner) - placeOf(b.winner)).map(({ row }) => row);
};

const inList = (rows: CrmRow[], newestFirst: (a: CrmRow, b: CrmRow) => number, files: Map<number, CrmFile>) => {
  const sorted = rows.toSorted(newestFirst);
  const winner = sorted[0] as CrmRow;
  const older = rows.filter(({ file }) => file !== winner.file);
  if (winner.productLine !== '') {
    const lines = rows.filter(
      ({ file, modified, productLine }) => productLine !== '' && file === winner.file && modified === winner.modified,
    );
    const total = (field: 'revenue' | 'amount') => sum(lines.map((line) => line[field]));
    return { winner, row: { ...winner, revenue: total('revenue'), amount: total('amount') }, older };
  }
  // What a download has no column for, the newest says that has it.
  const teller = (field: string) =>
    sorted.find(({ file }) => (files.get(file) as CrmFile).headings.has(field)) ?? winner;
  const row = {
    ...winner,
    manager: teller('manager').manager,
    reason: teller('reason').reason,
    revenue: teller('revenue').revenue,
    amount: teller('amount').amount,
    profit: teller('revenue').profit,
    moments: new Map([...winner.moments.keys()].map((one) => [one, teller(`${one}_at`).moments.get(one) ?? ''])),
  };
  return { winner, row, older };
};
/** Rows of several lists, the newest first: each field of the first that has it. A lead was made when the first says. */
const fill = (rows: CrmRow[], files: Map<number, CrmFile>): CrmRow => {
  const [newest] = rows as [CrmRow];
  const own = rows.filter(({ file }) => !isBorrowed(files.get(file) as CrmFile));
  const word = (of: (row: CrmRow) => string) => rows.map(of).find((text) => text !== '') ?? '';
  const amount = (of: (row: CrmRow) => bigint | null) => rows.map(of).find((one) => one !== null) ?? null;
  return {
    ...newest,
    link: word(({ link }) => link),
    created: (own.length > 0 ? own : rows).map(({ created }) => created).sort()[0] as string,
    origin: merged(rows),
    moments: new Map([...newest.moments.keys()].map((one) => [one, word(({ moments }) => moments.get(one) ?? '')])),
    manager: word(({ manager }) => manager),
    dimensions: new Map(
      rows.toReversed().flatMap(({ dimensions }) => [...dimensions].filter(([, value]) => value !== '')),
    ),
    reason: word(({ reason }) => reason),
    revenue: amount(({ revenue }) => revenue),
    amount: amount(({ amount: hoped }) => hoped),
    profit: amount(({ profit }) => profit),
    person: new Map(rows.toReversed().flatMap(({ person }) => [...person])),
    evidence: new Set(rows.flatMap(({ evidence }) => [...evidence])),
    tells: new Set(rows.flatMap(({ tells }) => [...tells])),
    lost: rows.find(({ saysState }) => saysState)?.lost ?? false,
  };
};

const chain = (rows: CrmRow[]): Chain[] => {
  const leads = new Map<string, Chain>();
  const chains: Chain[] = [];
  const start = (id: string, row: CrmRow) => {
    const made = { id, rows: [row] };
    chains.push(made);
    return made;
  };
  for (const row of rows.filter(({ entity }) => entity === 'lead')) leads.set(row.id, start(row.id, row));
  const claims = new Map(
    rows.filter(({ entity, link }) => entity === 'lead' && canJoin(link)).map(({ id, link }) => [link, leads.get(id)]),
  );
  const unknown = new Map<string, Chain>();
  const deals = rows
    .filter(({ entity }) => entity === 'deal')
    .sort((a, b) => (a.created < b.created ? -1 : +(a.created > b.created)));
  for (const deal of deals) {
    const named = canJoin(deal.link) ? deal.link : null;
    const found =
      (named !== null && leads.get(named)) ||
      (canJoin(deal.id) && claims.get(deal.id)) ||
      (named !== null && unknown.get(named));
    if (found) found.rows.push(deal);
    else if (named === null) start('', deal);
    else unknown.set(named, start(named, deal));
  }
  return chains;
};

const PLATFORM = {
  ...{ gclid: 'Google Ads', yclid: 'Яндекс Директ', fbclid: 'Meta Ads' },
  ...{ msclkid: 'Microsoft Advertising', ttclid: 'TikTok Ads' },
};

/** `{campaign_name}` and `{{campaign.name}}` were never filled in. */
const isMacro = (text: string) => /^\{[^{}]*\}$|^\{\{[^{}]*\}\}$/.test(text);
const readable = (text: string | undefined) => (text === undefined || isMacro(text) ? '' : text);

const ofClick = (origin: Origin): string => {
  const kind = CLICKS.find((click) => canJoin(readable(origin.get(click))));
  return kind === undefined ? '' : PLATFORM[kind];
};

/** Media that are no advertising: `google / organic` is not Google Ads. */
const UNPAID = ['organic', 'referral', 'email'];

const ofTags = (origin: Origin): string => {
  const source = readable(origin.get('utm_source'));
  const medium = origin.get('utm_medium') ?? '';
  return source !== '' && UNPAID.includes(medium.toLowerCase()) ? `${source} / ${medium}` : source;
};

/** Each field by itself: the first row that has it. */
const merged = (rows: CrmRow[]): Origin => {
  const isId = (field: string) => field === 'ad_lead_id' || CLICKS.some((kind) => kind === field);
  const isKnown = ([field, value]: [string, string]) => readable(value) !== '' && (!isId(field) || canJoin(value));
  // The first row last, so that it has the last word.
  return new Map(rows.toReversed().flatMap(({ origin }) => [...origin].filter(isKnown)));
};

/** The same ad lead twice counts once; what Excel destroyed is never the same. */
const oncePerAdLead = (rows: AdLead[]): AdLead[] =>
  groups(rows, (row) => (canJoin(row.id) ? row.id : `at ${rows.indexOf(row)}`)).map((same) => same[0] as AdLead);

const handOver = (chains: Chain[], adLeads: AdLead[], fallbacks: string[]) => {
  const byId = new Map(adLeads.filter(({ id }) => canJoin(id)).map((ad) => [ad.id, ad]));
  const clickOf = (origin: Origin, kind: (typeof CLICKS)[number]) => {
    const value = readable(origin.get(kind));
    return canJoin(value) ? value : '';
  };
  const adLeadOf = new Map<Chain, AdLead>();
  const matched = new Set<AdLead>();
  for (const one of chains) {
    const found = [byId.get(cleanId(merged(one.rows).get('ad_lead_id') ?? '')), byId.get(one.id)];
    for (const ad of found) if (ad) matched.add(ad);
    const ad = found.find((ad) => ad !== undefined);
    if (ad) adLeadOf.set(one, ad);
  }
  const sure = new Set(matched);
  // By a click the first of both are one, then the second; what nothing surer took comes before the rest.
  const open = chains.filter((one) => !adLeadOf.has(one)).sort((a, b) => inOrder(bornAt(a), bornAt(b)));
  for (const kind of CLICKS) {
    const byClick = groups(
      open.filter(({ rows }) => clickOf(merged(rows), kind) !== ''),
      ({ rows }) => clickOf(merged(rows), kind),
    );
    for (const same of byClick) {
      const click = clickOf(merged((same[0] as Chain).rows), kind);
      const ads = adLeads
        .filter((ad) => clickOf(ad.origin, kind) === click)
        .sort((a, b) => Number(sure.has(a)) - Number(sure.has(b)) || inOrder(a.created, b.created));
      for (const [at, one] of same.entries()) {
        const ad = ads[Math.min(at, ads.length - 1)];
        if (!ad) continue;
        matched.add(ad);
        if (!adLeadOf.has(one)) adLeadOf.set(one, ad);
      }
    }
  }
  for (const field of fallbacks) {
    const contactOf = ({ rows }: Chain) => rows.map(({ person }) => person.get(field) ?? '').find(Boolean) ?? '';
    const everybody = groups(chains, contactOf).filter((same) => contactOf(same[0] as Chain) !== '');
    for (const all of everybody.filter((same) => same.length <= MOST_OF_ONE_PERSON)) {
      const contact = contactOf(all[0] as Chain);
      const forms = adLeads.filter(({ person }) => person.get(field) === contact);
      if (forms.length > MOST_OF_ONE_PERSON) continue;
      const free = forms.filter((ad) => !matched.has(ad)).sort((a, b) => inOrder(a.created, b.created));
      const own = all.filter((one) => !adLeadOf.has(one)).sort((a, b) => inOrder(bornAt(a), bornAt(b)));
      for (const one of own) {
        // Of the first form that nobody has come of yet; else, within a day, of the one that another has.
        const isAfter = (ad: AdLead) => elapsed(ad.created, bornAt(one)) >= 0;
        const ad =
          free.find((form) => isAfter(form) && !matched.has(form)) ??
          forms.findLast((form) => isAfter(form) && matched.has(form) && elapsed(form.created, bornAt(one)) <= 86_400);
        if (!ad) continue;
        matched.add(ad);
        adLeadOf.set(one, ad);
      }
    }
  }
  return { adLeadOf, unmatched: adLeads.filter((ad) => !matched.has(ad)) };
};

/** A phone that stands on more is nobody's. */
const MOST_OF_ONE_PERSON = 3;

const sourceOfAd = ({ origin }: AdLead) => readable(origin.get('source')) || ofClick(origin);
const wordsOf = (file: number, origin: Origin, ad: AdLead | undefined): Pick<Lead, 'medium' | 'words'> => {
  const tagged = !(ad && sourceOfAd(ad)) && ofClick(origin) === '' && readable(origin.get('utm_source')) !== '';
  return {
    medium: tagged ? (origin.get('utm_medium') ?? '') : '',
    words: [
      [`${file} utm_source`, origin.get('utm_source') ?? ''],
      [`${file} source`, origin.get('source') ?? ''],
      [`${file} ad`, ad?.origin.get('source') ?? ''],
    ],
  };
};
const campaignOfAd = ({ origin }: AdLead) => readable(origin.get('campaign'));

/** A lead is of its own moment, whenever its deals were made. */
const bornAt = ({ rows }: Pick<Chain, 'rows'>): string => {
  const own = rows.filter(({ entity }) => entity === 'lead');
  return (own.length > 0 ? own : rows).map(({ created }) => created).sort()[0] as string;
};
/** What has no moment comes last. */
const inOrder = (a: string, b: string): number => (a || '~').localeCompare(b || '~', 'en');

const leadOf = ({ rows }: Chain, ad: AdLead | undefined): Lead => {
  const deals = rows.filter(({ entity }) => entity === 'deal');
  const lost = (deals.length > 0 ? deals : rows).every((row) => row.lost);
  const won = deals.filter((deal) => deal.evidence.has('deal') && !deal.lost);
  const [only] = rows as [CrmRow];
  const origin = merged(rows);
  const dates = datesOf(rows, deals, won, lost);
  const first = (of: (row: CrmRow) => string) => rows.map(of).find((value) => value !== '') ?? '';
  return {
    day: bornAt({ rows }).slice(0, 10),
    created: bornAt({ rows }),
    ...dates,
    source: (ad && sourceOfAd(ad)) || ofClick(origin) || ofTags(origin) || (origin.get('source') ?? ''),
    ...wordsOf(only.file, origin, ad),
    campaign: (ad && campaignOfAd(ad)) || (origin.get('utm_campaign') ?? origin.get('campaign') ?? ''),
    manager: first(({ manager }) => manager),
    dimensions: new Map(
      [...only.dimensions.keys()].map((name) => [name, first(({ dimensions }) => dimensions.get(name) ?? '')]),
    ),
    // Of the last lost row that gives one: a blank is no reason, as in every field that falls through.
    reason: rows.findLast((row) => row.lost && row.reason !== '')?.reason ?? '',
    revenue: deals.length > 0 ? sum(won.map(({ revenue }) => revenue)) : only.revenue,
    amount: deals.length > 0 ? sum(deals.filter((deal) => !deal.lost).map(({ amount }) => amount)) : only.amount,
    wonDeals: Math.max(won.length, 1),
    pricedDeals:
      deals.length > 0 ? won.filter(({ revenue }) => revenue !== null).length : Number(only.revenue !== null),
    wonOn:
      won.length > 0
        ? won.map(({ moments }) => moments.get('deal') || moments.get('closed') || '')
        : [dates.moments.get('deal') || dates.closed],
    wonFor: won.length > 0 ? won.map(({ revenue }) => revenue) : [deals.length > 0 ? null : only.revenue],
    answered: rows.map(({ answered }) => answered).find(Boolean) ?? '',
    profits: won.length > 0 ? won.map(({ profit }) => profit) : [deals.length > 0 ? null : only.profit],
    person: new Map(rows.toReversed().flatMap(({ person }) => [...person])),
    // A deal that was won and then lost wins nobody whose other deals are open.
    evidence: new Set(rows.flatMap((row) => [...row.evidence].filter((one) => one !== 'deal' || lost || !row.lost))),
    tells: new Set(rows.flatMap(({ tells }) => [...tells])),
    lost,
    isInCrm: true,
  };
};

/**
 * The first time of several; won when its first deal was, else, where it itself is, on its own day; lost when its last deal
 * was. When others of a won lead are to be closed is no day of it.
 */
const datesOf = (rows: CrmRow[], deals: CrmRow[], won: CrmRow[], lost: boolean): Pick<Lead, 'moments' | 'closed'> => {
  const all = (of: CrmRow[], one: string) => of.flatMap(({ moments }) => moments.get(one) || []).sort();
  const isWon = ({ evidence, lost: isLost }: CrmRow) => evidence.has('deal') && !isLost;
  const winners = lost ? [] : won.length > 0 ? won : rows.filter(isWon);
  return {
    moments: new Map(LATER.map((stage) => [stage, all(rows, stage)[0] ?? ''])),
    closed:
      (deals.length > 0 && winners.length > 0
        ? all(winners, 'closed')[0]
        : all(deals.length > 0 ? deals : rows, 'closed').at(-1)) ?? '',
  };
};

const neverHandedOver = (ad: AdLead): Lead => ({
  day: ad.created.slice(0, 10),
  created: ad.created,
  moments: new Map(),
  closed: '',
  person: ad.person,
  answered: '',
  source: sourceOfAd(ad),
  ...wordsOf(ad.file, new Map(), ad),
  campaign: campaignOfAd(ad),
  manager: '',
  dimensions: new Map(),
  ...{
    reason: '',
    revenue: null,
    amount: null,
    wonDeals: 0,
    pricedDeals: 0,
    wonOn: [],
    wonFor: [],
    profits: [],
    evidence: new Set<Stage>(),
    tells: new Set<Stage>(),
    lost: false,
    isInCrm: false,
  },
});

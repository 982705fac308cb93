// The leads and ad rows of a report, and what each lead has reached.

import { costsOn } from './costs.js';
import { divide } from './exact.js';
import { type Data, type Lead, readData } from './join.js';
import { secondsAt } from './moments.js';
import { type AdRow, type Config, type Days, LATER, type OracleInput, type Stage } from './read.js';
import { incidenceIn, maturityIn } from './times.js';

export const NO_SOURCE = '(no source)';

export const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

export const groupBy = <T>(items: T[], key: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const own = key(item);
    const group = groups.get(own);
    if (group) group.push(item);
    else groups.set(own, [item]);
  }
  return groups;
};

/** Values with their counts, the most frequent first, then by code point. */
export const byFrequency = (values: string[]): [value: string, count: number][] =>
  [...groupBy(values, (value) => value)]
    .map(([value, all]): [string, number] => [value, all.length])
    .sort((a, b) => b[1] - a[1] || byCodePoint(a[0], b[0]));

/** A lead with what the tables need: its place in the funnel, and its values by dimension as shown. */
export interface Person extends Lead {
  depth: Stage;
  outcome: 'won' | 'lost' | 'open';
  /** Made on a day up to which the spend of its source lasts, or of a source whose spend has no known end. */
  isCosted: boolean;
  /** The same for an event of the lead on another day, which must not lie before the spend begins. */
  isCostedThen: (day: string) => boolean;
  /** The person has come before, within the window. */
  isRepeat: boolean;
  at: (dimension: string) => string;
}

export interface Ad extends AdRow {
  /** The part of its cost on days on which the cost of some clicks of its source is unknown. */
  openCost: bigint;
  /** It is itself a row of clicks with an unknown cost. */
  isUnpriced: boolean;
  /** Neither its export nor web analytics count actions of its source. */
  isUncounted: boolean;
  at: (dimension: string) => string;
}

export interface Scope {
  period: string | null;
  leads: Person[];
  dealsAlone: Person[];
  /** Empty if a filter exists on leads only. */
  ads: Ad[];
  /** Other costs of marketing on these days: by source, and those of no source. */
  borne: Map<string, bigint>;
  shared: bigint;
}

export interface Context {
  config: Config;
  data: Data;
  reach: 'implied' | 'strict' | 'observed';
  by: string[];
  scopes: Scope[];
  /** Sources with statistics and no leads, whose leads seem to have another name. */
  astray: Set<string>;
  /** Stage → seconds that leads take to reach it, where it is known, by all leads of the exports. */
  maturity: Map<Stage, number>;
  incidence: ReturnType<typeof incidenceIn>;
  /** All leads of the exports, whatever days are asked for. */
  everybody: Person[];
  /** Leads, and deals without one, that the filters leave, of any day; and whether a lead is in the days asked for. */
  everyKept: Person[];
  everyKeptAlone: Person[];
  isInside: (lead: Lead) => boolean;
  /** Whether there is anything in the days asked for. */
  hasData: boolean;
  /** The days asked for (null is no bound), the period that divides them, and the ad rows of all of them. */
  window: Days;
  period: string | undefined;
  keptAds: Ad[];
  /** All lost leads of the exports, which settle how a reason is spelt. */
  everLost: Person[];
  /** Whether ad rows have a dimension. */
  onAds: (dimension: string) => boolean;
  /** Some filter is by something other than sources. */
  isPartOfSources: boolean;
  /** Other costs of marketing on some of the days asked for: see `Scope`. */
  costsOf: (isOf: (cost: { day: string }) => boolean) => Pick<Scope, 'borne' | 'shared'>;
  /** Rows for the days on which sources bear costs: such a source has a row even if it has nothing else. */
  ofCosts: Ad[];
  sourceName: (text: string) => string;
}

/** Some spellings of each platform's advertising and of its site. `title` is the name that a click ID gives it. */
const PLATFORMS = [
  { title: 'Google Ads', ads: ['google ads'], site: ['google'] },
  { title: 'Яндекс Директ', ads: ['яндекс директ', 'yadirect', 'яндекс.директ'], site: ['yandex'] },
  { title: 'Meta Ads', ads: ['meta ads'], site: ['facebook', 'fb', 'meta'] },
  { title: 'VK Реклама', ads: [], site: ['vk', 'vkontakte'] },
];

const fold = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

const nameSources = (config: Config, { leads, dealsAlone, ads, sheets }: Data) => {
  const own = Object.entries(config.sources ?? {}).flatMap(([name, aliases]) =>
    [name, ...aliases].map((alias) => [alias, name] as const),
  );
  // An exact spelling goes before the platform, so that one platform can be divided into two.
  const exact = new Map(own.map(([alias, name]) => [fold(alias), name]));
  const rows = [
    ...leads,
    ...dealsAlone,
    ...ads.map((ad) => ({ ...ad, medium: '', words: [[`${ad.file} ad`, ad.source] as [string, string]] })),
  ];
  const columns = groupBy(
    rows.flatMap(({ words }) => words).filter(([, word]) => !exact.has(fold(word))),
    ([column]) => column.replace(/^\d+/, (file) => String(sheets.get(Number(file)))),
  );
  const isApart = PLATFORMS.filter(({ ads, site }) =>
    [...columns.values()].some((words) =>
      [ads, site].every(
        (all) => new Set(words.map(([, word]) => fold(word)).filter((one) => all.includes(one))).size === 1,
      ),
    ),
  );
  /** All spellings of a platform are one, unless a column has one of its site and one of its advertising. */
  const keyOf = (text: string, medium = '') => {
    const folded = fold(text);
    const platform = PLATFORMS.find(({ ads, site }) => ads.includes(folded) || site.includes(folded));
    if (!platform) return folded;
    const isSite = isApart.includes(platform) && platform.site.includes(folded) && medium !== 'cpc';
    return isSite && !exact.has(folded) ? `${platform.title}: the site` : platform.title;
  };
  const names = new Map<string, string>([['', NO_SOURCE]]);
  for (const [key, all] of groupBy(rows, ({ source, medium }) => keyOf(source, medium))) {
    const platform = isApart.find(({ title }) => title === key);
    const spellings = all.map(({ source }) => source).filter((source) => !platform?.site.includes(fold(source)));
    if (key !== '') names.set(key, byFrequency(spellings)[0]?.[0] ?? key);
  }
  for (const [alias, name] of own) {
    names.set(keyOf(alias, 'cpc'), name);
    const isSite = ({ site }: { site: string[] }) => site.includes(fold(alias));
    const platform = isApart.find(isSite);
    if (platform) names.set(`${platform.title}: the site`, name);
  }
  // The same few names are asked for in every row, so they are remembered.
  const known = new Map<string, string>();
  return (text: string, medium = '') => {
    const asked = `${medium}\n${text}`;
    const name = known.get(asked) ?? exact.get(fold(text)) ?? names.get(keyOf(text, medium)) ?? text;
    known.set(asked, name);
    return name;
  };
};

const depthOf = (lead: Lead, knows: Set<Stage>, reach: Context['reach']): Stage => {
  if (reach === 'strict') {
    let depth: Stage = 'lead';
    for (const stage of LATER.filter((stage) => knows.has(stage))) {
      if (!lead.evidence.has(stage)) break;
      depth = stage;
    }
    return depth;
  }
  const furthest = LATER.findLast((stage) => lead.evidence.has(stage)) ?? 'lead';
  const calledOnly = furthest === 'contact' && knows.has('qualified') && !lead.evidence.has('qualified');
  return calledOnly ? 'lead' : furthest;
};

/** `2026-10-05`, `2026-W41`, `2026-10` or `2026-Q4`. */
export const periodOf = (day: string, period: string): string => {
  if (period === 'day') return day;
  if (period === 'month') return day.slice(0, 7);
  if (period === 'quarter') return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
  // A week belongs to the year of its Thursday.
  const thursday = new Date(`${day}T00:00:00Z`);
  thursday.setUTCDate(thursday.getUTCDate() + 3 - ((thursday.getUTCDay() + 6) % 7));
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * 86_400_000)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
};

const first = (days: string[]) => [...days].sort()[0] ?? '';
const last = (days: string[]) => [...days].sort().at(-1) ?? '';

/** The first and the last day of a row of ads; null where nothing tells them. */
const daysOf = ({ day, days }: Pick<AdRow, 'day' | 'days'>): Days | null =>
  day === null ? days : { from: day, to: day };
/** The same with what its file states besides. */
const coverOf = (row: AdRow): Days | null => hullOf([daysOf(row) ?? [], row.days ?? []].flat());
const hullOf = (all: Days[]): Days | null =>
  all.length === 0 ? null : { from: first(all.map(({ from }) => from)), to: last(all.map(({ to }) => to)) };
const touches = (a: Days, b: Days) => a.from <= b.to && b.from <= a.to;

/** The days asked for, else those that ad statistics and CRM both cover (ad leads are neither), else all that there are. */
const windowOf = (
  data: Data,
  options: NonNullable<OracleInput['options']>,
  sourceName: Context['sourceName'],
): Days => {
  if (options.from !== undefined || options.to !== undefined) {
    return { from: options.from ?? '', to: options.to ?? '9999' };
  }
  const ads = hullOf(paidRows(data, sourceName).flatMap((row) => coverOf(row) ?? []));
  const isOpen = data.ads.some((row) => daysOf(row) === null);
  if (options.all || data.crmDays.length === 0 || ads === null || isOpen) return { from: '', to: '9999' };
  const wide = data.ads.flatMap(({ day, days }) => (day === null && days !== null ? [days] : []));
  return withWhole({ from: last([crmBegin(data), ads.from]), to: first([data.crmEnd, ads.to]) }, wide);
};

/** The days of which nothing speaks against that the CRM and ad statistics tell of them, and until when their days are over; null: none. */
export const coversOf = ({ data, sourceName }: Pick<Context, 'data' | 'sourceName'>) => {
  const paid = paidRows(data, sourceName);
  const ads = hullOf(paid.flatMap((row) => coverOf(row) ?? []));
  const crm = data.crmDays.length === 0 ? null : { from: crmBegin(data, 2), to: data.crmEnd };
  return { crm, ads, adsStatedTo: last(paid.flatMap(({ days }) => days?.to ?? [])), crmStatedTo: data.crmStatedTo };
};

/** A month of spend is never divided: days that would cut it are widened to all of it. */
const withWhole = (days: Days, wide: Days[]): Days => {
  const wider = hullOf([days, ...wide.filter((one) => touches(one, days))]) as Days;
  return wider.from === days.from && wider.to === days.to ? days : withWhole(wider, wide);
};

/** The rows of each source with spend; if there is none, all rows. */
const paidRows = ({ ads }: Data, sourceName: Context['sourceName']): AdRow[] => {
  const bySource = [...groupBy(ads, ({ source }) => sourceName(source)).values()];
  const paid = bySource.filter((rows) => rows.reduce((sum, { cost }) => sum + (cost ?? 0n), 0n) > 0n).flat();
  return paid.length > 0 ? paid : ads;
};

const dayNumber = (day: string): number => Date.parse(day) / 86_400_000;

/**
 * The first day that the CRM covers. All of the first lead's month belongs to it, unless there are thirty leads or more
 * and the silence before the first one is at least a week and longer than any later one, or longer than `times` the
 * longest.
 */
const crmBegin = ({ crmDays, crmFrom, leads }: Data, times = Number.POSITIVE_INFINITY): string => {
  if (crmFrom !== null && crmFrom <= first(crmDays)) return crmFrom;
  const month = `${first(crmDays).slice(0, 7)}-01`;
  const own = leads.filter(({ isInCrm, day }) => isInCrm && day !== '').map(({ day }) => day);
  const days = [...new Set(own)].sort().map(dayNumber);
  const silence = (days[0] ?? 0) - dayNumber(month);
  const longest = Math.max(0, ...days.slice(1).map((day, at) => day - (days[at] as number)));
  const isLate = (silence >= 7 && silence > longest) || (silence > 0 && silence > times * longest);
  return own.length >= 30 && isLate ? first(crmDays) : month;
};

const parseWhere = (where: string[]) =>
  where.map((text) => {
    const [, dimension = '', sign, value = ''] = /^(.*?)(!?=)(.*)$/.exec(text) ?? [];
    return { dimension, isNot: sign === '!=', value };
  });

/** Data that is asked for again is read once: with large files reading takes most of the time. */
const readOnce = ({ files, config }: OracleInput): Data => {
  const seen = alreadyRead.get(files);
  if (seen?.config === config) return seen.data;
  const data = readData({ files, config });
  alreadyRead.set(files, { config, data });
  return data;
};
const alreadyRead = new WeakMap<OracleInput['files'], { config: unknown; data: Data }>();

export const makeContext = (input: OracleInput): Context => {
  const config = input.config as Config;
  const options = input.options ?? {};
  const reach = options.reach ?? 'implied';
  const asRead = readOnce(input);
  const sourceName = nameSources(config, asRead);
  const data = { ...asRead, ads: withNetCosts(asRead.ads, sourceName) };

  const show = (dimension: string, value: string) => (value === '' ? `(no ${dimension})` : value);
  /**
   * Source → the days that its spend covers. It begins where this is stated, and ends where all its rows have an end.
   */
  const covers = new Map(
    [...groupBy(data.ads, ({ source }) => sourceName(source))].flatMap(([source, all]): [string, Days][] => {
      const rows = all.filter(({ cost }) => cost !== null);
      // A source that is known to cost nothing has no price, and no days of spend.
      if (rows.reduce((sum, { cost }) => sum + (cost ?? 0n), 0n) === 0n) return [];
      const isStated = rows.every(({ day, days }) => days !== null && (day === null || days.from < days.to));
      const ends = rows.map((row) => coverOf(row)?.to ?? '9999');
      return [[source, { from: isStated ? first(rows.map(({ days }) => days?.from ?? '')) : '', to: last(ends) }]];
    }),
  );
  /** A row without days may be of any day. */
  const isOfOneDay = (one: Days | null, other: Days | null) => one === null || other === null || touches(one, other);
  // Clicks with a blank cost have an unknown cost, so their days have no price: in an export that has costs, or where
  // another export has costs of the source but none on that day.
  const priced = data.ads.filter(({ cost }) => cost !== null);
  const pricing = new Set(priced.map(({ file }) => file));
  const pricedOf = groupBy(priced, ({ source }) => sourceName(source));
  const isUnpriced = (row: AdRow) => {
    if (row.cost !== null || (row.clicks ?? 0n) <= 0n) return false;
    const others = pricedOf.get(sourceName(row.source)) ?? [];
    const isPaidFor = others.some(({ cost }) => cost !== 0n);
    return pricing.has(row.file) || (isPaidFor && !others.some((other) => isOfOneDay(daysOf(other), daysOf(row))));
  };
  const open = groupBy(data.ads.filter(isUnpriced), ({ source }) => sourceName(source));
  /**
   * Sources with spend that has no days. One row of unknown cost leaves all of it, and all their leads, without a
   * price.
   */
  const timeless = new Set(
    data.ads.flatMap((row) => (row.cost && daysOf(row) === null ? [sourceName(row.source)] : [])),
  );
  // The same holds for a source all of whose spend is on days with an unknown cost.
  for (const [source, rows] of open) {
    const paid = (pricedOf.get(source) ?? []).filter(({ cost }) => cost !== 0n);
    const ends = paid.flatMap((row) => {
      const days = daysOf(row);
      return days === null ? [] : [days.from, days.to];
    });
    const isOpen = (day: string) => rows.some((row) => isOfOneDay(daysOf(row), { from: day, to: day }));
    // A source without any known cost has no price on any day.
    if (!pricedOf.has(source)) timeless.add(source);
    if (paid.reduce((sum, { cost }) => sum + (cost ?? 0n), 0n) !== 0n && ends.every(isOpen)) timeless.add(source);
  }
  const counting = new Set(
    data.ads.flatMap(({ file, source, actions }) =>
      actions === null ? [] : [JSON.stringify([pricing.has(file) ? file : '', sourceName(source)])],
    ),
  );
  const openDays = (source: string, days: Days): number =>
    Array.from({ length: dayNumber(days.to) - dayNumber(days.from) + 1 }, (_, at) =>
      new Date((dayNumber(days.from) + at) * 86_400_000).toISOString().slice(0, 10),
    ).filter((day) => (open.get(source) ?? []).some((row) => isOfOneDay(daysOf(row), { from: day, to: day }))).length;
  const openCostOf = (row: AdRow): bigint => {
    const [source, days] = [sourceName(row.source), daysOf(row)];
    if (row.cost === null || !open.has(source)) return 0n;
    if (days === null || timeless.has(source)) return row.cost;
    const all = BigInt(dayNumber(days.to) - dayNumber(days.from) + 1);
    const twice = row.cost * BigInt(openDays(source, days)) * 2n;
    // Rounded to a millionth, half away from zero.
    return (twice + (twice < 0n ? -all : all)) / (all * 2n);
  };
  const isCostedOn = (source: string, day: string, begun = day): boolean => {
    const cover = covers.get(source);
    const own = { from: day, to: day };
    const isOpen = (open.get(source) ?? []).some((row) => timeless.has(source) || isOfOneDay(daysOf(row), own));
    const isBegun = cover === undefined || begun === '' || cover.from <= begun;
    return isBegun && (cover === undefined || day === '' || day <= cover.to) && !isOpen;
  };
  const asPerson = (lead: Lead, knows = data.knows): Person => {
    const source = sourceName(lead.source, lead.medium);
    const isCosted = isCostedOn(source, lead.day);
    // Spend that has ended had paid for what comes of its leads later; before it begins nothing is known to be spent.
    const isCostedThen = (day: string) => isCostedOn(source, lead.day, day);
    const depth = depthOf(lead, knows, reach);
    const at = (dimension: string) => {
      if (dimension === 'source') return source;
      if (dimension === 'campaign' || dimension === 'manager') return show(dimension, lead[dimension]);
      if (!config.dimensions?.[dimension]) throw new Error(`the oracle knows no dimension ${dimension}`);
      return show(dimension, lead.dimensions.get(dimension) ?? '');
    };
    return {
      ...lead,
      depth,
      outcome: lead.lost ? 'lost' : depth === 'deal' ? 'won' : 'open',
      isCosted,
      isCostedThen,
      isRepeat: again.has(lead),
      at,
    };
  };
  const again = repeatsIn(data.leads, config.repeats);
  const persons = data.leads.map((lead) => asPerson(lead));
  const ads = data.ads.map((ad): Ad => {
    const at = (dimension: string) =>
      dimension === 'source' ? sourceName(ad.source) : show(dimension, dimension === 'campaign' ? ad.campaign : '');
    const counts = [ad.file, ''].some((file) => counting.has(JSON.stringify([file, sourceName(ad.source)])));
    return { ...ad, openCost: openCostOf(ad), isUnpriced: isUnpriced(ad), isUncounted: !counts, at };
  });

  const onAds = (dimension: string) =>
    dimension === 'source' || (dimension === 'campaign' && data.mapped.ads.has('campaign'));
  const conditions = parseWhere(options.where ?? []).map((condition) =>
    condition.dimension === 'source' ? { ...condition, value: sourceName(condition.value) } : condition,
  );
  const keeps = (asked: typeof conditions) => (row: { at: (dimension: string) => string }) =>
    [...groupBy(asked, ({ dimension }) => dimension)].every(([dimension, all]) => {
      const wanted = all.filter(({ isNot }) => !isNot);
      return (
        (wanted.length === 0 || wanted.some(({ value }) => row.at(dimension) === value)) &&
        all.every(({ isNot, value }) => !isNot || row.at(dimension) !== value)
      );
    });
  const isKept = keeps(conditions);

  const window = windowOf(data, options, sourceName);
  const isAsked = options.from !== undefined || options.to !== undefined;
  // A lead without a known day is in no days and in no period.
  const isWhole = options.period === undefined && (options.all || (!isAsked && data.crmDays.length === 0));
  const isInside = ({ day }: Lead) => (day === '' ? isWhole : window.from <= day && day <= window.to);
  const isSpent = (ad: AdRow) => touches(daysOf(ad) ?? window, window);
  const alone = data.dealsAlone.map((deal) => asPerson(deal, data.ofDeals.knows));
  const [everyKept, everyKeptAlone] = [persons.filter(isKept), alone.filter(isKept)];
  const [keptLeads, keptAlone] = [everyKept.filter(isInside), everyKeptAlone.filter(isInside)];
  const keptAds = conditions.every(({ dimension }) => onAds(dimension))
    ? ads.filter((ad) => isSpent(ad) && isKept(ad))
    : [];

  const { period } = options;
  const by = options.by ?? [];
  // Costs are those of the days from the first of anything to as-of, within the days asked for.
  const daysAt = ({ day, moments, closed }: Lead): string[] =>
    options.basis === 'event' ? [day, ...[...moments.values(), closed].map((one) => one.slice(0, 10))] : [day];
  const all = hullOf([
    ...[...persons, ...alone].flatMap(daysAt).flatMap((day) => (day === '' ? [] : [{ from: day, to: day }])),
    ...ads.flatMap((row) => daysOf(row) ?? []),
  ]);
  const costDays = {
    from: last([all?.from ?? '', window.from]),
    to: first([window.to === '9999' ? (all?.to ?? '') : window.to, data.asOf.slice(0, 10)]),
  };
  const known = new Set([...persons, ...alone, ...ads].map((row) => row.at('source')));
  const costs = all === null || data.asOf === '' ? [] : costsOn(config, costDays, sourceName);
  const borne = costs.filter(({ source, day }) => source !== null && known.has(source) && isCostedOn(source, day));
  const isOfSources = ({ dimension }: { dimension: string }) => dimension === 'source';
  const isPartOfSources = !conditions.every(isOfSources);
  const isOfKept = keeps(conditions.filter(isOfSources));
  const bearing = borne.filter(({ source, amount }) => amount > 0n && isOfKept({ at: () => source ?? '' }));
  // A source with costs has a row, even if it has nothing else.
  const isFine = isPartOfSources || by.some((one) => one !== 'source');
  const ofCosts = (isFine ? [] : bearing).map(({ day, source }): Ad => {
    const row = { day, days: null, file: 0, source: source ?? '', campaign: '', part: { n: 1n, d: 1n } };
    const flags = { openCost: 0n, isUnpriced: false, isUncounted: false };
    return { ...row, ...flags, cost: null, clicks: null, actions: null, at: () => source ?? '' };
  });
  const shared = (conditions.length > 0 ? [] : costs).filter(({ source }) => source === null || !known.has(source));
  const sumOf = (own: typeof shared) => own.reduce((sum, { amount }) => sum + amount, 0n);
  const costsOf: Context['costsOf'] = (isOf) => ({
    borne: new Map(
      [...groupBy(bearing.filter(isOf), ({ source }) => source ?? '')].map(([source, own]) => [source, sumOf(own)]),
    ),
    shared: sumOf(shared.filter(isOf)),
  });
  const astray = astrayIn(persons.filter(isInside), ads.filter(isSpent));
  const isReached = (lead: Person, stage: Stage) =>
    stage === 'lead' || (reach === 'observed' ? lead.evidence.has(stage) : isAsDeep(lead, stage));
  const isUntold = (lead: Person, stage: Stage) => stage !== 'deal' && !lead.tells.has(stage);
  const incidence = incidenceIn(data, isReached, isUntold);
  const maturity = maturityIn(data, persons, config.maturity ?? {}, incidence);
  const context = {
    config,
    data,
    reach,
    by,
    maturity,
    incidence,
    everybody: persons,
    ...{ everyKept, everyKeptAlone, isInside, window, period, keptAds },
    hasData: isWhole || [...persons, ...alone].some(isInside) || ads.some(isSpent),
    onAds,
    ...{ isPartOfSources, costsOf, ofCosts },
    sourceName,
    astray,
    everLost: persons.filter(({ lost }) => lost),
  };
  if (!period) {
    const scope = { period: null, leads: keptLeads, dealsAlone: keptAlone, ads: [...keptAds, ...ofCosts] };
    return { ...context, scopes: [{ ...scope, ...costsOf(() => true) }] };
  }
  const leadsBy = groupBy(keptLeads, ({ day }) => periodOf(day, period));
  const adsBy = groupBy([...keptAds, ...ofCosts], (ad) => periodOf(daysOf(ad)?.from ?? '', period));
  const aloneBy = groupBy(keptAlone, ({ day }) => periodOf(day, period));
  const scopes = [...new Set([...leadsBy.keys(), ...aloneBy.keys(), ...adsBy.keys()])]
    .sort(byCodePoint)
    .map((name) => ({
      period: name,
      leads: leadsBy.get(name) ?? [],
      dealsAlone: aloneBy.get(name) ?? [],
      ads: adsBy.get(name) ?? [],
      ...costsOf(({ day }) => periodOf(day, period) === name),
    }));
  return { ...context, scopes };
};

/**
 * Rounds the net costs of rows with the same days so that their sum is rounded once: source by source and campaign by
 * campaign the running sum is rounded, and a row gets what it adds.
 */
const withNetCosts = (ads: AdRow[], sourceName: Context['sourceName']): AdRow[] => {
  const costs = new Map<AdRow, bigint | null>();
  const spans = groupBy(ads, (row) => JSON.stringify([daysOf(row), String(row.part.n), String(row.part.d)]));
  for (const rows of spans.values()) {
    const inOrder = rows
      .map((row): [AdRow, string[]] => [row, [sourceName(row.source), row.campaign]])
      .sort(([, a], [, b]) => compareLists(a, b));
    let gross = 0n;
    for (const [row] of inOrder) {
      const { n, d } = row.part;
      const [before, after] = [gross, gross + (row.cost ?? 0n)].map((sum) => divide(sum * n, d)) as [bigint, bigint];
      costs.set(row, row.cost === null ? null : after - before);
      gross += row.cost ?? 0n;
    }
  }
  return ads.map((row) => ({ ...row, cost: costs.get(row) ?? null }));
};

/** Leads whose phone or address had a lead before: within the window, or at any time. */
const repeatsIn = (leads: Lead[], repeats: Config['repeats']): Set<Lead> => {
  const days = repeats?.window === undefined ? Number.POSITIVE_INFINITY : Number.parseInt(repeats.window, 10);
  return new Set(
    (repeats?.by ?? []).flatMap((field) =>
      [...groupBy(leads, ({ person }) => person.get(field) ?? '')].flatMap(([contact, all]) => {
        const inTime = all
          .filter(({ created }) => created !== '' && contact !== '')
          .sort((a, b) => secondsAt(a.created) - secondsAt(b.created));
        return inTime.filter((lead, at) => {
          const before = inTime[at - 1];
          return before !== undefined && secondsAt(lead.created) - secondsAt(before.created) <= days * 86_400;
        });
      }),
    ),
  );
};

const isAsDeep = ({ depth }: Person, stage: Stage) => LATER.indexOf(depth) >= LATER.indexOf(stage);

/**
 * The ad sources without leads, whose leads seem to have another name; empty if at most a tenth of the leads have a
 * source that no ad row has. Filters and breakdowns do not matter.
 */
const astrayIn = (leads: Person[], ads: Ad[]): Set<string> => {
  const blocks = blocksOf(leads, ads, ['source']);
  const strays = blocks.filter((one) => one.ads.length === 0).flatMap((one) => one.leads);
  if (strays.length * 10 <= leads.length) return new Set();
  return new Set(blocks.filter((one) => one.leads.length === 0).map(({ values }) => values[0] as string));
};

/** The ad rows that a breakdown may use: none if it has a dimension that they lack. */
export const adsFor = (context: Context, scope: Scope, by: string[]): Ad[] =>
  by.every((dimension) => context.onAds(dimension)) ? scope.ads : [];

/** The sum of the known values; null if none is. */
export const sumKnown = (values: (bigint | null)[]): bigint | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0n);
};

/** The number of leads that reached the stage, by the mode; null if no export holds evidence of it. */
export const reachedBy = (context: Context, leads: Person[], stage: Stage): number | null => {
  if (!context.data.knows.has(stage)) return null;
  if (stage === 'lead') return leads.length;
  if (context.reach === 'observed') return leads.filter(({ evidence }) => evidence.has(stage)).length;
  const furthest = furthestOf(leads);
  return LATER.slice(LATER.indexOf(stage)).reduce((sum, one) => sum + (furthest.get(one) ?? 0), 0);
};

/** Stage → the number of leads that stopped there. Counted once, although it is asked for each stage. */
const furthestOf = (leads: Person[]): Map<string, number> => {
  const known = counted.get(leads);
  if (known) return known;
  const found = new Map<string, number>();
  for (const { depth } of leads) found.set(depth, (found.get(depth) ?? 0) + 1);
  counted.set(leads, found);
  return found;
};
const counted = new WeakMap<Person[], Map<string, number>>();

/** The number of lost leads that are not known to have reached the stage, if no export tells it of them. */
export const unknownDepth = (context: Context, leads: Person[], stage: Stage): number | null => {
  const reached = reachedBy(context, leads, stage);
  if (reached === null || !tellsWhoIsLost(context.data)) return null;
  // Every export tells of deals, and every lead has reached the first stage.
  if (stage === 'lead' || stage === 'deal') return 0;
  const untold = leads.filter(({ lost, tells }) => lost && !tells.has(stage));
  return untold.length - (reachedBy(context, untold, stage) ?? 0);
};

/** By a status or an outcome: else nobody can be said to be lost, or still open. A date or a rule tells only who is won. */
export const tellsWhoIsLost = ({ mapped: { crm } }: Data): boolean => crm.has('status') || crm.has('outcome');

/** Blocks of rows: leads and ad rows with the same values of the dimensions. */
export const blocksOf = (leads: Person[], ads: Ad[], by: string[]) => {
  const key = (row: Person | Ad) => JSON.stringify(by.map((dimension) => row.at(dimension)));
  const leadsBy = groupBy(leads, key);
  const adsBy = groupBy(ads, key);
  return [...new Set([...leadsBy.keys(), ...adsBy.keys()])].map((text) => ({
    values: JSON.parse(text) as string[],
    leads: leadsBy.get(text) ?? [],
    ads: adsBy.get(text) ?? [],
  }));
};

export const compareLists = (a: string[], b: string[]): number => {
  for (const [i, value] of a.entries()) {
    const difference = byCodePoint(value, b[i] ?? '');
    if (difference !== 0) return difference;
  }
  return 0;
};

import { NO_SOURCE } from '../facts/lead-source.js';
import { placeOf } from '../model/entry-place.js';
import { add, compare, divide, exact } from '../model/exact.js';
import { mask } from '../model/fold.js';
import { MATCH_WORDS } from '../model/match-words.js';
import { isPositive } from '../model/measures.js';
import { formatWhole } from '../model/numbers.js';
import type { Warning } from '../model/report.js';
import { valueInWords } from '../model/silent.js';
import { join, type Lang, outOf, type Text, text } from '../model/text.js';
import { campaignsUnmatched } from './campaigns-unmatched.js';
import type { ReportContext } from './report-context.js';
import { unmatchedIn } from './sources-unmatched.js';
import { comma, isMuchUnmatched, percent } from './unmatched-share.js';

const ORDER = [...MATCH_WORDS.keys()];

interface Matching {
  foot: Text[];
  warnings: Warning[];
}

/**
 * How many leads each rule gave their source, and how much of the spend has leads beside it, by source and by campaign.
 */
export async function matchingOf(context: ReportContext): Promise<Matching> {
  const { dimensions, has } = context;
  if (!has.leads) return { foot: [], warnings: [] };
  const foot: Text[] = [];
  const { byMatch: counts } = await context.counts();
  const named = ORDER.filter((rule) => counts.has(rule));
  const list = (lang: 'en' | 'ru') =>
    named.map((rule) => `${MATCH_WORDS.get(rule)?.[lang]} ${formatWhole(Number(counts.get(rule)), lang)}`).join(' + ');
  if (named.length > 0) foot.push(text(`sources of leads named by: ${list('en')}`, `источник лида: ${list('ru')}`));

  const astray = [...(await leadsUnmatched(context)), ...(await nobodysSpend(context))];
  const bySource = await spendOf(context, ['source']);
  if (!bySource) return { foot, warnings: astray };
  const share = divide(bySource.matched, bySource.all) ?? exact(0);
  const campaigns = dimensions.onSpend.has('campaign') ? await spendOf(context, ['source', 'campaign']) : null;
  const campaignShare = campaigns && divide(campaigns.matched, campaigns.all);
  foot.push(
    text(
      `spend whose source has leads: ${percent(share)}%${campaignShare ? `; whose source and campaign have: ${percent(campaignShare)}%` : ''}`,
      `расход, у источника которого есть лиды: ${comma(percent(share))} %${campaignShare ? `; у источника и кампании: ${comma(percent(campaignShare))} %` : ''}`,
    ),
  );
  const missing = { num: share.den - share.num, den: share.den };
  const renamed = campaigns ? await campaignsUnmatched(context) : [];
  if (!isMuchUnmatched(missing)) return { foot, warnings: [...astray, ...renamed] };
  const next = join(
    [
      ...(bySource.names.some((name) => name !== NO_SOURCE) ? [ALIASES] : []),
      ...(bySource.names.includes(NO_SOURCE) ? [whose(context)] : []),
    ],
    '; ',
  );
  return {
    foot,
    warnings: [
      ...astray,
      ...renamed,
      {
        code: 'spend-unmatched',
        count: bySource.names.length,
        message: text(
          `${percent(missing)}% of spend has no lead of its source: ${bySource.names.map((name) => valueInWords(name, 'en')).join(', ')}; ${next.en}`,
          `${comma(percent(missing))} % расхода без лидов своего источника: ${bySource.names.map((name) => valueInWords(name, 'ru')).join(', ')}; ${next.ru}`,
        ),
      },
    ],
  };
}

const ALIASES = text('aliases go under sources in funnel.yaml', 'псевдонимы — в sources в funnel.yaml');
/** How to name the file in funnel.yaml: by its path, if only one export of ad statistics has no column of sources. */
function nameless({ provenance }: ReportContext): string {
  const [file, ...more] = provenance.files('ad_stats', 'source').filter(({ heading }) => heading === null);
  return file && more.length === 0 ? placeOf(file.file) : 'path: …';
}

function whose(context: ReportContext): Text {
  const entry = `files: [{${nameless(context)}, set: {source: …}}]`;
  return text(
    `of spend that names no source say whose it is: ${entry} in funnel.yaml`,
    `чей расход без источника, укажите в funnel.yaml: ${entry}`,
  );
}

/**
 * Spend without a source and leads without a source stand in one row, and are divided by each other. If other leads do
 * name their source, nothing says that the two belong together: a warning.
 */
async function nobodysSpend(context: ReportContext): Promise<Warning[]> {
  const rows = await context.cube(['source']);
  const nobodys = rows.find(({ keys }) => keys.get('source') === NO_SOURCE)?.measures;
  const areNamed = rows.some(({ keys, measures }) => keys.get('source') !== NO_SOURCE && isPositive(measures.leads));
  if (!areNamed || !isPositive(nobodys?.spend) || !isPositive(nobodys.leads)) return [];
  const next = whose(context);
  const leads = (lang: Lang) => formatWhole(nobodys.leads?.num ?? 0n, lang);
  return [
    {
      code: 'spend-unmatched',
      count: 1,
      message: text(
        `there is spend that names no source, and beside it leads without one (${leads('en')}), which need not have come of it; ${next.en}`,
        `есть расход без источника, а рядом с ним — лиды без источника (${leads('ru')}), которые могли прийти и не от него; ${next.ru}`,
      ),
    },
  ];
}

const MOST_NAMES = 3;

/**
 * The warning that names of sources do not match. Conversions from ad statistics to leads are blank then, and it says
 * why.
 */
async function leadsUnmatched(context: ReportContext): Promise<Warning[]> {
  const { lacking, strays, stray, all } = await unmatchedIn(context);
  const [without, [most]] = [lacking.slice(0, MOST_NAMES), strays.toSorted((a, b) => compare(b.leads, a.leads))];
  if (!most || without.length === 0) return [];
  const names = (lang: Lang) => without.map((name) => `«${mask(valueInWords(name, lang))}»`).join(', ');
  const of = (lang: Lang) => `«${mask(valueInWords(most.source, lang))}»`;
  const beside = without.every((name) => name === NO_SOURCE)
    ? text('statistics name no source', 'статистика источника не называет')
    : text(
        `${names('en')} ${without.length === 1 ? 'has' : 'have'} statistics and no lead: the names do not match`,
        `у ${names('ru')} есть статистика и нет лидов: названия не совпадают`,
      );
  // Statistics without a source have no name that could be joined: their source is set as a constant of their file.
  const [named] = without.filter((name) => name !== NO_SOURCE);
  const entry =
    named === undefined
      ? `files: [{${nameless(context)}, set: {source: ${JSON.stringify(most.source)}}}]`
      : `sources: {${JSON.stringify(named)}: [${JSON.stringify(most.source)}]}`;
  // Leads without a source have no name that could be joined, either.
  const next =
    most.source === NO_SOURCE
      ? whence(context)
      : text(
          `if they are one, put into funnel.yaml: ${entry}`,
          `если это одно и то же, впишите в funnel.yaml: ${entry}`,
        );
  return [
    {
      code: 'leads-unmatched',
      count: lacking.length,
      message: text(
        `${formatWhole(stray.num, 'en')} of ${formatWhole(all.num, 'en')} leads bear sources without ad statistics (most ${of('en')}), while ${beside.en}, so steps from ad statistics to leads are blank; ${next.en}`,
        `у ${formatWhole(stray.num, 'ru')} ${outOf(all.num, 'лида', 'лидов')} источник без статистики рекламы (больше всего — ${of('ru')}), а ${beside.ru}, поэтому шаг от рекламы к лидам — прочерк; ${next.ru}`,
      ),
    },
  ];
}

/** How to find the sources of leads without one: their touches may tell, if there is a list of touches. */
const whence = ({ provenance }: ReportContext): Text =>
  provenance.files('touches', 'touched_at').length > 0
    ? text(
        'where their touches tell, count by those: --attribution last-non-direct',
        'если источник видно по касаниям, считайте по ним: --attribution last-non-direct',
      )
    : text(
        'export where the leads came from (UTM tags, or the source field of the CRM)',
        'выгрузите, откуда пришли лиды (UTM-метки или поле источника в CRM)',
      );

/**
 * The spend of the scope, and the part of it in rows that have leads; null where spend cannot be divided in this way.
 */
async function spendOf(context: ReportContext, keys: readonly string[]) {
  const rows = await context.cube(keys);
  let [matched, all] = [exact(0), exact(0)];
  const names: string[] = [];
  for (const { keys: own, measures } of rows) {
    if (!measures.spend || measures.spend.num === 0n) continue;
    all = add(all, measures.spend);
    if (measures.leads && measures.leads.num > 0n) matched = add(matched, measures.spend);
    else names.push(keys.map((key) => own.get(key)).join(' / '));
  }
  return all.num === 0n ? null : { matched, all, names };
}

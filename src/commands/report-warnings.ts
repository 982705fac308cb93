import { text, UserError } from '../error.js';
import { day, daysBetween, earliest, latest, moment, shiftDay } from '../model/dates.js';
import { type Exact, exact } from '../model/exact.js';
import { LEAD_STAGES, STAGE_LABELS } from '../model/funnel-stages.js';
import { isMuch, isPositive, plus, ZERO } from '../model/measures.js';
import { formatWhole } from '../model/numbers.js';
import type { Warning } from '../model/report.js';
import { counted, join, NO_WORDS } from '../model/text.js';
import type { ReportContext } from '../reports/report-context.js';
import { totalOf } from '../reports/source-tables.js';
import type { Cover } from '../session/cover.js';
import type { Session } from '../session/session.js';
import { undatedWarnings } from '../session/undated-spend.js';
import type { AskedContext } from './asked-context.js';
import { nothingIn } from './outside.js';

/**
 * All warnings of what was computed: of the exports, of the scope, and of the reports. `matching` and `said` are of the
 * reports.
 */
export async function warningsOf(
  session: Session,
  { context, cover, days, hasData }: Pick<AskedContext, 'context' | 'cover' | 'days' | 'hasData'>,
  matching: readonly Warning[],
  said: readonly Warning[],
): Promise<Warning[]> {
  return [
    ...session.warnings,
    ...matching,
    ...pastWarning(session),
    ...(await lostDealsWarning(context)),
    ...undatedLeads(session, context),
    ...(await undatedEvents(context)),
    ...(await session.doubtsOfDays(context.scope)),
    ...leadsEndEarly(session, context, cover),
    ...undatedWarnings(cover.undated, context.scope),
    ...said,
    ...(hasData ? [] : [nothingIn(days, session.built.census, cover)]),
  ];
}

/**
 * Warns where the exports hold spend or visits of days whose leads they lack: every price would be too high, every share
 * of visits too low. Up to a tenth of the days does not matter.
 */
function leadsEndEarly({ facts }: Session, { scope, has }: ReportContext, cover: Cover): Warning[] {
  const until = cover.made.to;
  const { spend } = cover;
  if (!has.leads || until === null || spend.from === null || spend.to === null) return [];
  const from = latest(spend.from, scope.from) as string;
  const to = earliest(spend.to, scope.to) as string;
  const known = latest(until, shiftDay(from, -1)) as string;
  if (known >= to || daysBetween(known, to) * TENTH <= daysBetween(from, to) + 1) return [];
  const { en, ru } = ['cost', 'spend'].some((field) => facts.fields.ad_stats.has(field)) ? OF_SPEND : OF_VISITS;
  return [
    {
      code: 'leads-end-early',
      count: daysBetween(known, to),
      message: text(
        `the exports know of leads up to ${day(until, 'en')}, and of ${en.of} up to ${day(to, 'en')}: ${en.so} by the leads of the days between; export the leads up to that day as well`,
        `лиды в выгрузках — по ${day(until, 'ru')}, ${ru.of} — по ${day(to, 'ru')}: лидов за дни между ними нет, и ${ru.so}; выгрузите лиды по тот же день`,
      ),
    },
  ];
}

const OF_SPEND = {
  en: { of: 'spend', so: 'prices are too high' },
  ru: { of: 'расход', so: 'цены завышены' },
};
const OF_VISITS = {
  en: { of: 'visits', so: 'what became of them is too little' },
  ru: { of: 'переходы', so: 'их конверсия занижена' },
};
const TENTH = 10;

/**
 * Statuses are as exported, and an earlier as-of moment cannot turn them back. That they are later is shown by changes
 * after that moment or, without a history, by rows after it that were left out.
 */
export function pastWarning({ asOf, built, facts, warnings }: Session): Warning[] {
  const { latest } = built.census;
  const changed = asOf !== null && latest !== null && latest.slice(0, asOf.length) > asOf ? latest : null;
  const message =
    changed !== null
      ? text(
          `the exports know of changes up to ${moment(changed, 'en')}, after the as-of moment: stages and losses are as they stood then`,
          `в выгрузках есть изменения до ${moment(changed, 'ru')}, позже даты среза: этапы и отказы — как на тот момент`,
        )
      : facts.tables.has('crm') && warnings.some(({ code }) => code === 'after-as-of')
        ? text(
            'the exports were made after the as-of moment: stages and losses that bear no date are as they stood in them',
            'выгрузки сделаны позже даты среза: этапы и отказы без даты — как в них',
          )
        : null;
  return message === null ? [] : [{ code: 'as-of-past', count: 1, message }];
}

async function lostDealsWarning({ has, counts }: ReportContext): Promise<Warning[]> {
  if (!has.leads) return [];
  const count = Number((await counts()).lostDeals);
  if (count === 0) return [];
  return [
    {
      code: 'lost-deals',
      count,
      message: text(
        `${count === 1 ? '1 lead is lost and holds' : `${formatWhole(count, 'en')} leads are lost and hold`} evidence of a deal: ${count === 1 ? 'it counts as a deal' : 'they count as deals'} reached, and without revenue`,
        `лидов, которые потеряны, но имеют признак сделки: ${count}; они посчитаны как дошедшие до сделки, без выручки`,
      ),
    },
  ];
}

/** Whether `--strict` takes a warning for an error. */
export const isStrict = (strict: boolean | ReadonlySet<string>, code: string): boolean =>
  typeof strict === 'boolean' ? strict : strict.has(code);

/** Leads without a known day are in no period; where days are asked for, they are left out. */
function undatedLeads({ built }: Session, { scope, has }: ReportContext): Warning[] {
  const isWhole = (scope.from === null && scope.to === null) || scope.undated;
  if (!has.leads || (isWhole && scope.period === null)) return [];
  const count = built.census.undatedLeads;
  if (count === 0) return [];
  return [
    {
      code: 'undated-leads',
      count,
      message: text(
        `${counted(count, 'lead')} without a date of creation: in no period, and not counted here; --all counts them`,
        `лидов без даты создания: ${count}; они ни в одном периоде и здесь не посчитаны, их считает --all`,
      ),
    },
  ];
}

/** Events without a known day are missing from figures by the day of events; up to a tenth of them does not matter. */
async function undatedEvents(context: ReportContext): Promise<Warning[]> {
  if (!context.events) return [];
  const own = totalOf(await context.cube([]), context);
  // Where a lead is its own deal, that it is a deal says it already.
  const areSeveral =
    Number(plus(own.undated_wins, own.won_deals)?.num) !== Number(plus(own['undated.deal'], own['reached.deal'])?.num);
  const datedAlone = (await context.dealsAlone()).reduce(
    (all: Exact, { wonDeals }) => plus(all, wonDeals) ?? all,
    ZERO,
  );
  const open = [
    ...LEAD_STAGES.map((stage) => ({
      ...{ label: STAGE_LABELS[stage], field: stage === 'deal' ? 'closed_at' : `${stage}_at` },
      ...{ undated: own[`undated.${stage}`], dated: own[`reached.${stage}`] },
    })),
    { label: LOST, field: 'closed_at', undated: own.undated_losses, dated: own.lost },
    ...(areSeveral ? [{ label: WON_DEALS, field: 'closed_at', undated: own.undated_wins, dated: own.won_deals }] : []),
    { label: DEALS_ALONE, field: 'closed_at', undated: exact(await context.undatedAlone()), dated: datedAlone },
  ].flatMap(({ undated, dated, ...rest }) => {
    const all = plus(undated, dated);
    return isPositive(undated) && isMuch(undated, all) ? [{ ...rest, undated, all: all ?? undated }] : [];
  });
  const [first] = open;
  if (!first) return [];
  const each = open.map(({ label, undated, all }) =>
    text(
      `${label.en} ${formatWhole(undated.num, 'en')} of ${formatWhole(all.num, 'en')}`,
      `${label.ru} ${formatWhole(undated.num, 'ru')} из ${formatWhole(all.num, 'ru')}`,
    ),
  );
  const { en, ru } = join(each, ', ');
  const columns = [...new Set(open.map(({ field }) => `${field}: …`))].join(', ');
  // A history tells when a stage was entered, and of no loss.
  const history = open.some(({ label }) => label !== LOST) ? OR_HISTORY : NO_WORDS;
  return [
    {
      code: 'undated-events',
      count: open.length,
      message: text(
        `without a date, and so in no figure by the day of events: ${en}; name the dates in funnel.yaml (columns: {${columns}})${history.en}`,
        `без даты и потому ни в одном показателе по дню события: ${ru}; укажите даты в funnel.yaml (columns: {${columns}})${history.ru}`,
      ),
    },
  ];
}

const OR_HISTORY = text(', or add the history of stages', ' или добавьте историю этапов');
const LOST = text('lost', 'отказов');
const WON_DEALS = text('won deals', 'выигранных сделок');
const DEALS_ALONE = text('won deals without a lead', 'выигранных сделок без лида');

/** With `--strict`. */
export function strictError(warnings: readonly Warning[]): UserError {
  const list = (lang: 'en' | 'ru') => warnings.map(({ code, message }) => `  ${code}: ${message[lang]}`).join('\n');
  return new UserError(
    text(
      `warnings, and --strict takes them for errors:\n${list('en')}`,
      `предупреждения, а с --strict они — ошибки:\n${list('ru')}`,
    ),
    {
      hint: text('put them right, or run without --strict', 'исправьте их или запустите без --strict'),
    },
  );
}

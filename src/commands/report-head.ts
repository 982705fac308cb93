import type { CostsTold } from '../facts/costs.js';
import type { FileFacts } from '../intake/type/export-facts.js';
import { interval } from '../model/dates.js';
import { filterWords } from '../model/filter-words.js';
import { FEWEST_WATCHED, isUndated } from '../model/incidence.js';
import { ZERO } from '../model/measures.js';
import { toTheCent } from '../model/numbers.js';
import { outsideWords } from '../model/outside-words.js';
import type { Outside } from '../model/report.js';
import type { Vat } from '../model/settings.js';
import { areSums } from '../model/tables.js';
import { join, NO_WORDS, type Text, text } from '../model/text.js';
import { quotedList } from '../reports/provenance-words.js';
import type { ReportContext } from '../reports/report-context.js';
import { tellsRevenue } from '../reports/source-tables.js';
import type { Session } from '../session/session.js';
import { isAdded } from '../session/vat.js';
import { saidOfVat } from '../session/vat-words.js';

/** The lines of the head: what money means here, what was filtered or guessed, what lies outside of the period. */
export async function headOf(
  { facts, config }: Session,
  context: ReportContext,
  outside: Outside | null,
): Promise<Text[]> {
  const { scope } = context;
  const head: Text[] = [];
  const amounts = new Set(
    facts.files.flatMap(({ table, headings }) => (table === 'crm' ? (headings.get('revenue') ?? []) : [])),
  );
  const revenue = [...amounts].map((heading) => `«${heading}»`).join(', ');
  const money: Text[] = [];
  const vat = wordsOfVat(facts.files, config.vat);
  if (vat) money.push(vat);
  const arePaid = facts.tables.has('payments');
  if ((arePaid || revenue) && (await tellsRevenue(context))) {
    money.push(
      arePaid
        ? text('revenue = what was paid of won deals', 'выручка = оплаты выигранных сделок')
        : text(`revenue = ${revenue} of won deals`, `выручка = ${revenue} выигранных сделок`),
    );
    const isNet = vat !== null && context.spendVat !== 'with';
    const ofRevenue = config.revenueVat === undefined ? (isNet ? REVENUE_OPEN : null) : REVENUE_NET;
    if (ofRevenue) money.push(ofRevenue);
  }
  if (money.length > 0) head.push(text(money.map(({ en }) => en).join(' · '), money.map(({ ru }) => ru).join(' · ')));
  head.push(...scope.where.map(filterWords));
  if (facts.guessed.length > 0) {
    const list = facts.guessed.map(({ status, meaning }) => `${status} → ${meaning}`).join(', ');
    head.push(text(`guessed statuses: ${list}`, `угаданные статусы: ${list}`));
  }
  const costs = await context.costs();
  if (costs) head.push(costsInWords(costs));
  if (outside) head.push(outsideWords(outside));
  return [...head, ...maturityUnknown(context)];
}

/** What ROMI counts beside spend, and on which days. */
function costsInWords({ from, to, all, shared }: CostsTold): Text {
  const [en, ru] = (['en', 'ru'] as const).map(
    (lang) => [interval(from, to, lang), toTheCent(all, lang), toTheCent(shared ?? ZERO, lang)] as const,
  ) as [readonly [string, string, string], readonly [string, string, string]];
  const unborne =
    shared === null
      ? NO_WORDS
      : text(
          `; ${en[2]} of them no source bears: only in Total`,
          `; из них ${ru[2]} ни к одному источнику не отнесены: только в «Всего»`,
        );
  return text(
    `costs in ROMI, the part of each month by its days, ${en[0]}: ${en[1]}${unborne.en}`,
    `затраты в ROMI, доля месяца по дням, ${ru[0]}: ${ru[1]}${unborne.ru}`,
  );
}

const REVENUE_NET = text('revenue without VAT', 'выручка без НДС');
const REVENUE_OPEN = text('of revenue nothing says whether it includes VAT', 'с НДС ли выручка, не сказано');
/** Where nothing tells how long deals take, verdicts do not wait for young leads. */
function maturityUnknown({ known, has, events, ripening: { maturity, incidences } }: ReportContext): Text[] {
  if (events || !has.leads || !has.ends || !known.has('deal') || maturity.has('deal')) return [];
  const found = incidences.find(({ stage }) => stage === 'deal');
  const { en, ru } = !found ? NO_DATES : isUndated(found) ? FEW_DATES : fewDeals(found.dated);
  return [
    text(
      `how long deals take is unknown (${en}): nothing is called too early; maturity: {deal: 60d} in funnel.yaml says it`,
      `срок созревания сделки неизвестен (${ru}), пометки «рано судить» нет; срок задаёт maturity: {deal: 60d} в funnel.yaml`,
    ),
  ];
}

const NO_DATES = text('no dates of deals', 'нет дат сделок');
const FEW_DATES = text(
  'more than a tenth of the deals or of the lost leads have no date',
  'больше десятой части сделок или отказов без даты',
);
const fewDeals = (dated: number): Text =>
  text(
    `deals with dates: ${dated}, it takes ${FEWEST_WATCHED}`,
    `сделок с датами ${dated}, нужно хотя бы ${FEWEST_WATCHED}`,
  );

/** Whether amounts include VAT, by each export and the configuration; unknown where both are silent. */
function wordsOfVat(files: readonly FileFacts[], configured: Vat | undefined): Text | null {
  const isNet = ({ headings, vat, includesVat }: FileFacts) =>
    (vat ?? configured) !== undefined || includesVat || saidOfVat(headings.get('cost') ?? '') !== null;
  const withSpend = files.filter(({ table, headings }) => areSums(table) && headings.has('cost'));
  const silent = withSpend.filter((file) => !isNet(file)).map(({ file }) => file);
  if (silent.length === withSpend.length) return null;
  const added = withSpend.filter(({ vat }) => isAdded(vat ?? configured)).map(({ file }) => file);
  if (added.length === withSpend.length)
    return text('spend with VAT: it is not deducted', 'расход с НДС: к вычету он не идёт');
  const parts = [text('spend without VAT', 'расход без НДС')];
  if (added.length > 0) {
    const { en, ru } = quotedList(added);
    parts.push(text(`but that of ${en} with it: it is not deducted`, `а в ${ru} — с НДС: к вычету он не идёт`));
  }
  if (silent.length > 0) {
    const { en, ru } = quotedList(silent);
    parts.push(text(`but of ${en} nothing says whether it includes VAT`, `а с НДС ли он в ${ru}, не сказано`));
  }
  return join(parts, ', ');
}

import type { Heard } from '../facts/heard-calls.js';
import { integersOf } from '../model/integer-random.js';
import { stratified } from '../model/stratified.js';
import { type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import type { ToHear } from './questions.js';
import { leadId, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { weekOf } from './reviewed-week.js';

interface Line extends ToHear, Keyed {
  readonly link: string | null;
}

/** So many can be listened to in a quarter of an hour. */
const FIVE = 5;

const TITLE = text('6. Five calls', '6. Пять звонков');
const OF_LEADS = text('6. Five leads', '6. Пять лидов');

const word = (of: Exclude<keyof Heard, 'isCall'>, label: Text, sentence: Text, yields?: number) =>
  words({
    ...{ kind: 'text', label, sentence },
    ...(yields === undefined ? {} : { yields }),
    value: (row: Line): string | null => row[of],
  });

export const reviewCalls = defineReport({
  name: 'review_calls',
  title: TITLE,
  titleOf: ({ review }) => (review.hasCalls ? TITLE : OF_LEADS),
  question: text('Which calls shall both departments listen to?', 'Какие звонки послушать вместе?'),
  keys: ['call_id', 'lead_id'],
  // A call is shown with the keyword of its lead.
  needs: ['keywords'],
  isOfWeek: true,
  columns: {
    call_id: word('call', text('Call', 'Звонок'), text('call = its ID', 'звонок = его ID'), 5),
    lead_id: leadId,
    manager: word(
      'manager',
      text('Manager', 'Менеджер'),
      text('manager = who spoke, else who has the lead', 'менеджер = кто говорил, иначе ответственный за лид'),
    ),
    source: word(
      'source',
      text('Source', 'Источник'),
      text('source = where the lead came from', 'источник = откуда пришёл лид'),
    ),
    campaign: word(
      'campaign',
      text('Campaign', 'Кампания'),
      text('campaign = which one brought the lead', 'кампания = какая привела лид'),
      1,
    ),
    ad: word(
      'ad',
      text('Ad', 'Объявление'),
      text('ad = which one brought the lead', 'объявление = какое привело лид'),
      3,
    ),
    keyword: word(
      'keyword',
      text('Keyword', 'Ключевая фраза'),
      text('keyword = by which the ad was shown', 'ключевая фраза = по какой показали объявление'),
      2,
    ),
    landing: word(
      'landing',
      text('Landing page', 'Страница'),
      text('landing page = on which the lead came to the site', 'страница = на какую пришёл лид'),
      4,
    ),
    reason: word(
      'reason',
      text('Reason', 'Причина'),
      text('reason = why the lead was lost, in the words of the CRM', 'причина = почему отказался, словами CRM'),
    ),
    outcome: words({
      ...{ kind: 'level', label: text('Outcome', 'Исход') },
      sentence: text('outcome = won, lost or open', 'исход = выигран, потерян или в работе'),
      value: ({ outcome }: Line): string | null => outcome,
    }),
    // The link stands below the table, in the line to tick off.
    link: words({
      ...{ kind: 'text', label: text('Link', 'Ссылка'), yields: 'hidden' },
      sentence: text(
        'link = the recording where --recordings asks for it, else the lead in the CRM (links.lead in funnel.yaml)',
        'ссылка = запись, если её просит --recordings, иначе лид в CRM (links.lead в funnel.yaml)',
      ),
      value: ({ link }: Line): string | null => link,
    }),
  },
  // The calls come in the order of their moments.
  order: [],
  blocks: lines,
  behind: () => ({ keys: new Map() }),
  notes: notesOnCalls,
});

/**
 * A random choice that depends only on the week, so that a second run gives the same. It is in proportion to outcomes,
 * then managers, then sources.
 */
async function lines(context: ReportContext): Promise<Block<Line>[]> {
  const week = weekOf(context);
  if (week === null) return [];
  const all = await context.plans.within(week).toHear();
  const { where, from, to } = week;
  const filters = where
    .map(({ dimension, values, not }) => JSON.stringify([dimension, not, [...values].sort()]))
    .sort();
  const lot = integersOf(JSON.stringify([from, to, filters]));
  const of = (name: 'outcome' | 'manager' | 'source') => (one: Heard) => one[name] ?? '';
  const drawn = stratified(all, [of('outcome'), of('manager'), of('source')], FIVE, lot);
  const rows = drawn.map(
    (one): Line => ({
      ...one,
      link: linkOf(one, context),
      keys: new Map([
        ['call_id', one.call ?? ''],
        ['lead_id', one.id],
      ]),
    }),
  );
  return [{ rows }];
}

function linkOf({ recording, id, isNamed }: ToHear, { review }: ReportContext): string | null {
  if (review.asked.recordings && recording !== null) return recording;
  // A lead without an ID of its own has no page in the CRM.
  return review.link === null || !isNamed ? null : review.link.replaceAll('{lead_id}', encodeURIComponent(id));
}

async function notesOnCalls(context: ReportContext, rows: readonly Line[]): Promise<Text[]> {
  if (rows.length === 0) return [];
  const { review } = context;
  return [
    ...(rows.some(({ isCall }) => isCall) ? [] : [review.hasCalls ? NO_TALKS : NO_CALLS]),
    ...(review.link === null ? [NO_LINK] : []),
    TICKS,
    ...rows.map(({ id, link }) => {
      const line = `[ ] 1  [ ] 2  [ ] 3  ${id}${link === null ? '' : ` · ${link}`}`;
      return text(line, line);
    }),
  ];
}

const TICKS = text(
  'to tick: 1 what did the ad promise · 2 which objection · 3 was it pressed to the end',
  'отметить: 1 что обещала реклама · 2 какое возражение · 3 дожали ли',
);
const NO_CALLS = text(
  'no calls among the exports: leads of the week in their place, to be looked at in the CRM',
  'звонков в выгрузках нет: вместо них лиды недели и их карточки в CRM',
);
const NO_TALKS = text(
  'the exports have calls, but none of these days in which somebody spoke with a lead: leads of the week in their place',
  'звонки в выгрузках есть, но ни одного разговора с лидом за эти дни: вместо них лиды недели',
);
const NO_LINK = text(
  'links: {lead: "https://crm.example/leads/{lead_id}"} in funnel.yaml says where the CRM shows a lead',
  'где в CRM карточка лида, скажет links: {lead: "https://crm.example/leads/{lead_id}"} в funnel.yaml',
);

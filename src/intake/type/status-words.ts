import { fold } from '../../model/fold.js';
import { LEAD_STAGES, type LeadStage, STAGE_LABELS } from '../../model/funnel-stages.js';
import { nearest } from '../../model/nearest.js';
import type { StatusMeaning } from '../../model/settings.js';
import { isDenied } from './denials.js';

const stage = (one: LeadStage): StatusMeaning => ({ kind: 'stage', stage: one });
const lost: StatusMeaning = { kind: 'lost', after: null };

/** Words at the beginning of a word, whatever its ending: `оплачен` is in «Оплачено», and not in «Неоплачено». */
const atStart = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words})`, 'iu');

/** The whole of a status, whatever its number and ending. */
const alone = (words: string): RegExp => new RegExp(`^[\\s\\p{P}\\p{S}]*(?:${words})[\\s\\p{P}\\p{S}]*$`, 'iu');

/** What the stages are called here, and what a sheet calls its last one. Beside another word it may be anything: «Deal lost». */
const NAMES: readonly [RegExp, StatusMeaning][] = [
  ...LEAD_STAGES.map((one): [RegExp, StatusMeaning] => [
    alone(`${one}|${STAGE_LABELS[one].en}|${STAGE_LABELS[one].ru}`),
    stage(one),
  ]),
  [alone('контакт'), stage('contact')],
  [alone('new (?:enquiry|inquiry|request|order|application)'), stage('lead')],
  [
    alone(
      'deals?|сделк[аи]|sales?|продаж[аи]|success(?:ful)?|успех|(?:(?:new|paying|became (?:a )?) ?)?customers?|clients?|(?:стал )?(?:клиент|покупател|заказчик)(?:ом|ем|ы|и|ь)?|cliente|kunde|deal closed won|сделка (?:состоялась|заключена|выиграна|проведена)|deal (?:made|won)',
    ),
    stage('deal'),
  ],
];

/** Phrases that bear their own denial or waiting, and mean what they say: the first that fits counts. */
const PHRASES: readonly [RegExp, StatusMeaning][] = [
  [
    atStart(
      'закрыт\\S* и не реализ|не ?реализован|некачествен|не ?целев|недозвон|unqualif|disqualif|not (?:interested|qualified$|qualified lead)',
    ),
    lost,
  ],
  [
    atStart(
      '(?:ожида|жд[её])\\S* (?:оплат|решени|подписани|счет|счёт)|(?:a?waiting|pending) (?:for |of |on )?(?:payment|decision|signature)|payment pending|decision pending',
    ),
    stage('decision'),
  ],
];

/** Words in the names of statuses, Russian and English, and what they usually mean; the first that fits counts. */
const WORDS: readonly [RegExp, StatusMeaning][] = [
  [
    atStart(
      'проигра|отказ|отмен(?:[её]н|а(?!\\p{L}))|аннулир|провал|брак|спам|дубл|lost|junk|reject|declin|cancel|spam|duplicate|abandon|dead(?!\\p{L})|loss(?!\\p{L})|perdid[oa]|perdue?s?(?!\\p{L})|pers[oa](?!\\p{L})|verloren|przegran|kaybedil(?:di|miş)(?!\\p{L})|[iİ]\\u0307?ptal(?: (?:edildi|edilmiş|oldu|etti)(?!\\p{L})|\\s*(?:$|[^\\p{L}\\s]))',
    ),
    lost,
  ],
  [
    atStart(
      'успешн(?!\\p{L}* (?:дозв|звон|созв|встр|контакт|квалиф|перегов|през|консульт|заяв|лид|отправ|связ|обработ|достав|регистр))|реализован|выигра|оплачен|продан|куплен|купил|won(?!\\p{L})|closed won|paid|payment (?:done|received)|оплата (?:получен|поступил|прошла)|(?:получен|поступил)\\p{L}* оплат|sold(?!\\p{L})|purchased|(?:договор|контракт) подписан|подписан (?:договор|контракт)|(?:contract|agreement|deal) signed|vendid[oa]|ganad[oa]|ganho|gewonnen|verkauft|gagnée?s?(?!\\p{L})|vint[oa](?!\\p{L})|wygran|sprzedan|kazan[ıi](?:ld[ıi]|lm[ıi]ş)(?!\\p{L})|sat[ıi]ld[ıi](?!\\p{L})',
    ),
    stage('deal'),
  ],
  [
    atStart('сч[её]т(?!чик)|договор|решени|соглас|payment|invoice|contract(?!or)|negotiat|decision|verbal'),
    stage('decision'),
  ],
  [
    atStart('предложен|кп(?!\\p{L})|презентац|смет|proposal|offer|quote|presentation|demo(?!gr)|trial|pricing'),
    stage('proposal'),
  ],
  [
    atStart(
      'встреч|переговор|созвон|консультац|контакт (?:установлен|состоял)|дозвон(?:ил|ен)|meeting|call (?:done|held)|contacted|connected|conversation|kontaktiert|contactad[oa]|contatad[oa]|contactée?s?(?!\\p{L})|skontaktowan|görüşüldü',
    ),
    stage('contact'),
  ],
  [
    atStart(
      'квалиф|целев|качественн\\p{L}* (?:лид|заявк|обращ)|(?:good|quality) lead|qualif|calificad|cualificad|sql(?!\\p{L})|mql(?!\\p{L})|opportunit',
    ),
    stage('qualified'),
  ],
  [
    atStart(
      'нов|неразобран|необработан|первичн|лид|заявк|перезвон|перв\\S* контакт|new|lead|incoming|inbox|open|untouched|call|register|first contact|neu(?!\\p{L})|nuev[oa]|novo|nouveau|nuov[oa]|now[ya](?!\\p{L})|yeni(?!\\p{L})|prospec|prospek',
    ),
    stage('lead'),
  ],
];

/** A slip in so many letters leaves the same word: `Converted` is not `Contacted`, of which three of nine differ. */
const LETTERS = 5;

/** Words that begin with a denial: `un` of Unpaid, «не» of «Неоплачено». */
const prefixed = (status: string): number => [...status.matchAll(/(?<!\p{L})(?:не|un|non-?|dis)(?=\p{L})/giu)].length;

/**
 * What a status that nobody has explained may mean, by its words or by its likeness to one that is known; undefined
 * where nothing says it, or where what says it is denied. A guess: it counts only where somebody takes it.
 */
export function suggest(status: string, statuses: ReadonlyMap<string, StatusMeaning>): StatusMeaning | undefined {
  const byName = NAMES.find(([words]) => words.test(status))?.[1];
  if (byName) return byName;
  const isYet = /(?<!\p{L})(?:yet|ещ[её]|пока)(?!\p{L})/iu.test(status);
  const byPhrase = isYet ? undefined : PHRASES.find(([words]) => words.test(status))?.[1];
  if (byPhrase || isDenied(status)) return byPhrase;
  const byWord = WORDS.find(([words]) => words.test(status))?.[1];
  if (byWord) return byWord;
  // Of four letters one makes all the difference: Deal, Dead, Lead.
  const near = fold(status).length > 4 ? nearest(status, statuses.keys(), LETTERS) : undefined;
  return near === undefined || isDenied(near) || prefixed(near) !== prefixed(status) ? undefined : statuses.get(near);
}

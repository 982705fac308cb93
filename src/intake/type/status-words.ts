import { fold } from '../../model/fold.js';
import { LEAD_STAGES, type LeadStage, STAGE_LABELS } from '../../model/funnel-stages.js';
import { nearest } from '../../model/nearest.js';
import type { StatusMeaning } from '../../model/settings.js';
import { Words } from '../../model/words.js';
import { isDenied } from './denials.js';

const stage = (one: LeadStage): StatusMeaning => ({ kind: 'stage', stage: one });
const lost: StatusMeaning = { kind: 'lost', after: null };

/** Words at the beginning of a word, with any ending: `оплачен` is in «Оплачено», and not in «Неоплачено». */
const atStart = (...words: readonly string[]): Words => new Words(() => `(?<!\\p{L})(?:${words.join('|')})`, 'iu');

/** The whole of a status, whatever its number and ending. */
const alone = (words: string): Words => new Words(() => `^[\\s\\p{P}\\p{S}]*(?:${words})[\\s\\p{P}\\p{S}]*$`, 'iu');

/** The names of the stages, and what sheets call the last one. Beside another word they may mean anything: «Deal lost». */
const NAMES: readonly [Words, StatusMeaning][] = [
  ...LEAD_STAGES.map((one): [Words, StatusMeaning] => [
    alone(`${one}|${STAGE_LABELS[one].en}|${STAGE_LABELS[one].ru}`),
    stage(one),
  ]),
  [alone('контакт'), stage('contact')],
  [alone('new (?:enquiry|inquiry|request|order|application|opportunity)'), stage('lead')],
  [
    alone(
      'deals?|сделк[аи]|sales?|продаж[аи]|success(?:ful)?|успех|(?:(?:new|paying|became (?:a )?) ?)?customers?|clients?|(?:стал )?(?:клиент|покупател|заказчик)(?:ом|ем|ы|и|ь)?|cliente|kunde|deal closed won|(?:заказ )?выполнен[ао]?|(?:замовлення )?виконан[оае]|(?:order )?fulfilled|сделка (?:состоялась|заключена|выиграна|проведена)|deal (?:made|won)',
    ),
    stage('deal'),
  ],
];

const LOST_AND =
  '^\\s*(?:отказ|потеря|проиграна?|провал|слив|брак|спам|дубль|(?:closed )?lost|reject(?:ed)?|disqualified|perdid[oa]|verloren|perdue?|przegran[ey])\\s*(?:[:(]|-\\s|[–—])';

/** A loss with its reason behind it: «Отказ - не отвечает», `Lost: no budget`. A denial in the reason is not of the loss. */
const LOST_BECAUSE = new Words(() => LOST_AND, 'iu');

/** No reason stands there, but what denies the loss itself, or leaves it open: «Брак: нет», `Lost (not confirmed)`. */
const LOSS_DENIED = new Words(
  () =>
    `${LOST_AND}(?=.*[^\\s:()])[\\s\\p{P}\\p{S}]*(?:(?:(?:пока |ещ[её] )?нет|no|none|nein|non|not yet)?[\\s\\p{P}\\p{S}]*$|(?:пока |ещ[её] )?не ?подтвер|not (?:yet )?confirmed|unconfirmed)`,
  'iu',
);

/** Phrases that mean what they say although they contain a denial or a waiting. The first that fits counts. */
const PHRASES: readonly [Words, StatusMeaning][] = [
  [
    atStart(
      'закрыт\\S* и не реализ|не ?реализован|некачествен|не ?целев|недозвон|не ?актуал|неверн\\p{L}* (?:номер|телефон)|unqualif|disqualif|wrong number|not (?:interested|qualified$|qualified lead)',
      'des[ck]alificad[oa]|descualificad[oa]|desqualificad[oa]|zdyskwalifikowan|sin inter[eé]s|sem interesse|pas int[eé]ress[eé]|non interessat[oa]',
      'no longer interested|kein bedarf|sans suite(?!\\p{L})',
      'kein interesse|nicht interessiert|brak zainteresowania|niezainteresowan|nie zainteresowan|ilgilenmiyor',
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

/** Words in the names of statuses (Russian and English) and their usual meaning. The first that fits counts. */
const WORDS: readonly [Words, StatusMeaning][] = [
  [
    atStart(
      'проигр(?:а|ыш)|потерян|отвал|слив(?!\\p{L})|отказ|отмен(?:[её]н|а(?!\\p{L}))|аннулир|провал|брак|спам|дубл|lost|junk|reject|declin|cancel|spam|duplicate|abandon|dead(?!\\p{L})|loss(?!\\p{L})|perdid[oa]|perdue?s?(?!\\p{L})|pers[oa](?!\\p{L})|verloren|przegran|kaybedil(?:di|miş)(?!\\p{L})|[iİ]\\u0307?ptal(?: (?:edildi|edilmiş|oldu|etti)(?!\\p{L})|\\s*(?:$|[^\\p{L}\\s]))',
      'abgelehnt|rechazad[oa]|recusad[oa]|refusée?s?(?!\\p{L})|rifiutat[oa]|odrzucon[yae]|reddedildi|descartad[oa]|utracon[yae]',
      'absage(?!\\p{L})|rezygnacja|odmowa|rinuncia(?!\\p{L})|відмов|програн|втрачен|скасован|анульован',
      'annulée?s?(?!\\p{L})|annullat[oa]|anulowan[yae]|storniert|duplicad[oa]|doublon|duplikat|duplicat[oa]',
    ),
    lost,
  ],
  [
    atStart(
      'успешн(?!\\p{L}* (?:дозв|звон|созв|встр|контакт|квалиф|перегов|през|консульт|заяв|лид|отправ|связ|обработ|достав|регистр))|реализован|выигра|оплачен|продан|куплен|выкуплен|купил|won(?!\\p{L})|closed won|paid|payment (?:done|received)|оплата (?:получен|поступил|прошла)|(?:получен|поступил)\\p{L}* оплат|sold(?!\\p{L})|purchased|(?:договор|контракт) подписан|подписан (?:договор|контракт)|(?:contract|agreement|deal) signed|vendid[oa]|ganad[oa]|ganho|gewonnen|verkauft|gagnée?s?(?!\\p{L})|vint[oa](?!\\p{L})|wygran|sprzedan|kazan[ıi](?:ld[ıi]|lm[ıi]ş)(?!\\p{L})|sat[ıi]ld[ıi](?!\\p{L})',
      // What somebody has signed is no offer any more.
      '(?:offer|proposal|quote|estimate) signed|signed (?:offer|proposal|quote|estimate)(?!\\p{L})',
      '(?:angebot|auftrag) (?:unterschrieben|unterzeichnet)|auftrag (?:erteilt|erhalten)|devis sign[eé](?!\\p{L})',
      '(?:presupuesto|propuesta|oferta|orçamento|proposta) (?:firmad|assinad)[oa]|(?:preventivo|offerta|proposta) firmat[oa]',
      'oferta podpisana|podpisana oferta|teklif imzalandı|угода (?:успішна|укладена)|(?:договір|угоду) підписано',
      // An offer that somebody accepts is a contract.
      '(?:quote|estimate|proposal) accepted|accepted (?:quote|estimate|proposal)(?!\\p{L})|angebot angenommen',
      '(?:presupuesto|propuesta|cotización|orçamento|proposta) (?:aceptad|aceit|aprobad|aprovad)[oa]|aceit[oa] (?:o orçamento|a proposta)',
      'devis accept[eé](?!\\p{L})|(?:offre|proposition) accept[eé]e(?!\\p{L})|(?:preventivo|proposta|offerta) accettat[oa]',
      'oferta (?:przyjęta|zaakceptowana)|teklif (?:kabul edildi|onaylandı)|пропозицію прийнято',
      'contrato (?:firmado|assinado)|contrat sign[eé](?!\\p{L})|contratto firmato|vertrag (?:unterschrieben|unterzeichnet)',
      'umowa podpisana|podpisana umowa|sözleşme imzalandı|pagad[oa](?!\\p{L})|payée?s?(?!\\p{L})|pagat[oa](?!\\p{L})|bezahlt(?!\\p{L})|opłacon[yae]|ödendi(?!\\p{L})',
    ),
    stage('deal'),
  ],
  [
    atStart(
      'сч[её]т(?!чик)|договор|решени|соглас|payment|invoice|contract(?!or)|negotiat|decision|verbal',
      'n[eé]goci(?:aci|aç|ando|ation)|contrat(?:t?o)?(?!\\p{L})|(?<!tomador(?:es)? de )(?:d[eé]cisi(?:[oó]n|one)|decisão)(?!\\p{L})|factur[ae]|fatura|in trattativa|negoziazion',
      'verhandlung(?:en|sphase)?(?!\\p{L})|vertrag(?:sverhandlung(?:en)?|sentwurf)?(?!\\p{L})|rechnung(?!\\p{L})|entscheidung(?:sphase)?(?!\\p{L})|onderhandeling|negocjacj|umow[ayę](?!\\p{L})|faktur|decyzj|pazarl[ıi]k|müzakere|sözleşme(?!siz)',
    ),
    stage('decision'),
  ],
  [
    atStart(
      'предложен|кп(?!\\p{L})|презентац|смет|proposal|offer|quote|presentation|demo(?!gr)|trial|pricing',
      'propuesta|(?:presupuesto|orçamento) (?:enviado|presentado|apresentado|entregado|entregue|emitido)|presupuestad[oa]|cotizaci[oó]n|proposta|(?<!value )proposition|devis(?!\\p{L})|offre(?!\\p{L})|preventiv[oi](?!\\p{L})',
      'комерційн\\p{L}* пропозиц|пропозиці[юя] (?:надіслан|відправлен)',
      'angebot(?:e|sphase)?(?!\\p{L})|ofert[aęy](?!\\p{L})|teklif|d[eé]mo(?:nstration)? (?:effectu|r[eé]alis)[eé]e?(?!\\p{L})',
    ),
    stage('proposal'),
  ],
  [
    atStart(
      'встреч|переговор|созвон|консультац|контакт (?:установлен|состоял)|дозвон(?:ил|ен)|meeting|call (?:done|held)|contacted|connected|conversation|kontaktiert|contactad[oa]|contatad[oa]|contactée?s?(?!\\p{L})|skontaktowan|görüşüldü',
      'conta(?:c?to|tto) (?:realizado|hecho|feito|efe[ct]?tuado|establecido|estabelecido|effettuato|stabilito|avvenuto)|contattat[oa]',
      'contact (?:effectu[eé]|[eé]tabli|pris)(?!\\p{L})|kontakt (?:hergestellt|aufgenommen|nawiązany)|[iİ]\\u0307?letişime geçildi',
      'erstgespräch(?!\\p{L})|premi(?:er|ère) (?:rendez-vous|rdv|entretien|r[eé]union)(?!\\p{L}| pris| fix)|prim(?:er|eir)a reuni(?:[oó]n|ão)',
      'primo (?:incontro|colloquio)|pierwsz[ae] (?:rozmowa|spotkanie)|ilk (?:görüşme|toplantı)(?!\\p{L})|зустріч|розмов',
      'клиент(?:ка)? приш[её]л|приш(?:[её]л|ла) (?:на|в) |кл[иі]єнт прийшов|(?:client|customer) (?:came|arrived|showed(?: up)?)(?!\\p{L})|showed up|kunde erschienen',
      'reuni(?:[oó]n|ão) realizada|(?:r[eé]union|rdv|rendez-vous) effectu[eé]e?(?!\\p{L})|gespräch geführt|görüşme yapıldı|toplantı yapıldı',
    ),
    stage('contact'),
  ],
  [
    atStart(
      'квал(?:иф|(?!\\p{L}))|целев|качественн\\p{L}* (?:лид|заявк|обращ)|(?:good|quality) lead|qualif|calificad|cualificad|sql(?!\\p{L})|mql(?!\\p{L})|opportunit|zakwalifikowan|nitelikli(?!\\p{L})',
    ),
    stage('qualified'),
  ],
  [
    atStart(
      'нов|неразобран|необработан|первичн|лид|заявк|перезвон|перв\\S* контакт|new|lead|incoming|inbox|open|untouched|call|register|first contact|neu(?!\\p{L})|nuev[oa]|nov[oa]s?(?!\\p{L})|nouveau|nouvelle?|nuov[oa]|now[ya](?!\\p{L})|yeni(?!\\p{L})|nieuw|prospec|prospek|prim(?:er|eiro|o) conta(?:c?t|tt)o|premier contact|erstkontakt',
    ),
    stage('lead'),
  ],
];

/** One mistyped letter per so many leaves the same word: `Converted` is not `Contacted`, where three of nine differ. */
const LETTERS = 5;

/** Words that begin with a denial: `un` of Unpaid, «не» of «Неоплачено». */
const prefixed = (status: string): number => [...status.matchAll(/(?<!\p{L})(?:не|un|non-?|dis)(?=\p{L})/giu)].length;

/**
 * What an unexplained status may mean, by its words or by its likeness to a known one; undefined where nothing tells, or
 * where a word denies it. It is a guess and counts only if somebody accepts it.
 */
export function suggest(status: string, statuses: ReadonlyMap<string, StatusMeaning>): StatusMeaning | undefined {
  if (LOST_BECAUSE.test(status)) return LOSS_DENIED.test(status) ? undefined : lost;
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

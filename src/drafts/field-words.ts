import type { Field } from '../model/tables.js';
import { Words } from '../model/words.js';
import type { ColumnProfile } from './column-profile.js';

/**
 * What makes a column a candidate for a field: the words in its heading and the kind of its values; and what speaks
 * against it.
 */
export interface FieldWords {
  field: Field;
  kind: ColumnProfile['kind'];
  /** Its values must be a few words that come again and again. */
  isFew?: boolean;
  /**
   * Every row must have a value. Of two columns with fitting headings, the one that only some rows fill tells of
   * something later.
   */
  isOfEvery?: boolean;
  words: Words;
  /** Words that make the column something else: a declared amount, a planned date. */
  not?: Words;
  /** Values that speak for the field even if the heading says nothing. */
  values?: RegExp;
}

/**
 * Any of these words in a heading, whole words only. Headings are matched as `wordsOf` gives them, so that
 * `leadSource`, `lead_source` and `Lead Source` are two words each. Accents may be missing: `data_criacao`.
 */
export const anyOfWords = (...words: readonly string[]): Words =>
  new Words(() => `(?<![\\p{L}\\d])(?:${words.map(orPlain).join('|')})(?![\\p{L}\\d])`, 'iu');

const orPlain = (words: string): string =>
  words.replace(/\[[^\]]*\]|\p{Script=Latin}/gu, (letter) => {
    const [plain = letter] = letter.normalize('NFD');
    return plain === letter || plain === '[' ? letter : `[${letter}${plain}]`;
  });

/** `leadSource_id` → `lead source id`. */
export const wordsOf = (heading: string): string =>
  heading
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_.:/|()[\]-]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

/** Words of a heading whose numbers are neither revenue nor spend. */
export const NO_AMOUNT = anyOfWords(
  'ids?|uuid|acquisition|visits?|views?|pages?|time|minutes|seconds|days|count|qty|quantity|points|declared|expected|estimated|est|number|reps',
  'weighted|prorated|pro rata|ponderad[oa]|prorratead[oa]|ponderat[oa]|pond[ée]rée?|gewichtet\\p{L}*|взвешен\\p{L}*',
  'previst[aeio]s?|estimad[oa]s?|esperad[oa]s?|pr[ée]vue?s?|estimée?s?|attendue?s?|erwartet\\p{L}*|geplant\\p{L}*|stimat[aeio]',
  'attes[aeio]|oczekiwan\\p{L}*|przewidywan\\p{L}*|planowan\\p{L}*|szacowan\\p{L}*|beklenen|tahmini|öngörülen',
  'forecast\\p{L}*|planned|plan|target|average|avg|mean|annual|monthly|yearly|per|rate|ratio|share|score|unit|list|income',
  'budgeted|discount|tax|shipping|freight|refund\\p{L}*|deposit|idx|index|category|bucket|band|tier|grade|past|previous|prior',
  '[ck]umul\\p{L}*|acumul\\p{L}*|running|[mqy]td|to date|нарастающ\\p{L}*|накопит\\p{L}*|накоплен\\p{L}*|с начала',
  'lifetime|(?:client|customer|company|employee) (?:size|count|revenue|value|income|turnover)',
  'план\\p{L}*|ожида\\p{L}*|средн\\p{L}*|годов\\p{L}*|скидк\\p{L}*|за единицу|ставка|доля|возврат\\p{L}*|индекс|категори\\p{L}*|%',
);

/**
 * Words of a heading whose numbers are a rate, a goal or a price, and no count of what happened: «click-through rate»,
 * «leads plan».
 */
export const NO_COUNT = anyOfWords(
  'expected|forecast\\p{L}*|planned|plan|target|average|avg|per|rate|ratio|share|score|cost|price|through',
  'duration|length|depth|pages|bounces?|engaged',
  'план\\p{L}*|средн\\p{L}*|доля|цена|стоимость|%',
);

/** Sources as people and programs write them, in the languages that sheets are kept in. */
export const SOURCE_VALUES = new RegExp(
  `^(?:${[
    'google|google ads|adwords|facebook|meta|instagram|youtube|tiktok|linkedin|twitter|pinterest|snapchat|bing|whatsapp|telegram',
    'organic|organic[ _]search|paid[ _]search|paid[ _]social|direct|direct[ _]traffic|referral|referrals|social|social media',
    'email|newsletter|seo|sem|ppc|cpc|affiliates?|website|web|word of mouth|walk[ -]?in|cold call|webinar|outbound|inbound',
    'yandex|yandex[ _.]direct|яндекс.*|директ|vk|vk[ _]ads|вк|вконтакте|инстаграм|авито|2гис|сайт|сарафан\\p{L}*|рекомендаци\\p{L}*|реклама',
    'empfehlung|webseite|messe|recomendación|referido|página web|indicação|site|polecenie|strona|tavsiye|recommandation|passaparola',
  ].join('|')})$`,
  'iu',
);

import type { Field } from '../model/tables.js';
import { Words } from '../model/words.js';
import type { ColumnProfile } from './column-profile.js';

/** By which words in its heading, and what kind of values, a column may be a field; what each speaks against it. */
export interface FieldWords {
  field: Field;
  kind: ColumnProfile['kind'];
  /** Its values are a few words that come again. */
  isFew?: boolean;
  /** Every row has one: of two such columns the one that only some rows have says something that came later. */
  isOfEvery?: boolean;
  words: Words;
  /** Words with which it is something else: an amount that is declared, a date that is planned. */
  not?: Words;
  /** Words among its values that speak for it without any heading. */
  values?: RegExp;
}

/** Between words; `leadSource`, `lead_source` and `Lead Source` are two words each. Accents may be missing: `data_criacao`. */
export const any = (...words: readonly string[]): Words =>
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

/** Whatever is called so is no amount that was earned and no money that was spent. */
export const NO_AMOUNT = any(
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

/** A rate of clicks, a goal of leads: no count of what happened. */
export const NO_COUNT = any(
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

/** How to tell what a row of Meta's statistics is, in any language of its headings. */

/** Columns that are all empty in the account's total. */
export const blankTotal = ['campaign', 'campaign_id', 'ad_group', 'ad'] as const;
export const blankAccount =
  /^(?:account name|название аккаунта|назва акаунту|nom du compte|kontoname|name des werbekontos|nombre de la cuenta|nome da conta)$/iu;

/** In place of a name the total may have the label that the table shows on the screen. */
export const totalLabel =
  /^(?:total results|results from \d+ .*|resultados totales|resultados de \d+ .*|résultats (?:totaux|de \d+ .*)|gesamtergebnisse|ergebnisse (?:aus|von) \d+ .*|(?:итоговые|все) результаты|результаты \d+ .*|результаты (?:из|по|для) \d+ .*)$/iu;

/** Columns of a breakdown. A campaign may have a row of its own there, with `All` in each of them. */
export const breakdowns =
  /^(?:objective|age|gender|country|(?:dma )?region|platform|placement|(?:(?:impression|conversion) )?device(?: platform)?|time of day.*|media type|product id|цель|возраст|пол|страна|регион|платформа|плейсмент|устройство показа|objectif|âge|sexe|pays|région|plate-?forme|ziel|alter|geschlecht|land|plattform|platzierung|objetivo|edad|sexo|género|país|región|plataforma|ubicación|idade|gênero|região|posicionamento)$/iu;

/**
 * Whether a kind of results is leads: the result indicator is the same code in every language, the result type is a
 * word of the language.
 */
export const isLead = /lead|лид|лід|prospect/iu;

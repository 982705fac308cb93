/** What the rows of Meta's statistics mean, in whatever language their headings are. */

/** Columns all empty in a total of the account. */
export const blankTotal = ['campaign', 'campaign_id', 'ad_group', 'ad'] as const;
export const blankAccount =
  /^(?:account name|название аккаунта|назва акаунту|nom du compte|kontoname|name des werbekontos|nombre de la cuenta|nome da conta)$/iu;

/** Or a label of the table on the screen, in the place of a name. */
export const totalLabel =
  /^(?:total results|results from \d+ .*|resultados totales|resultados de \d+ .*|résultats (?:totaux|de \d+ .*)|gesamtergebnisse|ergebnisse (?:aus|von) \d+ .*|(?:итоговые|все) результаты|результаты \d+ .*|результаты (?:из|по|для) \d+ .*)$/iu;

/** With a breakdown a campaign may have a row of its own, `All` in each column of the breakdown. */
export const breakdowns =
  /^(?:objective|age|gender|country|(?:dma )?region|platform|placement|(?:(?:impression|conversion) )?device(?: platform)?|time of day.*|media type|product id|цель|возраст|пол|страна|регион|платформа|плейсмент|устройство показа|objectif|âge|sexe|pays|région|plate-?forme|ziel|alter|geschlecht|land|plattform|platzierung|objetivo|edad|sexo|género|país|región|plataforma|ubicación|idade|gênero|região|posicionamento)$/iu;

/** The indicator is a code in every language; a type of results is a word. */
export const isLead = /lead|лид|лід|prospect/iu;

/** Codes of currencies: those of ISO 4217, and TON, in which Telegram sells advertising. */
export const CURRENCY_CODES: readonly string[] = [...Intl.supportedValuesOf('currency'), 'TON'];

/** Signs that several currencies share: which of them is meant somebody else must say. */
export const SHARED_SIGNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['kr', ['SEK', 'NOK', 'DKK', 'ISK']],
  ['¥', ['JPY', 'CNY']],
]);

/**
 * Ways in which people and programs write dates: `17.04.2024 в 18:16`, `18:16 17.04.2024`, `17. 4. 2024`, `Wed Apr 17
 * 2024 18:16:00 GMT+0300 (Moscow Standard Time)`. Each step removes one peculiarity, until a plain form with the same
 * meaning is left. What could mean two things has no step here.
 */
export interface PlainStep {
  /** A pattern for both JavaScript and the engine, which agree on these; case is ignored. */
  pattern: string;
  /** What stands instead; `\1` is the first group. */
  plain: string;
}

const [TIME, DAY_FIRST, YEAR_FIRST] = [
  '[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?',
  '[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{4}',
  '[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}',
] as const;
const NUMERIC = `${DAY_FIRST}|${YEAR_FIRST}`;
const NAMED = '[0-9]{1,2} \\p{L}{3,12}\\.? [0-9]{4}(?: г\\.?)?|\\p{L}{3,12}\\.? [0-9]{1,2},? [0-9]{4}';
const DAYS_OF_WEEK = [
  ...['mon(?:day)?', 'tue(?:s(?:day)?)?', 'wed(?:nesday)?', 'thu(?:rs(?:day)?)?', 'fri(?:day)?', 'sat(?:urday)?'],
  ...['sun(?:day)?', 'пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс', 'понедельник', 'вторник', 'среда', 'четверг', 'пятница'],
  // With its comma or point: «do 17.04.2024» is Polish for «until».
  ...['суббота', 'воскресенье', '(?:mo|di|mi|do|fr|sa|so)[.,]', '(?:mon|diens|donners|frei|sams|sonn)tag', 'mittwoch'],
  ...['lun', 'mar', 'mer', 'mié', 'jue', 'jeu', 'gio', 'vie', 'ven', 'sáb', 'sab', 'sam', 'dom', 'dim'],
].join('|');
/**
 * Words between a day and its time: «в», `at`, `um`, `à`, `às`, `a las`, `alle`, `kl.`, `klo`, `om`, `o`, «об», a stroke.
 */
const BETWEEN = '(?:в|о|об|at|um|à|às|a las|alle(?: ore)?|kl\\.?|klo|om|o|@|-|–|—|\\||·)';

export const PLAIN_STEPS: readonly PlainStep[] = [
  { pattern: '[\u00a0\u2007\u2009\u202f]+', plain: ' ' },
  // Offsets: `GMT+0300 (Moscow Standard Time)`, `+03:00[Europe/Moscow]`, `UTC+3`, `(GMT+3)`, `GMT`. Of names only
  // Moscow's, which has not changed since 2014: EST in summer may mean either clock.
  { pattern: ' ?\\(((?:gmt|utc)[+-][0-9]{1,2}(?::?[0-9]{2})?)\\)$', plain: ' \\1' },
  { pattern: '([+-][0-9]{2}:?[0-9]{2}|z)(?: \\([^()]*\\)|\\[[^\\[\\]]*\\])$', plain: '\\1' },
  { pattern: ' ?(?:gmt|utc) ?([+-][0-9]{2}(?::?[0-9]{2})?)$', plain: '\\1' },
  { pattern: ' ?(?:gmt|utc) ?([+-])([0-9])(?::?([0-9]{2}))?$', plain: '\\10\\2\\3' },
  { pattern: ' gmt$', plain: ' utc' },
  { pattern: '([0-9]) ?(?:\\((?:msk|мск)\\)|msk|мск)$', plain: '\\1+03:00' },
  // As programs write a moment out: `Wed Apr 17 18:16:00 +0000 2024`, `Wed Apr 17 2024`.
  {
    pattern: `^[a-z]{3} ([a-z]{3}) +([0-9]{1,2}) (${TIME})( (?:utc|[+-][0-9]{4}))? ([0-9]{4})$`,
    plain: '\\2 \\1 \\5 \\3\\4',
  },
  { pattern: '^[a-z]{3} ([a-z]{3}) ([0-9]{2}) ([0-9]{4})', plain: '\\2 \\1 \\3' },
  // Halves of the day: `6:16 p. m.`, `6:16 μ.μ.`, and before the time in Chinese, Japanese and Korean.
  { pattern: '([0-9]) ?([ap])\\. m\\.', plain: '\\1 \\2m' },
  { pattern: '([0-9]) ?π\\. ?μ\\.', plain: '\\1 am' },
  { pattern: '([0-9]) ?μ\\. ?μ\\.', plain: '\\1 pm' },
  { pattern: `(?:上午|午前|오전) ?(${TIME})`, plain: '\\1 am' },
  { pattern: `(?:下午|午後|오후) ?(${TIME})`, plain: '\\1 pm' },
  // The day: `17th April`, `2024年4月17日`, `2024. 4. 17`, `17. 4. 2024`, `17.04.2024 г.`, `17Apr2024`, `2024-Apr-17`.
  { pattern: `^(?:${DAYS_OF_WEEK})\\.?,? (${NUMERIC})`, plain: '\\1' },
  { pattern: '\\b([0-9]{1,2})(?:st|nd|rd|th)\\b', plain: '\\1' },
  { pattern: '^([0-9]{4})[年년] ?([0-9]{1,2})[月월] ?([0-9]{1,2})[日일]', plain: '\\1-\\2-\\3' },
  { pattern: '^([0-9]{4})\\. ?([0-9]{1,2})\\. ?([0-9]{1,2})\\.?( |$)', plain: '\\1.\\2.\\3\\4' },
  { pattern: '^([0-9]{1,2})\\. ([0-9]{1,2})\\. ([0-9]{4})', plain: '\\1.\\2.\\3' },
  { pattern: '^([0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{4})(?:\\.| ?г\\.?)(,? |$)', plain: '\\1\\2' },
  { pattern: '([0-9]{4}) года(,? |$)', plain: '\\1\\2' },
  { pattern: '^([0-9]{1,2})(\\p{L}{3})([0-9]{4})', plain: '\\1 \\2 \\3' },
  { pattern: '^([0-9]{4})[- ](\\p{L}{3,12})[- ]([0-9]{1,2})', plain: '\\3 \\2 \\1' },
  // The time: before the day, behind a word, in brackets, with a word behind it, `18h16`, `18.16`.
  { pattern: `^(${TIME}(?: ?[ap]\\.?m\\.?)?),? +(${NUMERIC}|${NAMED})$`, plain: '\\2 \\1' },
  { pattern: `([0-9]|г\\.?),? ${BETWEEN} ([0-9]{1,2}[:h])`, plain: '\\1 \\2' },
  // Danes and Finns part the hour from its minutes with a point, too.
  { pattern: '([0-9]),? (?:kl\\.?|klo) ([0-9]{1,2}(?:\\.[0-9]{2}){1,2})$', plain: '\\1 \\2' },
  { pattern: `([0-9])_(${TIME})`, plain: '\\1 \\2' },
  { pattern: ` \\((${TIME})\\)$`, plain: ' \\1' },
  { pattern: '(:[0-9]{2}) ?(?:uhr|uur|ч\\.?|hs?\\.?)$', plain: '\\1' },
  { pattern: ' ([0-9]{1,2}) ?h ?([0-9]{2})$', plain: ' \\1:\\2' },
  { pattern: `^(${NUMERIC}),? ([0-9]{1,2})\\.([0-9]{2})\\.([0-9]{2})$`, plain: '\\1 \\2:\\3:\\4' },
  { pattern: `^(${NUMERIC}),? ([0-9]{1,2})\\.([0-9]{2})$`, plain: '\\1 \\2:\\3' },
];

/** Applies the steps that change a cell, or its shape (any digit is a digit to them), in order. */
export function plainSteps(written: string): readonly PlainStep[] {
  let left = written;
  return PLAIN_STEPS.filter((step) => {
    const before = left;
    left = taken(step, left);
    return left !== before;
  });
}

/** A cell, or its shape, after these steps. */
export const afterSteps = (written: string, steps: readonly PlainStep[] = PLAIN_STEPS): string =>
  steps.reduce((left, step) => taken(step, left), written);

const taken = ({ pattern, plain }: PlainStep, written: string): string =>
  written.replace(compiled(pattern), plain.replace(/\\(\d)/g, '$$$1'));

/** Compiled when first needed: most exports have no date that needs them. */
const patterns = new Map<string, RegExp>();
function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(pattern, 'giu');
  patterns.set(pattern, known);
  return known;
}

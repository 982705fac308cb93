/**
 * The number of a month by its name, full or short, in the languages of exports: `October`, «окт», `ottobre`. 0 where it
 * is none: `Marketing` only begins like one.
 */
export const monthNamed = (word: string): number => NUMBERS.get(word.normalize('NFC').toLowerCase()) ?? 0;

/** English, Russian, Ukrainian, Spanish, Portuguese, French, Italian, Romanian, German, Dutch, Swedish, Danish, Polish, Czech, Turkish. */
const NAMES: readonly string[] = [
  'january jan январь января янв січень січня січ enero ene janeiro janvier janv gennaio gen ianuarie ian januar jänner januari styczeń stycznia sty leden ledna ocak oca',
  'february feb февраль февраля февр фев лютий лютого febrero fevereiro fev février févr febbraio februarie februar februari luty lutego lut únor února şubat şub',
  'march mar март марта мар березень березня marzo março mars martie märz mrz maart mrt marts marzec marca březen března mart',
  'april apr апрель апреля апр квітень квітня abril abr avril avr aprile aprilie kwiecień kwietnia kwi duben dubna nisan nis',
  'may май мая травень травня mayo maio mai maggio mag mei maj maja květen května mayıs',
  'june jun июнь июня июн червень червня junio junho juin giugno giu iunie iun juni czerwiec czerwca cze červen června haziran haz',
  'july jul июль июля июл липень липня julio julho juillet juil luglio lug iulie iul juli lipiec lipca lip červenec července temmuz tem',
  'august aug август августа авг серпень серпня agosto ago août augustus augusti sierpień sierpnia sie srpen srpna ağustos ağu',
  'september sept sep сентябрь сентября сент сен вересень вересня septiembre setiembre setembro set septembre settembre septembrie wrzesień września wrz září eylül eyl',
  'october oct октябрь октября окт жовтень жовтня octubre outubro out octobre ottobre ott octombrie oktober okt październik października paź říjen října ekim eki',
  'november nov ноябрь ноября нояб ноя листопад листопада noviembre novembro novembre noiembrie listopad listopada listopadu lis kasım kas',
  'december dec декабрь декабря дек грудень грудня diciembre dic dezembro dez décembre déc dicembre decembrie dezember grudzień grudnia gru prosinec prosince aralık ara',
];

const NUMBERS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, at) => names.split(' ').map((name) => [name, at + 1] as const)),
);

/**
 * The letters of these names, for patterns: a pattern with all letters there are takes an engine milliseconds to prepare.
 */
export const LETTER_OF_MONTHS = `[${[...new Set(NAMES.join('').replaceAll(' ', ''))].sort().join('')}]`;

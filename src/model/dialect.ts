/** Delimiters of columns, by the names for the command line and funnel.yaml. */
export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;
export type DelimiterName = keyof typeof DELIMITERS;
export type Delimiter = (typeof DELIMITERS)[DelimiterName];
export const SEPARATORS: readonly Delimiter[] = Object.values(DELIMITERS);

/** The sign of `tab`, `\t` as it is typed, or the sign itself. */
export const delimiterNamed = (word: string): Delimiter | undefined =>
  SEPARATORS.find((sign) => sign === word || nameOf(sign) === word || (sign === '\t' && word === '\\t'));

export const nameOf = (sign: Delimiter): DelimiterName =>
  (Object.keys(DELIMITERS) as DelimiterName[]).find((name) => DELIMITERS[name] === sign) as DelimiterName;

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'windows-1252', 'ibm866', 'koi8-r'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** As people write them: `UTF8`, `cp1251`, `windows_1251`. */
export function encodingNamed(word: string): Encoding | undefined {
  const folded = word.trim().toLowerCase().replaceAll('_', '-');
  return ENCODINGS.find((encoding) =>
    [encoding, encoding.replace('-', ''), encoding.replace(/^windows-|^ibm/, 'cp')].includes(folded),
  );
}

/** The encoding meant by a common name: `utf-16`, `ansi`, `1251`, `latin1`. */
export function encodingMeant(word: string): Encoding | undefined {
  const folded = word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, '');
  if (/^(?:utf16|unicode|ucs2)/.test(folded)) return /be$/.test(folded) ? 'utf-16be' : 'utf-16le';
  if (/1251$|^(?:ansi|cyrillic|кириллица)$/.test(folded)) return 'windows-1251';
  if (/866$|^(?:dos|oem)/.test(folded)) return 'ibm866';
  if (/^koi/.test(folded)) return 'koi8-r';
  if (/1252$|^(?:latin1?|iso8859(?:1|15)|western)$/.test(folded)) return 'windows-1252';
  return /utf/.test(folded) ? 'utf-8' : undefined;
}

/** The ways to write a report down, as `--format` names them. */
export const FORMATS = ['table', 'csv', 'json', 'html', 'md', 'xlsx', 'text'] as const;
export type Format = (typeof FORMATS)[number];

/** Those in which one number is explained. */
export const EXPLAINED = ['table', 'csv', 'json'] as const satisfies readonly Format[];

/** Those in which the rows of a query are written. */
export const SQL_FORMATS = ['table', 'csv', 'json', 'parquet'] as const;
export type SqlFormat = (typeof SQL_FORMATS)[number];

/** Formats in which a report is handed on: whoever gets it need not know who works here. */
export const HANDED_ON: ReadonlySet<Format> = new Set<Format>(['html', 'md', 'xlsx']);

/** Formats for programs: they hold everything, in machine names. */
export const FOR_MACHINES: ReadonlySet<Format> = new Set<Format>(['csv', 'json']);

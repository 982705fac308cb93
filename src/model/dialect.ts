/** What may stand between the columns of a file, by the names that the command line and funnel.yaml take. */
export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;
export type DelimiterName = keyof typeof DELIMITERS;
export type Delimiter = (typeof DELIMITERS)[DelimiterName];
export const SEPARATORS: readonly Delimiter[] = Object.values(DELIMITERS);

/** The sign of `tab`, `\t` as it is typed, or the sign itself. */
export const delimiterNamed = (word: string): Delimiter | undefined =>
  SEPARATORS.find((sign) => sign === word || nameOf(sign) === word || (sign === '\t' && word === '\\t'));

export const nameOf = (sign: Delimiter): DelimiterName =>
  (Object.keys(DELIMITERS) as DelimiterName[]).find((name) => DELIMITERS[name] === sign) as DelimiterName;

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** As people write them: `UTF8`, `cp1251`, `windows_1251`. */
export function encodingNamed(word: string): Encoding | undefined {
  const folded = word.trim().toLowerCase().replaceAll('_', '-');
  return ENCODINGS.find((encoding) =>
    [encoding, encoding.replace('-', ''), encoding.replace('windows-', 'cp')].includes(folded),
  );
}

/** The ways to write a report down, as `--format` names them. */
export const FORMATS = ['table', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

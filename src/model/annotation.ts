/** A message for a workflow of GitHub, one line each, shown at its file and line. */
export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly title: string;
  readonly message: string;
}

/** `::error file=funnel.yaml,line=12,title=…::…`, which the runner reads on stdout and stderr. */
export function annotation({ level, file, line, title, message }: Annotation): string {
  const properties = Object.entries({ file, line, title }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escaped(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`],
  );
  return `::${level} ${properties.join(',')}::${escaped(message)}\n`;
}

/** Source: toolkit, packages/core/src/command.ts. */
const escaped = (words: string): string => words.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/**
 * A page without commands that a workflow would execute: a source named `::add-mask::VK` is shown as `\x3a:add-mask::VK`.
 * Source: runner, src/Runner.Common/ActionCommand.cs: blanks before the colons do not matter, and the older `##[` may
 * stand anywhere.
 */
export const withoutCommands = (page: string): string =>
  page.replace(/^([^\S\n]*):(?=:)/gm, '$1\\x3a').replaceAll('##[', '#\\x23[');

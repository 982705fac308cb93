/** What a workflow of GitHub is told of: a line each, which it shows where the file and the line are. */
export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly title: string;
  readonly message: string;
}

/** `::error file=funnel.yaml,line=12,title=…::…`, as the runner reads it from stdout and stderr alike. */
export function annotation({ level, file, line, title, message }: Annotation): string {
  const properties = Object.entries({ file, line, title }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escaped(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`],
  );
  return `::${level} ${properties.join(',')}::${escaped(message)}\n`;
}

/** Source: toolkit, packages/core/src/command.ts. */
const escaped = (words: string): string => words.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/**
 * A page of which a workflow obeys no line: a source that somebody has called `::add-mask::VK` is shown as `\x3a:add-mask::VK`.
 * Source: runner, src/Runner.Common/ActionCommand.cs: blanks before the colons do not matter, the older `##[` stands anywhere.
 */
export const unobeyed = (page: string): string =>
  page.replace(/^([^\S\n]*):(?=:)/gm, '$1\\x3a').replaceAll('##[', '#\\x23[');

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

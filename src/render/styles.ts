import { Chalk } from 'chalk';

/**
 * What a piece of text means to the reader. Its colour follows from that, and no word needs a colour to be understood.
 */
export type Style = 'plain' | 'title' | 'strong' | 'quiet' | 'good' | 'bad' | 'doubt' | 'bar';

export type Paint = (style: Style, text: string) => string;

/** Colours are chosen by the caller, never by the environment: the same report gives the same bytes. */
export function painter(color: boolean): Paint {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const styles: Record<Style, (text: string) => string> = {
    plain: (text) => text,
    title: chalk.bold,
    strong: chalk.bold,
    quiet: chalk.dim,
    good: chalk.green,
    bad: chalk.red.bold,
    doubt: chalk.yellow,
    bar: chalk.cyan,
  };
  return (style, text) => styles[style](text);
}

import { EXIT } from './error.js';
import type { GoingOn } from './model/going-on.js';
import { type Lang, type Text, text } from './model/text.js';
import { leftBehind } from './scratch.js';

/** The outside world of one run, passed in, so that tests run in process and stay silent. */
export interface Io {
  /** Data. */
  out(chunk: string | Uint8Array): void;
  /** Talk: warnings, progress, errors. */
  err(chunk: string): void;
  /** Columns of the terminal; 100 where there is none. */
  width: number;
  /** What is said beside a report and is part of none: of the machine, not of the exports. */
  note?(said: Text): void;
  /** Whether stdout is a terminal. */
  isTerminal: boolean;
  /** The terminal that talk goes to; undefined: nobody sits there. */
  screen?: Screen | undefined;
  /** Who is told what is going on. */
  goingOn?: GoingOn | undefined;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  /** The clock: read only where somebody asks for it, and for no figure of a report. */
  now?(): Date;
  /** What to do when a person stops the program, before it ends; gives back how to forget it. */
  onInterrupt?(stop: () => void): () => void;
  /** The configuration says which language it is in. */
  speak?(lang: Lang): void;
  /** Standard input, for the path `-`; undefined: there is none, or a person sits there. */
  input?(): AsyncIterable<Uint8Array> | undefined;
}

/** A terminal that a line can be drawn on again and again. */
export type Screen = NodeJS.WritableStream & Readonly<{ isTTY: boolean; columns: number }>;

/** Used where stdout is no terminal and COLUMNS is not set. */
export const DEFAULT_WIDTH = 100;

/** What time it is. */
export const clock = (): Date => new Date();

/** That of the process. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  const columns = Number(env.COLUMNS);
  return {
    out: (chunk) => void stdout.write(chunk),
    err: (chunk) => void stderr.write(chunk),
    // A terminal that nobody gave a size says 0.
    width: stdout.columns || (columns > 0 ? columns : DEFAULT_WIDTH),
    isTerminal: stdout.isTTY === true,
    screen: stderr.isTTY && env.TERM !== 'dumb' ? stderr : undefined,
    env,
    cwd: process.cwd(),
    now: clock,
    onInterrupt(stop) {
      stops.add(stop);
      return () => stops.delete(stop);
    },
    input: () => (process.stdin.isTTY ? undefined : process.stdin),
  };
}

/** What a work prints that knows no other place for it: a library's. */
export function printedBy(work: () => void): string {
  const { log } = console;
  const lines: string[] = [];
  console.log = (line: unknown) => void lines.push(`${line}\n`);
  try {
    work();
  } finally {
    console.log = log;
  }
  return lines.join('');
}

/** What the runs that are going on do when they are stopped. */
const stops = new Set<() => void>();

let watching = false;

/** `| head` closes the pipe: that is no error. A full disk is one. Ctrl-C leaves nothing behind, a second one does not wait. */
export function watchProcess(lang: () => Lang): void {
  if (watching) return;
  watching = true;
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(EXIT.done);
      if (stream === process.stdout) process.stderr.write(`funnel: ${unwritten(error)[lang()]}\n`);
      process.exit(EXIT.output);
    });
  for (const [signal, code] of SIGNALS)
    process.on(signal, () => {
      // From here on the same signal ends the program at once, whatever is left to do.
      for (const [one] of SIGNALS) process.removeAllListeners(one);
      for (const stop of stops) stop();
      // Said behind whatever removes files when the process ends.
      process.once('exit', () => process.stderr.write(`funnel: ${interrupted()[lang()]}\n`));
      process.exit(code);
    });
}

/** A window that is closed, and what Windows says by Ctrl-Break, end it like the others. */
const SIGNALS = [
  ['SIGINT', EXIT.interrupted],
  ['SIGBREAK', EXIT.interrupted],
  ['SIGTERM', EXIT.terminated],
  ['SIGHUP', EXIT.terminated],
] as const;

const unwritten = ({ code }: NodeJS.ErrnoException): Text =>
  text(`stdout: could not be written (${code})`, `stdout: не удалось записать (${code})`);

const interrupted = (): Text =>
  leftBehind.size === 0
    ? text('interrupted; no temporary files are left', 'прервано; временных файлов не осталось')
    : text('interrupted', 'прервано');

import { EXIT } from './error.js';
import type { GoingOn } from './model/going-on.js';
import { type Lang, type Text, text } from './model/text.js';
import { leftBehind } from './scratch.js';

/** The outside world of one run. It is passed in, so that tests run in process and stay silent. */
export interface Io {
  /** Writes data: stdout. */
  out(chunk: string | Uint8Array): void;
  /** Writes talk: warnings, progress, errors. */
  err(chunk: string): void;
  /** Columns of the terminal; 100 where there is none. */
  width: number;
  /** Says something that is not part of a report: it is about the machine, not about the exports. */
  note?(said: Text): void;
  /** Whether stdout is a terminal. */
  isTerminal: boolean;
  /** The terminal that talk is drawn on; undefined: there is none. */
  screen?: Screen | undefined;
  /** Is told what is going on. */
  goingOn?: GoingOn | undefined;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  /** The clock. It is asked only where a person asks for it, and never for a figure of a report. */
  now?(): Date;
  /** Registers what to do if a person stops the program before it ends. Gives back a function that unregisters it. */
  onInterrupt?(stop: () => void): () => void;
  /** Called when the configuration sets the language. */
  speak?(lang: Lang): void;
  /** Standard input, for the path `-`; undefined: there is none, or a person sits at it. */
  input?(): AsyncIterable<Uint8Array> | undefined;
}

/** A terminal that a line can be drawn on again and again. */
export type Screen = NodeJS.WritableStream & Readonly<{ isTTY: boolean; columns: number }>;

/** Used where stdout is no terminal and COLUMNS is not set. */
export const DEFAULT_WIDTH = 100;

/** The clock of the machine. */
export const clock = (): Date => new Date();

/** The outside world of this process. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  const columns = Number(env.COLUMNS);
  return {
    out: (chunk) => void stdout.write(chunk),
    err: (chunk) => void stderr.write(chunk),
    // A terminal whose size was never set says 0.
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

/** What a work prints with `console.log`: some libraries give their output in no other way. */
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

/** What the current runs do if they are stopped. */
const stops = new Set<() => void>();

let watching = false;

/**
 * Sets how the process ends. A pipe that `| head` closed is no error; a full disk is one. Ctrl-C cleans up, and a
 * second one does not wait for it. `lang` is the language of messages.
 */
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
      // A second signal ends the program at once, even if cleaning up is not done.
      for (const [one] of SIGNALS) process.removeAllListeners(one);
      for (const stop of stops) stop();
      // Registered last, so that it runs after the removal of temporary files.
      process.once('exit', () => process.stderr.write(`funnel: ${interrupted()[lang()]}\n`));
      process.exit(code);
    });
}

/** Closing the window (SIGHUP) and Ctrl-Break of Windows (SIGBREAK) end the program like Ctrl-C. */
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

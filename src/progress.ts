import type { SingleBar } from 'cli-progress';
import type { Io, Screen } from './io.js';
import type { GoingOn } from './model/going-on.js';
import type { Lang, Text } from './model/text.js';
import { goingOnLine, type Reached } from './render/going-on-line.js';

interface Talk {
  /** Nothing but errors is printed. */
  isQuiet: boolean;
  lang(): Lang;
  /** A name from the exports, in the form in which it may be shown. */
  shown(name: string): string;
}

/**
 * Does a work. Meanwhile the last line of the terminal tells what is going on, until the work prints something or ends.
 */
export async function withProgress<T>(io: Io, talk: Talk, work: (io: Io) => Promise<T>): Promise<T> {
  if (talk.isQuiet) return work(io);
  const note = (said: Text) => own.err(`funnel: ${said[talk.lang()]}\n`);
  // With FUNNEL_SQL=1 every statement is printed: that shows what is going on.
  const progress =
    io.screen && io.env.FUNNEL_SQL !== '1' ? progressOn(io.screen, () => io.now?.().getTime() ?? 0, talk) : undefined;
  const after =
    <Chunk>(write: (chunk: Chunk) => void) =>
    (chunk: Chunk) => {
      progress?.end();
      write(chunk);
    };
  const own: Io = { ...io, out: after(io.out), err: after(io.err), note, goingOn: progress };
  const release = progress && io.onInterrupt?.(progress.end);
  try {
    return await work(own);
  } finally {
    progress?.end();
    release?.();
  }
}

/** Milliseconds. A work that is done sooner shows no line. */
const PATIENCE = 1000;

/** What is going on, in the last line of a terminal; `end` takes the line away. */
type Progress = GoingOn & { end(): void };

/** The modes of the terminal are not touched: a run that is killed could not set them back. */
function progressOn(screen: Screen, now: () => number, { lang, shown }: Omit<Talk, 'isQuiet'>): Progress {
  let reached: Omit<Reached, 'seconds'> | undefined;
  let since = 0;
  let bar: SingleBar | undefined;
  let begins: NodeJS.Timeout | undefined;
  // One column stays free: a line that fills the terminal would wrap.
  const line = () => {
    const seconds = Math.floor((now() - since) / 1000);
    return reached ? goingOnLine({ ...reached, seconds }, lang(), (screen.columns || 80) - 1) : '';
  };
  const draw = async () => {
    const own = begins;
    const { default: progress } = await import('cli-progress');
    // The work ended while the package was loading.
    if (begins !== own) return;
    bar = new progress.SingleBar({ stream: screen, format: line, fps: 10, clearOnComplete: true, linewrap: true });
    bar.start(1, 0);
  };
  return {
    begin(step, file, of) {
      since = now();
      reached = { step, file: file && shown(file.replaceAll('\n', ' ')), done: 0, of };
      begins ??= setTimeout(draw, PATIENCE).unref();
    },
    reach(done) {
      if (reached) reached = { ...reached, done };
    },
    end() {
      clearTimeout(begins);
      bar?.stop();
      reached = bar = begins = undefined;
    },
  };
}

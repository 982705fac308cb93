import type { SingleBar } from 'cli-progress';
import type { Io, Screen } from './io.js';
import type { GoingOn } from './model/going-on.js';
import type { Lang, Text } from './model/text.js';
import { goingOnLine, type Reached } from './render/going-on-line.js';

interface Talk {
  /** Nothing is to be said but errors. */
  isQuiet: boolean;
  lang(): Lang;
  /** What of a name out of exports is shown. */
  shown(name: string): string;
}

/** Does a work, and tells whoever sits there what is going on until something else is said, or it ends. */
export async function withProgress<T>(io: Io, talk: Talk, work: (io: Io) => Promise<T>): Promise<T> {
  if (talk.isQuiet) return work(io);
  const note = (said: Text) => own.err(`funnel: ${said[talk.lang()]}\n`);
  // Whoever follows each statement sees what is going on.
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

/** Whoever waits for less is told nothing; milliseconds. */
const PATIENCE = 1000;

/** What is going on, in the last line of a terminal; `end`: the line is taken away. */
type Progress = GoingOn & { end(): void };

/** Modes of the terminal stay as they are: a run that is killed cannot set them back. */
function progressOn(screen: Screen, now: () => number, { lang, shown }: Omit<Talk, 'isQuiet'>): Progress {
  let reached: Omit<Reached, 'seconds'> | undefined;
  let since = 0;
  let bar: SingleBar | undefined;
  let begins: NodeJS.Timeout | undefined;
  // One column is left: a line that fills a terminal ends on the next one.
  const line = () => {
    const seconds = Math.floor((now() - since) / 1000);
    return reached ? goingOnLine({ ...reached, seconds }, lang(), (screen.columns || 80) - 1) : '';
  };
  const draw = async () => {
    const own = begins;
    const { default: progress } = await import('cli-progress');
    // Over while it was loaded.
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

import type { SingleBar } from 'cli-progress';
import type { Io, Screen } from './io.js';
import type { GoingOn, Step } from './model/going-on.js';
import type { Lang, Text } from './model/text.js';
import { goingOnLine, type Reached, stepLine } from './render/going-on-line.js';

interface Talk {
  /** Nothing but errors is printed. */
  isQuiet: boolean;
  /** Each step is printed once it is over. */
  isVerbose: boolean;
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
  const now = () => io.now?.().getTime() ?? 0;
  // With FUNNEL_SQL=1 every statement is printed: that shows what is going on.
  const screen = io.env.FUNNEL_SQL === '1' ? undefined : io.screen;
  const progress = talk.isVerbose ? stepByStep(io.err, now, talk) : screen && progressOn(screen, now, talk);
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

/** Tells what is going on; `end` ends the step that it is at, and takes away what is drawn of it. */
type Progress = GoingOn & { end(): void };

type Telling = Pick<Talk, 'lang' | 'shown'>;
const nameShown = (file: string | undefined, { shown }: Telling) => file && shown(file.replaceAll('\n', ' '));

/** A line for each step once it is over, with how long it took: for a log, where nothing can be drawn over. */
function stepByStep(write: Io['err'], now: () => number, talk: Telling): Progress {
  let at: { step: Step; file: string | undefined; since: number } | undefined;
  const end = () => {
    const over = at;
    at = undefined;
    if (over) write(`funnel: ${stepLine({ ...over, milliseconds: now() - over.since }, talk.lang())}\n`);
  };
  return {
    begin(step, written) {
      const file = nameShown(written, talk);
      // A file is gone through twice in one step: it is one line.
      if (at?.step === step && at.file === file) return;
      end();
      at = { step, file, since: now() };
    },
    reach() {},
    end,
  };
}

/** The modes of the terminal are not touched: a run that is killed could not set them back. */
function progressOn(screen: Screen, now: () => number, talk: Telling): Progress {
  let reached: Omit<Reached, 'seconds'> | undefined;
  let since = 0;
  let bar: SingleBar | undefined;
  let begins: NodeJS.Timeout | undefined;
  // One column stays free: a line that fills the terminal would wrap.
  const line = () => {
    const seconds = Math.floor((now() - since) / 1000);
    return reached ? goingOnLine({ ...reached, seconds }, talk.lang(), (screen.columns || 80) - 1) : '';
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
      reached = { step, file: nameShown(file, talk), done: 0, of };
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

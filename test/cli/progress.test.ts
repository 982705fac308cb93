import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Io, Screen } from '../../src/io.js';
import type { Lang } from '../../src/model/text.js';
import { OPTIONS } from '../../src/options/all-options.js';
import { valuesOf } from '../../src/options/define-option.js';
import { withProgress } from '../../src/progress.js';
import { goingOnLine } from '../../src/render/going-on-line.js';
import { displayWidth } from '../../src/render/width.js';
import { withSession } from '../../src/session/session.js';
import { folder, funnel, small } from './run.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

/** A fake terminal, and what was written to it. */
function terminal(columns = 60) {
  const drawn: string[] = [];
  const screen: Screen = Object.assign(new PassThrough(), { isTTY: true, columns });
  screen.write = (chunk: unknown) => {
    drawn.push(String(chunk));
    return true;
  };
  const said: string[] = [];
  const io: Io = {
    ...{ out: (chunk) => void said.push(String(chunk)), err: (chunk) => void said.push(chunk) },
    ...{ screen, width: columns, isTerminal: true, env: {}, cwd: '.', now: () => new Date() },
  };
  /** What can be read of it, without moves of the cursor. */
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what moves it
  const lines = () => drawn.map((chunk) => chunk.replace(/\x1b(?:\[[\d;]*[A-Za-z]|[78])/g, '')).filter(Boolean);
  return { io, drawn, said, lines };
}
const talk = (lang: Lang = 'en', isQuiet = false, isVerbose = false) => ({
  ...{ isQuiet, isVerbose, lang: () => lang },
  shown: (name: string) => name.replace('Anna', '•••'),
});
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is how a terminal is told to clear a line
const TAKEN_AWAY = /\x1b\[2K$/;

/** So many milliseconds go by, and whatever waits for them is done. */
async function pass(milliseconds: number) {
  vi.advanceTimersByTime(milliseconds);
  await new Promise(setImmediate);
}

/** What draws is loaded when it is wanted, which takes as many turns as it takes. */
async function begun(drawn: readonly string[]) {
  while (drawn.length === 0) await new Promise(setImmediate);
}

describe('whoever waits for longer than a second', () => {
  it('sees what is going on and how far it has come, and none of it any more before something is said', async () => {
    const { io, drawn, said, lines } = terminal();
    await withProgress(io, talk(), async ({ goingOn, out }) => {
      goingOn?.begin('scan', 'ads of Anna.csv', 320e6);
      await pass(999);
      expect(drawn).toEqual([]);
      await pass(1);
      await begun(drawn);
      goingOn?.reach(80e6);
      await pass(100);
      expect(lines()).toEqual([
        'scanning ads of •••.csv  ░░░░░░░░░░░░░░░░░░░    0 of 320 MB',
        'scanning ads of •••.csv  ████░░░░░░░░░░░░░░░   80 of 320 MB',
      ]);
      goingOn?.begin('join');
      await pass(12_000);
      expect(lines().at(-1)).toBe('joining leads, deals and spend  12\u00a0s');
      const before = drawn.length;
      out('the report');
      // Taken away, and never drawn again.
      expect(drawn.slice(before).join('')).toMatch(TAKEN_AWAY);
      const after = drawn.length;
      await pass(10_000);
      expect([drawn.length, said]).toEqual([after, ['the report']]);
    });
    // No mode of the terminal is changed: a run that is killed could not set it back.
    expect(drawn.join('')).not.toContain('\x1b[?');
  });

  it('sees nothing of it with -q, in a pipe, and where it was over meanwhile', async () => {
    const { io, drawn } = terminal();
    await withProgress(io, talk('en', true), async ({ goingOn }) => expect(goingOn).toBeUndefined());
    await withProgress({ ...io, screen: undefined }, talk(), async ({ goingOn }) => expect(goingOn).toBeUndefined());
    await withProgress(io, talk(), async ({ goingOn }) => goingOn?.begin('open', 'ads.csv'));
    await pass(5000);
    expect([drawn, vi.getTimerCount()]).toEqual([[], 0]);
  });

  it('reads with -v each step that is over, and how long it took, in a pipe too; -q and -v are one of the two', async () => {
    const { io, drawn, said } = terminal();
    await withProgress({ ...io, screen: undefined }, talk('en', false, true), async ({ goingOn, out }) => {
      goingOn?.begin('scan', 'ads of Anna.csv', 320e6);
      await pass(1200);
      goingOn?.begin('join');
      await pass(40);
      out('the report');
    });
    expect(said).toEqual([
      'funnel: scanning ads of •••.csv  1.2\u00a0s\n',
      'funnel: joining leads, deals and spend  0.0\u00a0s\n',
      'the report',
    ]);
    expect(drawn).toEqual([]);
    vi.useRealTimers();
    const path = folder(small());
    const { code, err } = await funnel(['sources', path, '-v', '--lang', 'ru']);
    expect([code, err]).toEqual([0, expect.stringMatching(/^funnel: проверка строк ads\.csv {2}\d,\d\u00a0с$/m)]);
    const both = await funnel(['sources', path, '-q', '-v']);
    expect([both.code, both.err]).toEqual([2, 'funnel: --quiet says less and --verbose more: one of the two\n']);
  });

  it('has a clean terminal when the run is stopped', async () => {
    const { io, drawn } = terminal();
    const stops: (() => void)[] = [];
    const onInterrupt = (stop: () => void) => {
      stops.push(stop);
      return () => {};
    };
    await withProgress({ ...io, onInterrupt }, talk(), async ({ goingOn }) => {
      goingOn?.begin('read', 'ads.csv', 10);
      await pass(1000);
      await begun(drawn);
      for (const stop of stops) stop();
      expect(drawn.join('')).toMatch(TAKEN_AWAY);
    });
  });
});

describe('the line', () => {
  const reached = {
    step: 'scan',
    file: 'оплаты за ноябрь, выгружено вчера вечером.csv',
    done: 1e6,
    seconds: 0,
  } as const;
  it.each([20, 40, 60, 80, 120])('fits into %i columns, in either language', (width) => {
    for (const lang of ['en', 'ru'] as const)
      for (const of of [undefined, 0, 3_000_000, 2_000_000_000])
        expect(displayWidth(goingOnLine({ ...reached, of }, lang, width))).toBeLessThanOrEqual(width);
  });

  it('keeps how far it has come where the step itself has no room, and small files have kilobytes', () => {
    const joined = { step: 'join', file: undefined, done: 0, of: undefined, seconds: 12 } as const;
    expect(goingOnLine(joined, 'ru', 30)).toMatch(/… {2}12\u00a0с$/);
    expect(goingOnLine({ ...reached, file: 'a.csv', done: 800, of: 4200 }, 'en', 40)).toBe(
      'scanning a.csv  ██░░░░░░░░░░░  1 of 5 kB',
    );
  });

  it('names the file before it draws a bar, and megabytes as the language writes them', () => {
    expect(goingOnLine({ ...reached, of: 3e6 }, 'ru', 60)).toBe(
      'проверка строк оплаты за ноябрь, выгружено в…  1,0 из 3,0 МБ',
    );
    expect(goingOnLine({ ...reached, file: 'a.csv', of: 3e6 }, 'ru', 60)).toBe(
      'проверка строк a.csv  ███████░░░░░░░░░░░░░░░░  1,0 из 3,0 МБ',
    );
  });
});

it('a run tells each step of each file, with the bytes that are behind it', { tags: 'slow' }, async () => {
  vi.useRealTimers();
  const told: string[] = [];
  let left = 0;
  const [crm = '', ads = ''] = ['crm.csv', 'ads.csv'].map((name) => small()[name]);
  const goingOn = {
    begin(step: string, file = '', bytes = 0) {
      told.push([step, file, bytes || ''].join(' ').trim());
      left = bytes;
    },
    reach(bytes: number) {
      expect(bytes).toBeLessThanOrEqual(left);
      if (bytes === left) told.push('all');
    },
  };
  const io: Io = { ...terminal().io, goingOn };
  await withSession({ ...valuesOf(OPTIONS, {}), paths: [folder(small())] }, io, async () => {});
  // Small files are gone through twice: what settles their formats is all of their cells.
  expect([...new Set(told)]).toEqual([
    ...['open ads.csv', `scan ads.csv ${ads.length}`, 'open crm.csv', `scan crm.csv ${crm.length}`],
    ...[`read ads.csv ${ads.length}`, 'all', `read crm.csv ${crm.length}`, 'join', 'count'],
  ]);
});

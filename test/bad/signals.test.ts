import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { folder } from '../cli/run.js';
import { numberFrom, without } from '../given.js';
import { book } from '../intake/book.js';
import { makeRandom } from '../oracle/random.js';

const bin = fileURLToPath(new URL('../../bin/funnel.js', import.meta.url));
/** A failing run prints its seed and its moment. FUNNEL_MOMENTS=n tries n of each kind of file. */
const seed = numberFrom('FUNNEL_SEED', 20261121);
const moments = numberFrom('FUNNEL_MOMENTS', 1);

/** Milliseconds of work after which the program has obeyed; the same work takes a busy machine longer. */
const LONGEST = 1000;
/** Milliseconds of work within which it may not listen yet, on a slow machine. */
const STARTING = 400;

/** What a file is measured by: half of it is at work long enough for one moment of each kind, and is written in half the time. */
const MB = moments > 1 ? 1 << 20 : 1 << 19;
/** `size` bytes of lines, of which each thousand is another. */
function lines(header: string, line: (at: number) => string, size: number): Buffer {
  const block = Buffer.from(Array.from({ length: 1000 }, (_, at) => line(at)).join(''));
  return Buffer.concat([Buffer.from(header), Buffer.alloc(size, block)]);
}
const day = (at: number): string => `2026-0${1 + (at % 9)}-${String(1 + (at % 28)).padStart(2, '0')}`;
const ads = (size: number) =>
  lines('Day,Campaign,Cost,Clicks\n', (at) => `${day(at)},campaign ${at},${at}.50,${at % 90}\n`, size);

/** What takes long, each in another place of the program. */
const KINDS: Record<string, () => Record<string, Uint8Array> | Promise<Record<string, Uint8Array>>> = {
  'a plain file': () => ({ 'ads.csv': ads(120 * MB) }),
  'quotes in every cell': () => ({
    'ads.csv': lines(
      'Day,Campaign,Cost,Clicks\n',
      (at) => `"${day(at)}","a ""b"" ${at}, c","${at}.50","${at % 90}"\n`,
      60 * MB,
    ),
  }),
  'windows-1251': () => ({
    'ads.csv': Buffer.from(
      lines(
        'Day;Campaign;Cost;Clicks\n',
        (at) => `${day(at)};\u00ea\u00e0\u00ec\u00ef ${at};${at},5;${at % 90}\n`,
        1 * MB,
      )
        .toString('utf8')
        .repeat(40),
      'latin1',
    ),
  }),
  'lines that broke': () => ({
    'ads.csv': lines(
      'Day,Campaign,Cost,Clicks\n',
      (at) => `${day(at)},${at % 3 ? '' : '"'}campaign ${at},1\n`,
      40 * MB,
    ),
  }),
  'one line': () => ({ 'ads.csv': Buffer.concat([Buffer.from('Day,Campaign,Cost\n'), Buffer.alloc(200 * MB, 'x')]) }),
  'one line of cells': () => ({ 'ads.csv': Buffer.concat([Buffer.from('Day,Cost\n'), Buffer.alloc(120 * MB, '1,')]) }),
  gzip: () => ({ 'ads.csv.gz': gzipSync(ads(120 * MB), { level: 1 }) }),
  'a wide file that nobody knows': () => ({
    'data.csv': lines(
      `${Array.from({ length: 400 }, (_, at) => `c${at}`).join(',')}\n`,
      (at) => `${Array.from({ length: 400 }, (_, column) => (at * column) % 97).join(',')}\n`,
      100 * MB,
    ),
  }),
  'a workbook': async () => ({
    'ads.xlsx': await book([
      {
        name: 'Ads',
        rows: [
          ['Day', 'Campaign', 'Cost', 'Clicks'].map((inline) => ({ inline })),
          ...Array.from({ length: 60_000 }, (_, at) => [
            { inline: day(at) },
            { inline: `campaign ${at % 900}` },
            { n: `${at}.5` },
            { n: `${at % 90}` },
          ]),
        ],
      },
    ]),
  }),
  'leads whose source must be looked up': () => ({
    'leads.csv': lines(
      'Lead,Created,Stage,Channel,Amount,Currency\n',
      (at) => `${at},${day(at)},${at % 2 ? 'New' : 'Won'},"VK ${at % 7}",${at},RUB\n`,
      60 * MB,
    ),
  }),
};

/** Milliseconds that the main thread of a process has worked; undefined: it is gone. Busy neighbours do not count. */
function worked(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Stops a run once its main thread has worked for so long; what came of it, and for how long it worked on. */
async function stopped(exports: string, signal: NodeJS.Signals, moment: number) {
  const place = folder({ 'out.csv': 'as it was\n' });
  const temporary = join(place, 'tmp');
  mkdirSync(temporary);
  const argv = [
    'stages',
    exports,
    '--all',
    '--guess',
    '--max-rejects',
    '100%',
    '-f',
    'csv',
    '-o',
    join(place, 'out.csv'),
  ];
  const child = spawn(process.execPath, [bin, ...argv], {
    env: { TMPDIR: temporary },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  let end: { code: number | null; by: string | null } | undefined;
  child.on('exit', (code, by) => {
    end = { code, by };
  });
  const pid = child.pid as number;
  while (!end && (worked(pid) ?? moment) < moment) await pause(5);
  const before = worked(pid);
  child.kill(signal);
  let last = before;
  while (!end) {
    await pause(5);
    last = worked(pid) ?? last;
  }
  const left = readdirSync(temporary);
  const files = readdirSync(place).filter((name) => name !== 'tmp');
  return {
    ...end,
    err,
    left,
    files,
    out: readFileSync(join(place, 'out.csv'), 'utf8'),
    took: (last ?? 0) - (before ?? 0),
    wasOver: before === undefined,
  };
}

/** Stops it at a moment that the random numbers name: earlier, until it is caught at work. */
async function caught(exports: string, signal: NodeJS.Signals, moment: number) {
  const ran = await stopped(exports, signal, moment);
  // One that was over before the signal came, but for the memory it gave back, says nothing of signals.
  const isOver = ran.err !== '' && ran.err !== SAID;
  if (ran.wasOver || ran.code === 0 || isOver) return caught(exports, signal, Math.floor(moment * 0.7));
  return { ...ran, moment, told: `${signal} after ${moment} ms of work` };
}

const SAID = 'funnel: interrupted; no temporary files are left\n';
const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 143],
] as const;

describe('a signal ends the program at any moment, whatever it reads', { tags: 'slow' }, () => {
  const kinds = Object.keys(KINDS).map((kind, at) => [kind, at] as const);

  it.skipIf(without('the folder of processes', existsSync('/proc/self/stat'))).each(kinds)(
    `%s (seed ${seed})`,
    async (kind, place) => {
      const random = makeRandom(seed + place);
      const exports = folder({});
      for (const [name, content] of Object.entries((await KINDS[kind]?.()) ?? {}))
        writeFileSync(join(exports, name), content);
      for (let at = 0; at < moments; at++) {
        const [signal, code] = random.pick(SIGNALS);
        const { took, told, by, moment, ...ran } = await caught(exports, signal, random.int(200, 900));
        // Before it listens, the signal ends it without a word.
        const isEarly = moment < STARTING && ran.err === '' && by === signal;
        expect([told, isEarly || [ran.code, ran.err]]).toEqual([told, isEarly || [code, SAID]]);
        expect([told, ran.left, ran.files, ran.out]).toEqual([told, [], ['out.csv'], 'as it was\n']);
        expect([told, took]).toEqual([told, Math.min(took, LONGEST)]);
      }
    },
    60_000 * moments,
  );
});

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { MACHINE } from '../../src/scratch.js';
import { folder, funnel, small } from '../cli/run.js';
import { without } from '../given.js';

// Section F of the catalogue of bad input: machine and process. What a signal, a full disk or a bare environment does is
// seen on the built program; `| head` (F1) is in test/cli/output.test.ts.

const bin = fileURLToPath(new URL('../../bin/funnel.js', import.meta.url));

const ADS = `files:
  - path: "*.csv"
    table: ad_stats
    columns: {day: Day, source: Source, cost: Cost, clicks: Clicks}
`;
/** Ad statistics that take some time to read; the last line is broken, so that a clean copy is made. */
const large = (rows: number): Record<string, string> => ({
  'a.csv': `Day,Source,Cost,Clicks\n${Array.from({ length: rows }, (_, at) => `2026-03-02,S${at % 50},1.50,1\n`).join('')}broken\n`,
  'funnel.yaml': ADS,
});

/** The built program with an environment of its own. */
const ran = (args: readonly string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', env, timeout: 60_000 });

const ended = (child: ChildProcess) =>
  new Promise<{ code: number | null; signal: string | null }>((done) =>
    child.once('exit', (code, signal) => done({ code, signal })),
  );

/** Waits until the run has made its private folder. */
async function begun(temporary: string) {
  while (readdirSync(temporary).length === 0) await new Promise((done) => setTimeout(done, 2));
}

describe('F2: a person stops the program', () => {
  const exports = folder(large(300_000));

  /**
   * A run that got the signal `wait` milliseconds after it began. One that was over before the signal came says nothing
   * of signals: then half of the wait, so that no machine is too fast for the sentence.
   */
  async function interrupted(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', wait: number) {
    const temporary = folder({});
    const child = spawn(process.execPath, [bin, 'report', exports, '-f', 'json', '--max-rejects', '100%'], {
      env: { TMPDIR: temporary },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    const end = ended(child);
    await begun(temporary);
    await new Promise((done) => setTimeout(done, wait));
    child.kill(signal);
    const { code: exit } = await end;
    if (exit === 0 && wait >= 1) return interrupted(signal, wait / 2);
    return { exit, err, left: readdirSync(temporary) };
  }

  it.each([
    ['SIGINT', 130, 0],
    ['SIGINT', 130, 400],
    ['SIGTERM', 143, 250],
    ['SIGHUP', 143, 150],
  ] as const)('%s: exit %i, %i ms after it began, nothing left behind', async (signal, code, wait) => {
    const { exit, err, left } = await interrupted(signal, wait);
    expect([exit, err, left]).toEqual([code, 'funnel: interrupted; no temporary files are left\n', []]);
  });

  it('a second SIGINT is no more than the first, or ends it where it stands', async () => {
    const temporary = folder({});
    const child = spawn(process.execPath, [bin, 'report', exports], {
      env: { TMPDIR: temporary },
      stdio: 'ignore',
    });
    const end = ended(child);
    await begun(temporary);
    child.kill('SIGINT');
    child.kill('SIGINT');
    const { code, signal } = await end;
    expect([130, null]).toContain(code);
    expect(code ?? signal).toEqual(code === null ? 'SIGINT' : 130);
  });
});

describe('F3: the disk is full', () => {
  /** A file system of its own, of a few megabytes; undefined where nobody may make one. */
  function tiny(megabytes: number): string | undefined {
    const path = folder({});
    const made = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
    return made.status === 0 ? path : undefined;
  }

  it('for temporary files: exit 74 with the path and the bytes, and what was written is removed', (context) => {
    const temporary = tiny(1);
    if (!temporary) return context.skip(without('the right to mount a file system', false));
    try {
      const exports = folder(large(150_000));
      const copied = ran(['report', exports, '--max-rejects', '100%'], { TMPDIR: temporary });
      expect([copied.status, copied.stdout, readdirSync(temporary)]).toEqual([74, '', []]);
      expect(copied.stderr).toMatch(
        /funnel-.*\/0\.csv: could not be written \(ENOSPC, \d+ bytes\)\n {2}→ free some space/,
      );
    } finally {
      execFileSync('umount', [temporary]);
    }
  });

  it('for what an engine spills: exit 74, and the way out', (context) => {
    // Room for what a file is laid out in, and not for what its rows spill.
    const temporary = tiny(16);
    if (!temporary) return context.skip(without('the right to mount a file system', false));
    try {
      const files = large(600_000);
      const exports = folder({ ...files, 'a.csv': (files['a.csv'] as string).replace('broken\n', '') });
      const spilled = ran(['report', exports, '--memory', '24MB'], { TMPDIR: temporary });
      expect([spilled.status, spilled.stdout, readdirSync(temporary)]).toEqual([74, '', []]);
      expect(spilled.stderr).toMatch(/funnel-.*\/spill: no room left to spill to.*\n {2}→ .*--memory 4GB/);
    } finally {
      execFileSync('umount', [temporary]);
    }
  });

  it.skipIf(without('/dev/full', existsSync('/dev/full')))('for the output: exit 74 and no stack', () => {
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', `"${process.execPath}" "${bin}" report "${folder(small())}" > /dev/full`],
      {
        encoding: 'utf8',
      },
    );
    expect(status).toBe(74);
    expect(stderr).toMatch(/^funnel: stdout: could not be written \(ENOSPC\)$/m);
    expect(stderr).not.toMatch(/ at |Error:/);
  });
});

describe('F4: an output is the old file or the new one', () => {
  it('half-written files of killed runs are removed by the next, those of living ones stay', async () => {
    const path = folder({
      ...small(),
      [`.out.csv.tmp-${MACHINE}-999999999-0123abcd`]: 'half',
      [`.out.csv.tmp-${MACHINE}-${process.pid}-0123abcd`]: 'x',
      '.out.csv.tmp-elsewhere-999999999-0123abcd': 'of another machine',
    });
    const { code } = await funnel(['stages', path, '--all', '-f', 'csv', '-o', join(path, 'out.csv')]);
    expect([code, readdirSync(path).filter((name) => name.includes('out.csv'))]).toEqual([
      0,
      [
        `.out.csv.tmp-${MACHINE}-${process.pid}-0123abcd`,
        '.out.csv.tmp-elsewhere-999999999-0123abcd',
        'out.csv',
      ].sort(),
    ]);
  });

  it('a half-written copy for strangers of a killed run is removed by the next', async () => {
    const path = folder(small());
    const place = folder({});
    const left = join(place, `.copy.tmp-${MACHINE}-999999999-0123abcd`);
    mkdirSync(left);
    writeFileSync(join(left, 'export-01.csv'), 'half');
    const { code } = await funnel(['anonymize', path, '-o', join(place, 'copy')]);
    expect([code, readdirSync(place)]).toEqual([0, ['copy']]);
  });

  it('a target that cannot be replaced stays as it was', async () => {
    const path = folder(small());
    mkdirSync(join(path, 'out', 'stages.csv'), { recursive: true });
    writeFileSync(join(path, 'out', 'stages.csv', 'mine'), 'kept');
    const { code, err } = await funnel(['report', path, '--all', '-f', 'csv', '-o', `${join(path, 'out')}/`]);
    expect([code, readdirSync(join(path, 'out', 'stages.csv'))]).toEqual([74, ['mine']]);
    expect(err).toMatch(/could not be written/);
    expect(readdirSync(join(path, 'out')).filter((name) => name.includes('.tmp-'))).toEqual([]);
  });
});

describe('F5: the output is an input', () => {
  it.each(['by its name', 'by a link', 'by a hard link', 'by a folder that is a link'])(
    '%s: an error, and it is as it was',
    async (how) => {
      const path = folder(small());
      const beside = folder({});
      if (how === 'by a link') symlinkSync(join(path, 'crm.csv'), join(beside, 'out.csv'));
      if (how === 'by a hard link') linkSync(join(path, 'crm.csv'), join(beside, 'out.csv'));
      if (how === 'by a folder that is a link') symlinkSync(path, join(beside, 'exports'));
      const out = {
        'by its name': join(path, 'crm.csv'),
        'by a folder that is a link': join(beside, 'exports', 'crm.csv'),
      }[how];
      const before = readFileSync(join(path, 'crm.csv'));
      const ran = await funnel(['stages', path, '--all', '-f', 'csv', '-o', out ?? join(beside, 'out.csv')]);
      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.err).toMatch(/the output is one of the inputs\n {2}→ choose another name for --out/);
      expect(readFileSync(join(path, 'crm.csv'))).toEqual(before);
    },
  );
});

describe('F6: a bare machine', { tags: 'slow' }, () => {
  const path = folder(small());
  const args = ['report', path, '--all', '-f', 'json'];
  let usual: string | undefined;

  it.each([
    ['nothing in the environment', {}],
    [
      'LANG=C, a home that is not there, another zone, a dumb terminal',
      {
        ...{ LANG: 'C', LC_ALL: 'C', HOME: '/nonexistent', TZ: 'Pacific/Kiritimati' },
        ...{ TERM: 'dumb', COLUMNS: '40' },
      },
    ],
    ['a folder for temporary files that is not there', { TMPDIR: '/nonexistent' }],
  ])('%s: the same report to the byte', (_, env) => {
    const { status, stdout, stderr } = ran(args, env);
    expect([status, stderr.includes(' at ')]).toEqual([0, false]);
    usual ??= ran(args, process.env as Record<string, string>).stdout;
    expect(stdout).toBe(usual);
    // Where they lie instead is said, once.
    const said = stderr.match(/temporary files/g)?.length ?? 0;
    expect(said).toBe('TMPDIR' in env ? 1 : 0);
  });

  it('without any place for temporary files, or for what is to be written: one sentence, in either language', (context) => {
    // A world of its own, in which memory and home may only be read; nothing of it is seen outside.
    const readOnly = 'mount -t tmpfs -o ro tmpfs /dev/shm && exec "$@"';
    const alone = (lang: string, ...more: string[]) =>
      spawnSync(
        'unshare',
        ['-m', 'sh', '-c', readOnly, 'sh', process.execPath, bin, ...args, '--lang', lang, ...more],
        {
          encoding: 'utf8',
          env: { HOME: '/dev/shm', TMPDIR: more.length > 0 ? folder({}) : '/nonexistent' },
        },
      );
    if (spawnSync('unshare', ['-m', 'true']).status !== 0)
      return context.skip(without('the right to mount a file system', false));
    const [en, ru] = [alone('en'), alone('ru')];
    expect([en.status, en.stderr]).toEqual([
      74,
      'funnel: /nonexistent: could not be written (ENOENT)\n  → set TMPDIR to a folder that you may write to\n',
    ]);
    expect([ru.status, ru.stderr]).toEqual([
      74,
      'funnel: /nonexistent: не удалось записать (ENOENT)\n  → укажите в TMPDIR папку, куда можно писать\n',
    ]);
    const out = alone('ru', '-o', '/dev/shm/report.json');
    expect([out.status, out.stderr]).toEqual([
      74,
      'funnel: /dev/shm: не удалось записать (EROFS)\n  → ничего не изменено; проверьте папку и свободное место\n',
    ]);
  });

  it('an older engine is told so before anything else', () => {
    const older = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.4"})';
    const { status, stderr } = spawnSync(process.execPath, ['--import', older, bin, '--version'], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, 'funnel: needs Node 20.19 or newer, this is 18.20.4\n']);
  });
});

describe('F7: the clock', () => {
  it("is nobody's to ask: as of which moment is said, and is that of the exports unless it is named", {
    tags: 'slow',
  }, async () => {
    const path = folder(small());
    const asOf = async (...flags: string[]) =>
      (JSON.parse((await funnel(['report', path, '-f', 'json', ...flags])).out) as { as_of: string }).as_of;
    expect(await asOf()).toBe('2026-10-04T09:15:00');
    expect(await asOf('--as-of', '2026-12-31')).toBe('2026-12-31');
    expect((await funnel(['report', path, '--as-of', '2026-12-31'])).out).toContain('followed to 2026-12-31');
  });
});

describe('F8: runs beside each other', { tags: 'slow' }, () => {
  it('two at once have folders of their own, give the same, and the last writes', async () => {
    const [temporary, exports] = [folder({}), folder(large(20_000))];
    const out = join(folder({}), 'out.csv');
    const start = () =>
      ended(
        spawn(process.execPath, [bin, 'stages', exports, '--all', '--max-rejects', '9%', '-f', 'csv', '-o', out], {
          env: { TMPDIR: temporary },
          stdio: 'ignore',
        }),
      );
    const ends = await Promise.all([start(), start()]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    expect([readdirSync(temporary), readdirSync(join(out, '..'))]).toEqual([[], ['out.csv']]);
    expect(readFileSync(out, 'utf8')).toMatch(/^stage,/);
  });

  it('what a killed run left is removed at the next start; a living run keeps its own', async () => {
    const temporary = folder({});
    const child = spawn(process.execPath, [bin, 'report', folder(large(300_000))], {
      env: { TMPDIR: temporary },
      stdio: 'ignore',
    });
    const end = ended(child);
    await begun(temporary);
    const [left = ''] = readdirSync(temporary);
    expect(statSync(join(temporary, left)).mode & 0o777).toBe(0o700);
    // Another run starts meanwhile, and leaves it alone.
    expect(ran(['report', folder(small()), '--all'], { TMPDIR: temporary }).status).toBe(0);
    child.kill('SIGKILL');
    await end;
    // Of a living run, of another machine, of another user, and what only looks like one.
    const others = [
      ...[`funnel-${MACHINE}-1-aaaaaa`, 'funnel-elsewhere-999999999-aaaaaa', 'funnel-notes'],
      ...(process.getuid?.() === 0 ? [`funnel-${MACHINE}-999999998-aaaaaa`] : []),
    ];
    for (const other of others) mkdirSync(join(temporary, other));
    if (others[3]) chownSync(join(temporary, others[3]), 12345, 12345);
    symlinkSync(folder({ mine: 'kept' }), join(temporary, `funnel-${MACHINE}-999999997-aaaaaa`));
    expect(ran(['report', folder(small()), '--all'], { TMPDIR: temporary }).status).toBe(0);
    expect(readdirSync(temporary).sort()).toEqual([...others, `funnel-${MACHINE}-999999997-aaaaaa`].sort());
  });
});

describe('F9: another number of threads', { tags: 'slow' }, () => {
  it('gives the same to the byte', { tags: 'slow' }, async () => {
    // More rows than an engine gives to one thread.
    const path = folder(large(130_000));
    const report = async (...flags: string[]) =>
      (await funnel(['report', path, '--all', '-f', 'json', '--max-rejects', '9%', ...flags])).out;
    const one = await report('--threads', '1');
    expect(JSON.parse(one).ledger[0].used).toBe(130_000);
    expect(await report('--threads', '2', '--memory', '256MB')).toBe(one);
    expect(await report('--threads', '8')).toBe(one);
  });
});

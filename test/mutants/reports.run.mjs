// Whether the tests notice that the program does something else. FUNNEL_MUTANTS=ledger names a part; FUNNEL_MOST=300 asks of
// so many of its mutants, evenly taken; FUNNEL_KILLERS=oracle/,funnel/vat names the folders or files of tests that are asked.
// With FUNNEL_MUTANTS_LOG=FILE what was found is kept there, and a later run goes on where FUNNEL_MINUTES ended this one.

import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { DuckDBConnection } from '@duckdb/node-api';
import { expect, inject, it, vi } from 'vitest';
import { mutated, placesIn } from './sql.mjs';

const places = inject('places');
const KILLERS = process.env.FUNNEL_KILLERS?.split(',') ?? inject('killers');
const LOG = process.env.FUNNEL_MUTANTS_LOG;
/** Seconds of a processor that one mutant may take. */
const MOST = Number(process.env.FUNNEL_MUTANT_SECONDS ?? 20);
const spent = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;
const END = performance.now() + Number(process.env.FUNNEL_MINUTES ?? 1000) * 60_000;

/** Whether what a test does twice is taken on trust. */
const ONCE = process.env.FUNNEL_ONCE === '1';

/** SQL is changed on its way to the engine. */
function ofSql() {
  let [meant, seen, complaint] = [null, new Set(), null];
  const own = DuckDBConnection.prototype.run;
  DuckDBConnection.prototype.run = async function run(text, ...rest) {
    for (const id of placesIn(text)) seen.add(id);
    const isMeant = meant !== null && text.includes(`/*<${meant.id}*/`);
    try {
      return await own.call(this, isMeant ? mutated(text, meant) : text, ...rest);
    } catch (error) {
      if (isMeant && /Parser Error|Binder Error|Catalog Error/.test(error.message)) complaint ??= error.message;
      throw error;
    }
  };
  return {
    mean(place) {
      [meant, complaint] = [place, null];
    },
    /** Which places were met since the last time. */
    met() {
      const all = [...seen];
      seen = new Set();
      return all;
    },
    atImport: () => [],
    isInvalid: () => complaint !== null,
  };
}

/** Code asks at each place whether it is the one that is meant. */
function ofCode() {
  const stryker = { activeMutant: undefined, currentTestId: undefined, mutantCoverage: { static: {}, perTest: {} } };
  globalThis.__stryker__ = stryker;
  const numbers = (counts) => Object.keys(counts).map(Number);
  return {
    mean(place) {
      stryker.activeMutant = place === null ? undefined : String(place.id);
      // What runs in circles is noticed.
      [stryker.hitCount, stryker.hitLimit] = place === null ? [undefined, undefined] : [0, 3_000_000];
    },
    met() {
      const all = numbers(stryker.mutantCoverage.perTest.one ?? {});
      stryker.mutantCoverage.perTest = {};
      stryker.currentTestId = 'one';
      return all;
    },
    atImport: () => numbers(stryker.mutantCoverage.static),
    isInvalid: () => false,
  };
}

const modules = { ...import.meta.glob('../**/*.test.ts') };
const files = Object.keys(modules).filter((path) =>
  KILLERS.some((one) => path.startsWith(`../${one}`) && (one.endsWith('/') || path === `../${one}.test.ts`)),
);

/** The tests of some files, of a program that is imported anew. */
async function gathered(some) {
  vi.resetModules();
  const { begin, tests } = await import('./collected.mjs');
  const found = [];
  for (const file of some) {
    const from = tests.length;
    await modules[file]();
    found.push(
      ...tests.slice(from).map(({ name, work }, at) => ({ file, name: `${file.slice(3)} ${at} ${name}`, work })),
    );
  }
  await begin();
  return found;
}

const timed = async (work) => {
  const from = performance.now();
  try {
    await work();
    return { took: performance.now() - from, failed: null };
  } catch (error) {
    return { took: performance.now() - from, failed: error };
  }
};

it('a program that does something else is noticed', async () => {
  const say = (line) => {
    process.stdout.write(`${line}\n`);
    if (LOG) appendFileSync(LOG, `${line}\n`);
  };
  const way = inject('of') === 'sql' ? ofSql() : ofCode();
  const tests = await gathered(files);
  const imported = new Set(way.atImport());
  const kept = LOG && existsSync(`${LOG}.tests`) ? JSON.parse(readFileSync(`${LOG}.tests`, 'utf8')) : {};
  const able = [];
  for (const { name, file, work } of tests) {
    if (kept[name] === undefined) {
      way.met();
      const [first, again] = ONCE ? Array(2).fill(await timed(work)) : [await timed(work), await timed(work)];
      kept[name] = { took: again.took, seen: way.met() };
      if (first.failed || again.failed) {
        say(`left out: ${name}: ${(first.failed ?? again.failed).message?.split('\n')[0]}`);
        kept[name] = null;
      }
    }
    if (kept[name]) able.push({ name, file, work, took: kept[name].took, seen: new Set(kept[name].seen) });
  }
  if (LOG) writeFileSync(`${LOG}.tests`, JSON.stringify(kept));
  const covered = new Set(able.flatMap(({ seen: all }) => [...all]));
  say(`${places.length} places, ${covered.size} in what ${able.length} tests run, ${imported.size} at import`);
  const ask = process.env.FUNNEL_PLACES?.split(',').map(Number);
  const step = places.length / Math.min(places.length, Number(process.env.FUNNEL_MOST ?? places.length));
  const asked = ask
    ? places.filter(({ id }) => ask.includes(id))
    : Array.from({ length: Math.floor(places.length / step) }, (_, at) => places[Math.floor((at + 0.5) * step)]);

  /** Which test notices; null: none, in the time that there is. What has noticed others comes first, and of the rest what is quick. */
  const noticedBy = async (able, until) => {
    for (const test of able.sort((a, b) => (b.kills ?? 0) - (a.kills ?? 0) || a.took - b.took)) {
      const { failed } = await timed(test.work);
      if (failed) {
        test.kills = (test.kills ?? 0) + 1;
        return test.name;
      }
      if (spent() > until) return null;
    }
    return null;
  };
  /** The same of what is settled when a module is imported: first by those that run what stands just behind it. */
  const noticedAnew = async (place, until) => {
    const known = new Map(able.map((test) => [test.name, test]));
    const near = places.find(({ id, file }) => id >= place.id && file === place.file && covered.has(id))?.id;
    const worth = (file) => {
      const own = able.filter((test) => test.file === file);
      const sum = (of) => own.reduce((all, test) => all + of(test), 0);
      return (
        sum((test) => (test.seen.has(near) ? 1000 : 1) * (1 + (test.kills ?? 0))) / (1000 + sum(({ took }) => took))
      );
    };
    const ordered = files.map((file) => ({ file, worth: worth(file) })).sort((a, b) => b.worth - a.worth);
    for (const { file } of ordered) {
      way.mean(place);
      let anew = [];
      const { failed } = await timed(async () => {
        anew = await gathered([file]);
      });
      const own = anew.flatMap(({ name, work }) => {
        const one = known.get(name);
        return one ? [{ ...one, work, kills: one.seen.has(near) ? 1000 : one.kills }] : [];
      });
      const by = failed ? `${file.slice(3)}, imported` : await noticedBy(own, until);
      if (by !== null) {
        const one = known.get(by);
        if (one) one.kills = (one.kills ?? 0) + 1;
        return by;
      }
      if (spent() > until) break;
    }
    return null;
  };

  const found = { killed: 0, survived: 0, unrun: 0, invalid: 0 };
  const before = LOG && existsSync(LOG) ? readFileSync(LOG, 'utf8') : '';
  for (const place of asked) {
    const known = new RegExp(`^(\\w+) ${place.id} `, 'm').exec(before);
    if (known) {
      found[known[1]]++;
      continue;
    }
    if (performance.now() > END) {
      say('time is over: run it again');
      break;
    }
    const until = spent() + MOST;
    way.mean(place);
    const ran = able.filter(({ seen }) => seen.has(place.id));
    let by = await noticedBy(ran, until);
    const isInvalid = way.isInvalid();
    if (by === null && imported.has(place.id)) by = await noticedAnew(place, spent() + 3 * MOST);
    way.mean(null);
    const isRun = ran.length > 0 || imported.has(place.id);
    const end = !isRun ? 'unrun' : by === null ? 'survived' : isInvalid ? 'invalid' : 'killed';
    found[end]++;
    const { id, file, line, token, instead } = place;
    const late = end === 'survived' && spent() > until ? 'time is over' : '';
    say(`${end} ${id} ${file}:${line} «${token.trim()}» → «${instead.trim()}» ${by ?? late}`);
  }
  const { killed, survived, unrun } = found;
  const share = killed / (killed + survived + unrun);
  say(
    `${JSON.stringify(found)}: ${(100 * share).toFixed(1)} % killed, of those run ${((100 * killed) / (killed + survived)).toFixed(1)} %`,
  );
  expect(share).toBeGreaterThanOrEqual(inject('least'));
});

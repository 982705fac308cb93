// Whether the tests notice SQL that says something else. FUNNEL_MUTANTS=300 asks of so many mutants, evenly taken;
// FUNNEL_KILLERS=oracle,laws,funnel names the folders or files of tests that are asked. With FUNNEL_MUTANTS_LOG=FILE what
// was found is kept there, and a later run goes on where FUNNEL_MINUTES ended this one.

import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { DuckDBConnection } from '@duckdb/node-api';
import { inject, it } from 'vitest';
import { begin, tests } from './collected.mjs';
import { mutated, placesIn } from './sql.mjs';

const KILLERS = process.env.FUNNEL_KILLERS?.split(',') ?? ['oracle', 'laws'];
const LOG = process.env.FUNNEL_MUTANTS_LOG;
/** Seconds of a processor that one mutant may take. */
const MOST = Number(process.env.FUNNEL_MUTANT_SECONDS ?? 20);
const spent = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;
const END = performance.now() + Number(process.env.FUNNEL_MINUTES ?? 1000) * 60_000;

/** Whether what a test does twice is taken on trust. */
const ONCE = process.env.FUNNEL_ONCE === '1';

let meant = null;
let seen = new Set();
let complaint = null;
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

const modules = { ...import.meta.glob('../**/*.test.ts') };
const files = Object.keys(modules).filter((path) =>
  KILLERS.some((one) => path.includes(`/${one}/`) || path.endsWith(`/${one}.test.ts`)),
);

const timed = async (work) => {
  const from = performance.now();
  try {
    await work();
    return { took: performance.now() - from, failed: null };
  } catch (error) {
    return { took: performance.now() - from, failed: error };
  }
};

it('SQL that says something else is noticed', async () => {
  const places = inject('places');
  const say = (line) => {
    process.stdout.write(`${line}\n`);
    if (LOG) appendFileSync(LOG, `${line}\n`);
  };
  for (const file of files) await modules[file]();
  await begin();
  const kept = LOG && existsSync(`${LOG}.tests`) ? JSON.parse(readFileSync(`${LOG}.tests`, 'utf8')) : {};
  const able = [];
  for (const [at, { name: title, work }] of tests.entries()) {
    const name = `${at} ${title}`;
    if (kept[name] === undefined) {
      seen = new Set();
      const [first, again] = ONCE ? Array(2).fill(await timed(work)) : [await timed(work), await timed(work)];
      kept[name] = { took: again.took, seen: [...seen] };
      if (first.failed || again.failed) {
        say(`left out: ${name}: ${(first.failed ?? again.failed).message?.split('\n')[0]}`);
        kept[name] = null;
      }
    }
    if (kept[name]?.seen.length > 0) able.push({ name, work, took: kept[name].took, seen: new Set(kept[name].seen) });
  }
  if (LOG) writeFileSync(`${LOG}.tests`, JSON.stringify(kept));
  const covered = new Set(able.flatMap(({ seen: all }) => [...all]));
  say(`${places.length} places, ${covered.size} in statements that ${able.length} tests run`);
  const ask = process.env.FUNNEL_PLACES?.split(',').map(Number);
  const step = places.length / Math.min(places.length, Number(process.env.FUNNEL_MUTANTS ?? 300));
  const asked = ask
    ? places.filter(({ id }) => ask.includes(id))
    : Array.from({ length: Math.floor(places.length / step) }, (_, at) => places[Math.floor((at + 0.5) * step)]);
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
    [meant, complaint] = [place, null];
    const until = spent() + MOST;
    // What has noticed others comes first, and of the rest what is quick.
    able.sort((a, b) => (b.kills ?? 0) - (a.kills ?? 0) || a.took - b.took);
    let end = covered.has(place.id) ? 'survived' : 'unrun';
    let by = '';
    for (const test of able) {
      if (!test.seen.has(place.id)) continue;
      const { failed } = await timed(test.work);
      if (failed) {
        end = complaint === null ? 'killed' : 'invalid';
        by = test.name;
        test.kills = (test.kills ?? 0) + 1;
        break;
      }
      if (spent() > until) {
        by = 'time is over';
        break;
      }
    }
    meant = null;
    found[end]++;
    const { id, file, line, token, instead } = place;
    say(`${end} ${id} ${file}:${line} «${token.trim()}» → «${instead.trim()}» ${by}`);
  }
  const { killed, survived, unrun } = found;
  say(
    `${JSON.stringify(found)}: ${((100 * killed) / (killed + survived + unrun)).toFixed(1)} % killed, of those run ${((100 * killed) / (killed + survived)).toFixed(1)} %`,
  );
});

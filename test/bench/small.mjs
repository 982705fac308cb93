import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.mjs';
import { inTurn, markdown, run, table } from './measure.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Real exports, which are not part of the project: FUNNEL_CASES names their folder. */
const school = join(process.env.FUNNEL_CASES ?? resolve(root, '../shared/cases'), 'it-school/comma');
const BARE = 'node -e 0';

/** What is small enough for the start of the program to be most of it. */
const SMALL = {
  '--help': ['--help'],
  demo: ['report', join(root, 'fixtures/demo'), '-q'],
  ...(existsSync(school) ? { 'it-school': ['report', school, '-q'] } : {}),
};

/** Beside a node that does nothing. */
export function small({ programs, turns }) {
  const bare = { name: BARE, run: () => run(['-e', '0']) };
  const commands = Object.entries(SMALL).flatMap(([name, args]) =>
    programs.map(({ title, root: own }) => ({
      name: `${title}, ${name}`,
      run: () => run([join(own, 'bin/funnel.js'), ...args]),
    })),
  );
  return table(inTurn([bare, ...commands], turns), BARE);
}

/** `sources`, plain and by 10,000 campaigns with a lead each: the ratio is each program's own. */
export function campaigns({ programs, turns, data }) {
  const folder = join(data, '10k-campaigns');
  if (!existsSync(join(folder, 'funnel.yaml'))) generate(folder, { leads: 10_000, campaigns: 10_000 });
  const sources = (own, options) => run([join(own, 'bin/funnel.js'), 'sources', folder, '-f', 'csv', '-q', ...options]);
  const tables = programs.map(({ title, root: own }) => {
    const plain = `${title}, plain`;
    const contenders = [
      { name: plain, run: () => sources(own, []) },
      { name: `${title}, --by campaign`, run: () => sources(own, ['--by', 'campaign']) },
    ];
    return table(inTurn(contenders, turns), plain);
  });
  return tables.join('\n\n');
}

/** How many statements each of the small reports takes. */
export function statementCounts(programs) {
  const { '--help': _, ...reports } = SMALL;
  const lines = programs.flatMap(({ title, root: own }) =>
    Object.entries(reports).map(([name, args]) => [
      `${title}, ${name}`,
      statements(own, args).length || 'not available',
    ]),
  );
  return markdown(['', 'statements'], lines);
}

/** The dearest statements of a report of that folder; nothing of a program that does not tell. */
export function whereTimeGoes({ root: own }, folder) {
  if (statements(own, SMALL.demo).length === 0) return 'not available';
  const told = statements(own, ['report', folder, '-f', 'csv', '-q']);
  const sum = (list) => list.reduce((all, { ms }) => all + ms, 0);
  const dearest = [...told].sort((a, b) => b.ms - a.ms).slice(0, 12);
  const lines = [
    ...dearest.map(({ number, ms, statement }) => [`${number} \`${statement}\``, ms]),
    [`the other ${told.length - dearest.length}`, sum(told) - sum(dearest)],
    ['outside of statements', told.cpu * 1_000 - sum(told)],
    ['all', told.cpu * 1_000],
  ];
  return markdown(
    ['', 'CPU, s'],
    lines.map(([what, ms]) => [what, (ms / 1_000).toFixed(2)]),
  );
}

/** What FUNNEL_SQL=1 tells: `-- 3 · 12.4 ms · 20.1 ms CPU · 7 rows`, and the statement below, without the paths in it. */
function statements(own, args) {
  const { stderr, cpu } = run([join(own, 'bin/funnel.js'), ...args], { FUNNEL_SQL: '1' });
  const told = stderr.split(/^-- /m).flatMap((one) => {
    const [, number, ms, text] = /^(\d+) · [\d.]+ ms · ([\d.]+) ms CPU · [^\n]*\n([\s\S]*)/.exec(one) ?? [];
    if (number === undefined) return [];
    const line = text
      .replace(/\s+/g, ' ')
      .replace(/(?:\/[^/'"\s]+){2,}/g, '…')
      .replaceAll('|', '¦');
    return [{ number, ms: Number(ms), statement: line.length > 110 ? `${line.slice(0, 110)}…` : line }];
  });
  return Object.assign(told, { cpu });
}

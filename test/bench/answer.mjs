import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_REASON, NO_SOURCE, SPELLINGS, STAGES } from './words.mjs';

/**
 * The job's answer: what funnel and its peers must agree on to the digit. Money in roubles with two decimals.
 *
 * - `stages`: lead to deal → reached, lost there, still open there
 * - `sources`: name → spend, clicks (null where nothing is paid), leads, qualified, deals, revenue
 * - `reasons`: reason → leads lost
 */
const emptySource = () => ({ spend: null, clicks: null, leads: 0, qualified: 0, deals: 0, revenue: 0n });

/**
 * Out of what a peer has grouped, in any spelling: `spend` has rows of source, kopecks, clicks; `cube` has rows of source
 * (null: none), depth (0 lead to 5 deal), whether lost, reason (null: none), leads, kopecks of won deals.
 */
export function answerOf({ spend, cube }) {
  const stages = Object.fromEntries(STAGES.map((stage) => [stage, { reached: 0, lost: 0, open: 0 }]));
  const sources = new Map();
  const reasons = new Map();
  const source = (spelling) => {
    const folded = spelling?.trim().toLowerCase();
    const name = folded ? (SPELLINGS.get(folded) ?? folded) : NO_SOURCE;
    if (!sources.has(name)) sources.set(name, emptySource());
    return sources.get(name);
  };
  for (const [spelling, kopecks, clicks] of spend) {
    const own = source(spelling);
    own.spend = (own.spend ?? 0n) + BigInt(kopecks);
    own.clicks = (own.clicks ?? 0) + Number(clicks);
  }
  for (const [spelling, depth, isLost, reason, count, kopecks] of cube) {
    const leads = Number(count);
    const own = source(spelling);
    own.leads += leads;
    if (depth >= 1) own.qualified += leads;
    if (depth === 5) own.deals += leads;
    own.revenue += BigInt(kopecks ?? 0);
    for (const stage of STAGES.slice(0, Number(depth) + 1)) stages[stage].reached += leads;
    const last = stages[STAGES[depth]];
    if (isLost) last.lost += leads;
    else if (depth < 5) last.open += leads;
    const key = reason?.trim().toLowerCase() || NO_REASON;
    if (isLost) reasons.set(key, (reasons.get(key) ?? 0) + leads);
  }
  for (const own of sources.values())
    for (const key of ['spend', 'revenue']) own[key] = own[key] === null ? null : roubles(own[key]);
  return { stages, sources: sorted(sources), reasons: sorted(reasons) };
}

/** Out of the CSV files that `funnel report -f csv -o FOLDER` has written. */
export function answerOfFunnel(folder) {
  const rows = (name) => {
    const [header, ...lines] = readFileSync(join(folder, `${name}.csv`), 'utf8')
      .trim()
      .split(/\r?\n/);
    const keys = header.split(',');
    return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [keys[at], cell])));
  };
  const count = (cell) => (cell === '' ? null : Number(cell));
  const stages = rows('stages').filter(({ stage }) => STAGES.includes(stage));
  const sources = rows('sources').filter(({ source }) => source !== '(paid)' && source !== '(total)');
  const figures = ({ spend, visits, leads, qualified, deals, revenue }) => ({
    ...{ spend: spend || null, clicks: count(visits), leads: count(leads), qualified: count(qualified) },
    ...{ deals: count(deals), revenue },
  });
  const name = (source) => SPELLINGS.get(source.toLowerCase()) ?? source.toLowerCase();
  return {
    stages: Object.fromEntries(
      stages.map(({ stage, reached, lost, open }) => [
        stage,
        { reached: count(reached), lost: count(lost), open: count(open) },
      ]),
    ),
    sources: sorted(sources.map((row) => [name(row.source), figures(row)])),
    reasons: sorted(rows('reasons').map(({ reason, lost }) => [reason.toLowerCase(), count(lost)])),
  };
}

const sorted = (entries) => Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
const roubles = (kopecks) => `${kopecks / 100n}.${String(kopecks % 100n).padStart(2, '0')}`;

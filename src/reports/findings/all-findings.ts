import { answer } from '../../model/figures/figure.js';
import { othersOf } from '../../model/figures/source-line.js';
import { STANDING } from '../../model/figures/standing.js';
import type { Finding } from '../../model/report.js';
import { lostByReason } from '../lost-tables.js';
import type { ReportContext } from '../report-context.js';
import { sourceTables, totalOf } from '../source-tables.js';
import { changed } from './changed.js';
import { cheapAndEmpty } from './cheap-and-empty.js';
import { dearButSells } from './dear-but-sells.js';
import type { Evidence, FindingDefinition } from './define-finding.js';
import { directHadAds } from './direct-had-ads.js';
import { notHandedOver } from './not-handed-over.js';
import { reasonsUnrecorded } from './reasons-unrecorded.js';
import { spendUnmatched } from './spend-unmatched.js';
import { stageBelowNorm } from './stage-below-norm.js';

/** Every finding, the most urgent first. Adding one: its file, and a line here. */
export const FINDINGS: readonly FindingDefinition[] = [
  stageBelowNorm,
  cheapAndEmpty,
  changed,
  notHandedOver,
  spendUnmatched,
  reasonsUnrecorded,
  dearButSells,
  directHadAds,
];

const MOST = 5;
/** What costs most stands first; what only wants to be known, last. */
const TONES: readonly Finding['tone'][] = ['bad', 'good', 'info'];
/** Filters by how a lead ended leave only leads that ended so: no rate of them says anything. */
const OUTCOMES: ReadonlySet<string> = new Set(['stage', 'ending', 'reason', 'category', 'match']);

/** What a person should act on, most urgent first, at most five. */
export async function findingsOf(asked: ReportContext): Promise<Finding[]> {
  if (!asked.has.leads || asked.scope.where.some(({ dimension }) => OUTCOMES.has(dimension))) return [];
  const evidence = await gather(asked.within({ ...asked.scope, by: [], period: null }));
  const found: Finding[] = [];
  for (const { name, find } of FINDINGS) {
    const finding = await find(evidence);
    if (finding) found.push({ code: name, ...finding });
  }
  return found.sort((a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone)).slice(0, MOST);
}

async function gather(context: ReportContext): Promise<Evidence> {
  const rows = await context.cube(['source']);
  const lines = (await sourceTables(context, [])).flatMap(({ rows: some }) => some);
  const { margin } = context;
  return {
    context,
    rows,
    sources: lines.map((line) => ({
      name: line.keys.get('source') ?? '',
      own: line.own,
      margin,
      verdict: answer(STANDING.quadrant, line),
      others: line.isPaid ? othersOf(line) : { own: line.among.paid, margin },
    })),
    total: totalOf(rows, context),
    lost: await lostByReason(context, []),
  };
}

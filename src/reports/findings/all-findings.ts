import { isOfOutcome } from '../../model/dimensions.js';
import { compare } from '../../model/exact.js';
import { answer } from '../../model/figures/figure.js';
import { othersOf } from '../../model/figures/source-line.js';
import { STANDING } from '../../model/figures/standing.js';
import type { Finding } from '../../model/report.js';
import { join, type Text } from '../../model/text.js';
import { lostByReason } from '../lost-tables.js';
import type { ReportContext } from '../report-context.js';
import { sourceTables, totalOf } from '../source-tables.js';
import { changed } from './changed.js';
import { cheapAndEmpty } from './cheap-and-empty.js';
import { dearButSells } from './dear-but-sells.js';
import type { Evidence, FindingDefinition, Found } from './define-finding.js';
import { directHadAds } from './direct-had-ads.js';
import { notHandedOver } from './not-handed-over.js';
import { reasonsUnrecorded } from './reasons-unrecorded.js';
import { spendUnmatched } from './spend-unmatched.js';
import { stageBelowNorm } from './stage-below-norm.js';

/**
 * All findings. Where they are worth the same money, the earlier in this list comes first. To add one: its file, and a
 * line here.
 */
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

/** No meeting reads more, nor decides more. */
const MOST = 7;
const MOST_TO_DECIDE = 3;
/** What is wrong comes first, what is only good to know last. */
const TONES: readonly Finding['tone'][] = ['bad', 'good', 'info'];

/**
 * What a person should act on, most money first, at most seven. `asTyped` turns a command into the line that shows what
 * is behind a finding, with the days and paths of this run.
 */
export async function findingsOf(
  asked: ReportContext,
  asTyped: (command: readonly string[]) => string,
): Promise<Finding[]> {
  if (!asked.has.leads || isOfOutcome({ ...asked.scope, by: [] })) return [];
  const evidence = await gather(asked.within({ ...asked.scope, by: [], period: null }));
  const found: Said[] = [];
  for (const { name, find } of FINDINGS) {
    const one = await find(evidence);
    if (one) found.push({ ...one, code: name, codes: [name] });
  }
  return explained(found)
    .sort((a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone) || byMoney(a, b))
    .slice(0, MOST)
    .map(({ behind, because, ...finding }) => ({ ...finding, command: asTyped(behind) }));
}

export const toDecideOf = (findings: readonly Finding[]): Text[] =>
  findings.flatMap(({ decide }) => decide ?? []).slice(0, MOST_TO_DECIDE);

type Said = Found & Pick<Finding, 'code' | 'codes'>;

/** Findings without an amount of money come last. Equal ones keep the order of the list. */
const byMoney = (a: Said, b: Said): number =>
  a.money && b.money ? compare(b.money, a.money) : Number(!a.money) - Number(!b.money);

/**
 * A gap in the funnel and the source that explains it become one finding instead of two: the gap, then what is known of
 * the source.
 */
function explained(found: readonly Said[]): Said[] {
  const gap = found.find(({ code }) => code === stageBelowNorm.name);
  const source = found.find(({ code, because }) => code === cheapAndEmpty.name && because === gap?.because);
  if (!gap || !source || gap.because === undefined) return [...found];
  const both: Said = {
    ...source,
    owner: gap.owner,
    codes: [gap.code, source.code],
    money: gap.money ?? source.money,
    ...{ figure: gap.figure, scope: gap.scope, n: gap.n, behind: gap.behind },
    text: join([gap.text, source.text], '. '),
  };
  return found.flatMap((one) => (one === gap ? [both] : one === source ? [] : [one]));
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

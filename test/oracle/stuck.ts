import { makeRandom } from './random.js';

// Which open leads do not move, computed from the definition alone, in whole days.

const AS_OF = 100;
const STAGES = ['lead', 'qualified', 'proposal'] as const;
type Open = (typeof STAGES)[number];

interface Lead {
  readonly id: string;
  readonly stage: Open | 'deal' | 'lost';
  /** The day on which it reached each stage; null: not recorded. */
  readonly came: readonly (number | null)[];
  readonly planned: number | null;
  readonly amount: number | null;
}

export interface StuckInput {
  readonly files: Readonly<Record<string, string>>;
  readonly leads: readonly Lead[];
  readonly given: number | null;
}

const dayOf = (day: number | null): string =>
  day === null ? '' : new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
const WORDS = { lead: 'New', qualified: 'Good', proposal: 'Offer', deal: 'Won', lost: 'Lost' } as const;

export function generateStuck(seed: number): StuckInput {
  const random = makeRandom(seed);
  const given = seed % 2 === 0 ? 7 : null;
  const leads = Array.from({ length: random.int(70, 210) }, (_, at): Lead => {
    const stage = random.pick(['lead', 'qualified', 'proposal', 'deal', 'lost'] as const);
    const depth = stage === 'deal' ? 3 : stage === 'lost' ? 0 : STAGES.indexOf(stage);
    const came: (number | null)[] = [random.int(0, 60)];
    let day = came[0] as number;
    for (let to = 1; to <= depth; to++) {
      day += random.int(0, 12);
      came.push(random.chance(0.2) ? null : day);
    }
    return {
      ...{ id: String(at + 1), stage, came },
      planned: stage === 'deal' || stage === 'lost' || random.chance(0.5) ? null : random.int(80, 120),
      amount: random.chance(0.3) ? null : random.int(1, 9) * 100,
    };
  });
  const lines = leads.map(({ id, stage, came, planned, amount }) =>
    [id, WORDS[stage], ...[0, 1, 2, 3].map((at) => dayOf(came[at] ?? null)), dayOf(planned), amount ?? ''].join(','),
  );
  return {
    ...{ leads, given },
    files: {
      'crm.csv': `${['ID,Status,Created,Good on,Offer on,Won on,Planned,Sum', ...lines].join('\n')}\n`,
      'funnel.yaml': `currency: RUB
files: [{path: crm.csv, table: crm, columns: {lead_id: ID, status: Status, created_at: Created, qualified_at: Good on, proposal_at: Offer on, deal_at: Won on, closed_at: Planned, amount: Sum}}]
statuses: {New: lead, Good: qualified, Offer: proposal, Won: deal, Lost: lost}
${given === null ? '' : `stuck: {proposal: ${given}d}\n`}`,
    },
  };
}
export const asOf = dayOf(AS_OF);

/** The time in which nine of ten came on from a stage, in days: between two of them a tenth at a time; of 30 at least. */
function ninetieth(leads: readonly Lead[], from: number): number | null {
  const took = leads
    .flatMap(({ came }) => {
      const [here, next] = [came[from] ?? null, came[from + 1] ?? null];
      return here === null || next === null || next < here ? [] : [next - here];
    })
    .sort((a, b) => a - b);
  if (took.length < 30) return null;
  const place = 0.9 * (took.length - 1);
  const [low, high] = [took[Math.floor(place)] as number, took[Math.ceil(place)] as number];
  return low + (high - low) * (place - Math.floor(place));
}

/** `lead_id, stage, age_seconds, threshold_seconds, why, amount`, and how many are of unknown age. */
export function stuckRows({ leads, given }: StuckInput): { rows: unknown[][]; unknownAge: number } {
  const open = leads.flatMap((lead) =>
    lead.stage === 'deal' || lead.stage === 'lost' ? [] : [{ ...lead, stage: lead.stage }],
  );
  const aged = open.map((lead) => {
    const at = STAGES.indexOf(lead.stage);
    const since = lead.came[at] ?? null;
    const p90 = ninetieth(leads, at);
    const threshold = lead.stage === 'proposal' && given !== null ? given : p90 === 0 ? null : p90;
    const age = since === null ? null : AS_OF - since;
    const isLong = age !== null && threshold !== null && age > threshold;
    const isPast = lead.planned !== null && lead.planned < AS_OF;
    return { ...lead, age, threshold, why: isLong ? 'too long' : isPast ? 'date past' : null };
  });
  const listed = aged
    .filter(({ age, why }) => age !== null && why !== null)
    .sort((a, b) => (b.age as number) - (a.age as number) || (a.id < b.id ? -1 : 1));
  return {
    unknownAge: aged.filter(({ age }) => age === null).length,
    rows: listed.map(({ id, stage, age, threshold, why, amount }) => [
      ...[id, stage, (age as number) * 86_400, threshold === null ? null : Math.round(threshold * 86_400)],
      ...[why, amount === null ? null : `${amount}.00`],
    ]),
  };
}

import { expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';
import { seedsOr } from '../given.js';
import { type AnswerLead, answersOf, quantile, standings } from './answers.js';
import { generateAnswers } from './generate-answers.js';
import { makeRandom } from './random.js';

const ANSWERS = [
  ...['leads', 'answered', 'within', 'late', 'overdue', 'pending', 'unknown', 'outside', 'within_rate'],
  ...['median_seconds', 'p90_seconds', 'elapsed_median_seconds', 'routing_median_seconds', 'human_median_seconds'],
  ...['feedback_due', 'feedback_given', 'feedback_rate', 'feedback_ever', 'open_leads'],
];
const OF_CALLS = ['attempts', 'no_answer', 'no_answer_under_3', 'calls'];

interface Call {
  lead: string;
  /** Local, to the minute. */
  at: string;
  who: string;
  isIncoming: boolean;
  /** Seconds; null: nothing tells. */
  talk: number | null;
}

/** What a person concludes from the calls of one lead, one after another. */
function heard(lead: AnswerLead, calls: readonly Call[], notBy: readonly string[], first: string) {
  const own = calls
    .filter((call) => call.lead === lead.id && !notBy.includes(call.who))
    .filter(({ at }) => at.slice(0, lead.created.length) >= lead.created)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  let tries = 0;
  // What was tried before the list of calls begins is unknown.
  const isEarly = lead.created.slice(0, 10) < first;
  let isOpen = false;
  for (const call of own) {
    if (!call.isIncoming) tries++;
    if (call.talk === null) isOpen = true;
    if (call.talk)
      return { calls: own.length, tries: isOpen || isEarly ? null : tries || null, isOpen, talk: isOpen ? null : call };
  }
  return { calls: own.length, tries: isOpen || isEarly ? null : tries || null, isOpen, talk: null };
}

it.each(seedsOr(3))('answers by calls are those that are read off them one after another: seed %i', async (seed) => {
  const input = generateAnswers(seed);
  const { int, chance, pick } = makeRandom(seed + 1000);
  const all: Call[] = input.leads.flatMap((lead) =>
    Array.from({ length: pick([0, 0, 1, 2, 3, 4]) }, () => ({
      lead: lead.id,
      at: `${new Date(Date.parse(lead.created.slice(0, 10)) + int(-1, 2) * 86_400_000).toISOString().slice(0, 10)} ${String(int(4, 22)).padStart(2, '0')}:${String(int(0, 59)).padStart(2, '0')}`,
      who: pick(['Анна', 'Борис', 'Вера', 'Гость']),
      isIncoming: chance(0.2),
      talk: pick([0, 0, 40, 60, 60, null]),
    })),
  );
  const rows = all.map((one) => [one.lead, one.at, one.who, one.isIncoming ? 'in' : 'out', one.talk ?? ''].join(','));
  const entry =
    '  - {path: calls.csv, table: calls, columns: {lead_id: Lead, called_at: At, manager: Who, direction: Way, talk: Spoke}}\n';
  const notBy = ['Гость'];
  const yaml = (input.files['funnel.yaml'] as string)
    .replace('files:\n', `files:\n${entry}`)
    .replace(/ {2}not_by: .*\n/, '')
    .replace('sla:\n', 'sla:\n  answer: calls\n  not_by: [Гость]\n');
  const path = folder({
    ...input.files,
    'funnel.yaml': yaml,
    'calls.csv': `Lead,At,Who,Way,Spoke\n${rows.join('\n')}\n`,
  });
  const { asOf } = input;
  const isThere = (moment: string) => asOf === undefined || moment.slice(0, asOf.length).replace(' ', 'T') <= asOf;
  const calls = all.filter(({ at }) => isThere(at));
  const days = calls.map(({ at }) => at.slice(0, 10)).sort();
  const found = new Map(input.leads.map((lead) => [lead.id, heard(lead, calls, notBy, days[0] as string)]));
  const told = input.leads.map((lead): AnswerLead => {
    const { talk, isOpen } = found.get(lead.id) as ReturnType<typeof heard>;
    const day = lead.created.slice(0, 10);
    return {
      ...lead,
      ...{ answered: talk?.at ?? null, response: null },
      unread: [...lead.unread.filter((one) => one === 'assigned'), ...(isOpen ? (['answered'] as const) : [])],
      isMute: day < (days[0] as string) || day > (days.at(-1) as string),
    };
  });
  const stand = standings({ ...input, leads: told, notBy: [] }).filter(({ lead }) => isThere(lead.created));
  const who = ({ lead, standing }: (typeof stand)[number]) =>
    (['within', 'late', 'answered'].includes(standing) ? found.get(lead.id)?.talk?.who : undefined) ?? lead.manager;
  const expected = [...new Set(stand.map(who)), '(total)'].map((name) => {
    const own = stand.filter((one) => name === '(total)' || who(one) === name);
    const ofCalls = own.flatMap(({ lead }) => found.get(lead.id) ?? []);
    const unreached = ofCalls.filter(({ talk, tries, isOpen }) => talk === null && !isOpen && tries !== null);
    const made = ofCalls.reduce((sum, one) => sum + one.calls, 0);
    const isTold = own.length === 0 || own.some(({ lead }) => !lead.isMute);
    const tries = quantile(
      ofCalls.map((one) => (one.tries === null ? null : one.tries * 2)),
      0.5,
    );
    return [
      name,
      [
        ...answersOf(own, input.calendar !== null),
        tries === null ? null : tries / 2,
        ...[unreached.length, unreached.filter((one) => Number(one.tries) < 3).length].map((n) => (isTold ? n : null)),
        isTold || made > 0 ? made : null,
      ],
    ];
  });
  const asked = asOf === undefined ? [] : ['--as-of', asOf];
  const { code, out, err } = await funnel(['sla', path, '--all', '-f', 'json', ...asked]);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  const shown = rowsOf(out, 'sla').map((row) => [
    row.get('manager'),
    [...ANSWERS, ...OF_CALLS].map((one) => row.get(one)),
  ]);
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(expected));
});

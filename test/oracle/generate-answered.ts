// Invented leads that are answered in time, late or never; the later the answer, the more are lost. Time is counted
// around the clock.

import { stringify } from 'yaml';
import type { OracleInput } from './oracle.js';
import { makeRandom } from './random.js';

const written = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

export const generateAnswered = (seed: number): OracleInput & { yaml: string } => {
  const random = makeRandom(seed + 5_000_000);
  const start = Date.UTC(2026, 3, 1);
  const isKnown = random.chance(0.8);
  // How much a late answer harms, and how many answers are late.
  const [harm, late] = [random.pick([0.1, 0.9, 0.9]), random.pick([0.2, 0.5, 0.7])];
  const lines = Array.from({ length: random.int(120, 260) }, (_, at) => {
    const created = start + random.int(0, 50 * 1440) * 60_000;
    const isLate = random.chance(late);
    const minutes = isLate ? random.int(61, 3000) : random.pick([0, 1, 59, 60, random.int(1, 60)]);
    const answered = random.chance(isLate ? 0.5 : 0.95) ? written(created + minutes * 60_000) : '';
    const isLost = random.chance(isLate ? harm : 0.3);
    const status = isLost ? 'Gone' : random.pick(['New', 'Good', 'Good', 'Sold']);
    const cells = [`A${at}`, written(created), status, random.pick(['North', 'South', 'East', 'West'])];
    return [...cells, random.pick(['Ann', 'Bob', 'Cid']), answered].join(',');
  });
  const config = {
    currency: 'EUR',
    files: [
      {
        path: 'crm.csv',
        table: 'crm',
        columns: {
          ...{ lead_id: 'Id', created_at: 'Made', status: 'State', source: 'From', manager: 'Who' },
          answered_at: 'Answered',
        },
      },
    ],
    // How far lost leads had come is known.
    statuses: { New: 'lead', Good: 'qualified', Sold: 'deal', Gone: 'lost' },
    rules: { qualified: { State: ['Good', 'Sold'] } },
    norms: { qualified: random.pick([0.5, 0.6, 0.7]), deal: 0.6 },
    ...(isKnown ? { sla: { response: '1h', calendar: { days: 'Mon-Sun', hours: '00:00-24:00' } } } : {}),
  };
  return {
    files: [{ name: 'crm.csv', text: `Id,Made,State,From,Who,Answered\n${lines.join('\n')}\n` }],
    ...{ config, options: { all: true } },
    yaml: stringify(config),
  };
};

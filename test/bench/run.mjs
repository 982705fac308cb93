// How long a report takes, beside a peer in the same run (csv-parse and a Map, for a third of the job): machines are
// noisy, ratios hold. Run with `npm run bench`, after `npm run build`; LEADS=1000000 for more.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse';

const leads = Number(process.env.LEADS ?? 200_000);
const folder = mkdtempSync(join(tmpdir(), 'funnel-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

let state = 42;
const random = (below) => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return state % below;
};
const pick = (list) => list[random(list.length)];
const crm = createWriteStream(join(folder, 'crm.csv'));
crm.write('ID,Created,Status,Source,Campaign,Budget,Reason,Manager,Note\n');
for (let id = 0; id < leads; id++) {
  const day = `2026-${String(1 + random(9)).padStart(2, '0')}-${String(1 + random(28)).padStart(2, '0')} 10:${String(random(60)).padStart(2, '0')}`;
  const status = pick(['New', 'Qualified', 'Offer', 'Won', 'Lost', 'Lost']);
  const row = `${58050280000000000n + BigInt(id)},${day},${status},${pick(['VK', 'Google', 'Yandex', 'Organic'])},c${random(40)},${random(90_000)}.50,${pick(['', 'Too dear', 'No answer', 'дорого'])},m${random(30)},"a note, with a comma"\n`;
  if (!crm.write(row)) await once(crm, 'drain');
}
crm.end();
await once(crm, 'finish');
writeFileSync(
  join(folder, 'funnel.yaml'),
  'files:\n  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source, campaign: Campaign, revenue: Budget, reason: Reason, manager: Manager}}\nstatuses: {New: lead, Qualified: qualified, Offer: proposal, Won: deal, Lost: lost}\n',
);

const seconds = (started) => ((performance.now() - started) / 1000).toFixed(2);
let started = performance.now();
execFileSync('node', [new URL('../../bin/funnel.js', import.meta.url).pathname, 'report', folder, '-f', 'csv', '-q'], {
  maxBuffer: 2 ** 28,
});
const own = seconds(started);

started = performance.now();
const sums = new Map();
for await (const row of createReadStream(join(folder, 'crm.csv')).pipe(parse({ from_line: 2 })))
  if (row[2] === 'Won') sums.set(row[3], (sums.get(row[3]) ?? 0n) + BigInt(row[5].replace('.', '')));
const peer = seconds(started);

console.log(`${leads} leads: funnel report ${own} s; csv-parse and a Map, revenue by source alone, ${peer} s`);

// The job in JavaScript by hand, with csv-parse and Maps: node peers/csv-parse.mjs FOLDER [dirty]
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { answerOf } from '../answer.mjs';
import { LOST, STAGE_DATES, STATUSES } from '../words.mjs';

const [, , folder, variant] = process.argv;
const isDirty = variant === 'dirty';
const DEPTHS = new Map(Object.keys(STATUSES).map((status, depth) => [status, status === LOST ? 0 : depth]));

/** Calls `each` for every row, with a function that gives the cell of a heading. */
async function read(name, each) {
  let places;
  const parser = createReadStream(`${folder}/${name}.csv`).pipe(parse({ delimiter: isDirty ? ';' : ',' }));
  for await (const row of parser)
    if (places) each((heading) => row[places.get(heading)]);
    else places = new Map(row.map((heading, at) => [heading, at]));
}

const id = (cell) => (isDirty ? cell.replace(/^l:/, '').toLowerCase() : cell);
const DATE = isDirty ? /^(\d\d)\.(\d\d)\.(\d{4}) ([\d:]{8})$/ : /^(\d{4})-(\d\d)-(\d\d) ([\d:]{8})$/;
const ORDER = isDirty ? '$3-$2-$1 $4' : '$&';
/** The moment as text that can be compared, or nothing. */
const moment = (cell) => (DATE.test(cell) ? cell.replace(DATE, ORDER) : undefined);
/** Kopecks: far below 2^53 at every size that is measured. */
const kopecks = (cell) => {
  const digits = cell.replaceAll(' ', '').replace(/[.,]/, '');
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
};

const spend = new Map();
await read('ad_stats', (cell) => {
  const cost = kopecks(cell('cost'));
  if (cost === undefined) return;
  const own = spend.get(cell('source')) ?? [0, 0];
  spend.set(cell('source'), [own[0] + cost, own[1] + Number(cell('clicks'))]);
});

const forms = new Map();
await read('ad_leads', (cell) => {
  if (moment(cell('created_at'))) forms.set(id(cell('lead_id')), cell('source'));
});

const leads = new Map();
await read('crm', (cell) => {
  const key = id(cell('lead_id'));
  const modified = moment(cell('modified_at'));
  if (leads.get(key)?.modified > modified) return;
  const [qualified, contact, proposal, decision] = STAGE_DATES.map((column) => moment(cell(column)) !== undefined);
  const own = DEPTHS.get(cell('status'));
  const isQualified = own === 1 || qualified;
  const inner = (own === 2 || contact) && isQualified ? 2 : Number(isQualified);
  const depth = own === 5 ? 5 : own === 4 || decision ? 4 : own === 3 || proposal ? 3 : inner;
  const isLost = cell('status') === LOST;
  const source = cell('gclid') ? 'google' : cell('yclid') ? 'yandex' : cell('utm_source') || cell('source');
  const revenue = depth === 5 ? (kopecks(cell('amount')) ?? 0) : 0;
  leads.set(key, { modified, depth, isLost, reason: isLost ? cell('reason') : '', source, revenue });
});

const cube = new Map();
const count = ({ depth, isLost, reason, revenue }, source) => {
  const key = `${source}\n${depth}\n${isLost}\n${reason}`;
  const own = cube.get(key) ?? [source, depth, isLost, reason, 0, 0];
  own[4] += 1;
  own[5] += revenue;
  cube.set(key, own);
};
for (const [key, lead] of leads) count(lead, forms.get(key) ?? lead.source);
for (const [key, source] of forms)
  if (!leads.has(key)) count({ depth: 0, isLost: false, reason: '', revenue: 0 }, source);

console.log(
  JSON.stringify(answerOf({ spend: [...spend].map(([source, sums]) => [source, ...sums]), cube: [...cube.values()] })),
);

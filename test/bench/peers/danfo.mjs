// The job in danfojs by hand, plain JavaScript where it has nothing for it: node peers/danfo.mjs FOLDER [dirty]
import { DataFrame, merge, readCSV } from 'danfojs-node';
import { answerOf } from '../answer.mjs';
import { LOST, STAGE_DATES, STATUSES } from '../words.mjs';

const [, , folder, variant] = process.argv;
const isDirty = variant === 'dirty';
const DEPTHS = new Map(Object.keys(STATUSES).map((status, depth) => [status, status === LOST ? 0 : depth]));
/** A join leaves NaN where it found nothing. */
const isKnown = (cell) => cell !== undefined && cell !== null && !Number.isNaN(cell);
/** Danfo groups no blank cells and joins them wrongly. */
const NOTHING = '-';

const read = (name) =>
  readCSV(`${folder}/${name}.csv`, { delimiter: isDirty ? ';' : ',', dynamicTyping: false, encoding: 'latin1' });
const id = (cell) => (isDirty ? cell.replace(/^l:/, '').toLowerCase() : cell);
const DATE = isDirty ? /^(\d\d)\.(\d\d)\.(\d{4}) ([\d:]{8})$/ : /^(\d{4})-(\d\d)-(\d\d) ([\d:]{8})$/;
const moment = (cell) => (DATE.test(cell ?? '') ? cell.replace(DATE, isDirty ? '$3-$2-$1 $4' : '$&') : '');
const kopecks = (cell) => {
  const digits = String(cell).replaceAll(' ', '').replace(/[.,]/, '');
  return /^\d+$/.test(digits) ? Number(digits) : 0;
};
const column = (frame, name) => frame.column(name).values;
/** Its reader breaks letters that lie across two chunks of a file: so it is given bytes, and letters are made of them here. */
const words = (frame, name) => column(frame, name).map((cell) => Buffer.from(cell ?? '', 'latin1').toString());
/** The latest row of each ID. (Sorted by text, danfo's rows are not in order.) */
function latest(frame, by) {
  const moments = column(frame, by);
  const last = new Map();
  column(frame, 'id').forEach((one, at) => {
    if (!(moments[last.get(one)] > moments[at])) last.set(one, at);
  });
  return frame.iloc({ rows: [...last.values()] }).resetIndex();
}

const stats = await read('ad_stats');
const paid = stats
  .drop({ columns: ['source'] })
  .addColumn('source', words(stats, 'source'))
  .addColumn('kopecks', column(stats, 'cost').map(kopecks))
  .addColumn(
    'count',
    column(stats, 'clicks').map((cell) => Number(String(cell).replaceAll(' ', ''))),
  );
const readable = paid.query(column(paid, 'kopecks').map((cost) => cost > 0));
const spend = readable.groupby(['source']).agg({ kopecks: 'sum', count: 'sum' }).values;

const formRows = await read('ad_leads');
const dated = new DataFrame({
  id: column(formRows, 'lead_id').map(id),
  form: words(formRows, 'source'),
  moment: column(formRows, 'created_at').map(moment),
});
const forms = latest(dated.query(column(dated, 'moment').map((text) => text !== '')).resetIndex(), 'moment').drop({
  columns: ['moment'],
});

const crm = await read('crm');
const cells = Object.fromEntries(
  [
    'lead_id',
    'status',
    'modified_at',
    'amount',
    'reason',
    'source',
    'utm_source',
    'gclid',
    'yclid',
    ...STAGE_DATES,
  ].map((name) => [name, words(crm, name)]),
);
const depths = cells.status.map((status, at) => {
  const own = DEPTHS.get(status);
  const [qualified, contact, proposal, decision] = STAGE_DATES.map((name) => moment(cells[name][at]) !== '');
  const isQualified = own === 1 || qualified;
  const inner = (own === 2 || contact) && isQualified ? 2 : Number(isQualified);
  return own === 5 ? 5 : own === 4 || decision ? 4 : own === 3 || proposal ? 3 : inner;
});
const versions = new DataFrame({
  id: cells.lead_id.map(id),
  modified: cells.modified_at.map(moment),
  depth: depths,
  lost: cells.status.map((status) => Number(status === LOST)),
  reason: cells.reason.map((reason, at) => (cells.status[at] === LOST && reason) || NOTHING),
  source: cells.source.map(
    (source, at) =>
      (cells.gclid[at] && 'google') || (cells.yclid[at] && 'yandex') || cells.utm_source[at] || source || NOTHING,
  ),
  kopecks: cells.amount.map((amount, at) => (depths[at] === 5 ? kopecks(amount) : 0)),
});
const leads = merge({ left: latest(versions, 'modified'), right: forms, on: ['id'], how: 'outer' });
const filled = (name, missing) => column(leads, name).map((cell) => (isKnown(cell) ? cell : missing));
const sources = filled('source', NOTHING);
const cube = new DataFrame({
  source: filled('form').map((form, at) => form ?? sources[at]),
  depth: filled('depth', 0),
  lost: filled('lost', 0),
  reason: filled('reason', NOTHING),
  leads: filled('depth', 0).map(() => 1),
  kopecks: filled('kopecks', 0),
})
  .groupby(['source', 'depth', 'lost', 'reason'])
  .agg({ leads: 'sum', kopecks: 'sum' }).values;

const known = (cell) => (cell === NOTHING ? null : cell);
console.log(
  JSON.stringify(
    answerOf({
      spend,
      cube: cube.map(([source, depth, lost, reason, ...sums]) => [
        known(source),
        depth,
        lost === 1,
        known(reason),
        ...sums,
      ]),
    }),
  ),
);

// The job in Polars by hand, lazy and streaming: node peers/polars.mjs FOLDER [dirty]
import pl from 'nodejs-polars';
import { _Expr } from 'nodejs-polars/bin/lazy/expr/index.js';
import { answerOf } from '../answer.mjs';
import { LOST, STATUSES } from '../words.mjs';

const [, , folder, variant] = process.argv;
const isDirty = variant === 'dirty';
const { col, lit, when, len } = pl;
const nothing = lit(null);

const scan = (name) => pl.scanCSV(`${folder}/${name}.csv`, { sep: isDirty ? ';' : ',', inferSchemaLength: 0 });
const rows = (query) => query.collectSync({ engine: 'streaming' }).rows();

const bare = when(col('lead_id').str.startsWith('l:')).then(col('lead_id').str.slice(2)).otherwise(col('lead_id'));
const id = (isDirty ? bare.str.toLowerCase() : col('lead_id')).alias('id');
const digits = (column, mark) =>
  (isDirty ? col(column).str.replaceAll(' ', '', true) : col(column)).str.replace(mark, '', true);
const kopecks = (column) => digits(column, isDirty ? ',' : '.').cast(pl.Int64);
// The binding's own strptime looks for a date anywhere in the cell: it is slower, and 31.02.2025 is the 1st of February.
const format = isDirty ? '%d.%m.%Y %H:%M:%S' : '%Y-%m-%d %H:%M:%S';
const [STRICT, EXACT, CACHE] = [false, true, false];
const moment = (column) => _Expr(col(column)._expr.strToDatetime(format, undefined, undefined, STRICT, EXACT, CACHE));

const spend = scan('ad_stats')
  .select(col('source'), kopecks('cost').alias('kopecks'), digits('clicks', ' ').cast(pl.Int64).alias('clicks'))
  .filter(col('kopecks').isNotNull())
  .groupBy('source')
  .agg(col('kopecks').sum(), col('clicks').sum());

const forms = scan('ad_leads')
  .select(id, col('source').alias('form'), moment('created_at').alias('moment'))
  .filter(col('moment').isNotNull())
  .groupBy('id')
  .agg(col('form').first());

const [, qualified, contact, proposal, decision, deal] = Object.keys(STATUSES).map((status) =>
  col('status').eq(lit(status)),
);
const dated = (column) => moment(column).isNotNull();
const isQualified = qualified.or(dated('qualified_at'));
const depth = when(deal)
  .then(lit(5))
  .when(decision.or(dated('decision_at')))
  .then(lit(4))
  .when(proposal.or(dated('proposal_at')))
  .then(lit(3))
  .when(contact.or(dated('contact_at')).and(isQualified))
  .then(lit(2))
  .when(isQualified)
  .then(lit(1))
  .otherwise(lit(0));
const lost = col('status').eq(lit(LOST));
const source = when(col('gclid').isNotNull())
  .then(lit('google'))
  .when(col('yclid').isNotNull())
  .then(lit('yandex'))
  .when(col('utm_source').isNotNull())
  .then(col('utm_source'))
  .otherwise(col('source'));
const versions = scan('crm').select(
  id,
  moment('modified_at').alias('modified'),
  depth.alias('depth'),
  lost.alias('lost'),
  when(lost).then(col('reason')).otherwise(nothing).alias('reason'),
  source.alias('source'),
  when(deal).then(kopecks('amount')).otherwise(nothing).alias('kopecks'),
);
// Faster than sorting all rows by modification, and than the last of each group: only one lead in a hundred comes again.
const latest = versions.join(versions.groupBy('id').agg(col('modified').max()), {
  on: ['id', 'modified'],
  how: 'inner',
});
const cube = latest
  .join(forms, { on: 'id', how: 'full', coalesce: true })
  .select(
    when(col('form').isNotNull()).then(col('form')).otherwise(col('source')).alias('source'),
    ...[col('depth').fillNull(lit(0)), col('lost').fillNull(lit(false)), 'reason', 'kopecks'],
  )
  .groupBy(['source', 'depth', 'lost', 'reason'])
  .agg(len().alias('leads'), col('kopecks').sum());

console.log(JSON.stringify(answerOf({ spend: rows(spend), cube: rows(cube) })));

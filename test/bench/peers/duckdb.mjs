// The job in SQL by hand: node peers/duckdb.mjs FOLDER [dirty]
import { DuckDBInstance } from '@duckdb/node-api';
import { answerOf } from '../answer.mjs';
import { LOST, STATUSES } from '../words.mjs';

const [, , folder, variant] = process.argv;
const isDirty = variant === 'dirty';
const file = (name) => `read_csv('${folder}/${name}.csv', header = true, delim = '${isDirty ? ';' : ','}', quote = '"',
  escape = '"', all_varchar = true, auto_detect = false, columns = {${COLUMNS[name].map((column) => `${column}: 'varchar'`).join(', ')}})`;
const COLUMNS = {
  crm: [
    ...['lead_id', 'created_at', 'modified_at', 'status', 'qualified_at', 'contact_at', 'proposal_at', 'decision_at'],
    ...['closed_at', 'amount', 'reason', 'manager', 'source', 'utm_source', 'utm_medium', 'utm_campaign'],
    ...['gclid', 'yclid', 'note'],
  ],
  ad_leads: ['lead_id', 'created_at', 'source', 'campaign', 'form'],
  ad_stats: ['day', 'source', 'campaign', 'impressions', 'clicks', 'conversions', 'cost'],
};
const id = isDirty ? `lower(case when lead_id[2] = ':' then lead_id[3:] else lead_id end)` : 'lead_id';
const moment = (column) => `try_strptime(${column}, '${isDirty ? '%d.%m.%Y %H:%M:%S' : '%Y-%m-%d %H:%M:%S'}')`;
const kopecks = (column) =>
  `try_cast(${isDirty ? `replace(replace(${column}, ' ', ''), ',', '')` : `replace(${column}, '.', '')`} as bigint)`;
const count = (column) => `cast(${isDirty ? `replace(${column}, ' ', '')` : column} as bigint)`;
const depth = Object.keys(STATUSES).map((status, at) => `when '${status}' then ${status === LOST ? 0 : at}`);

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const rows = async (sql) => (await connection.runAndReadAll(sql)).getRows();

const spend = await rows(`select source, sum(kopecks), sum(clicks)
  from (select source, ${kopecks('cost')} as kopecks, ${count('clicks')} as clicks from ${file('ad_stats')})
  where kopecks is not null group by all`);

const cube = await rows(`
  with forms as (
    select ${id} as id, arg_max(source, moment) as source
    from (select lead_id, source, ${moment('created_at')} as moment from ${file('ad_leads')})
    where moment is not null group by all
  ), leads as (
    select ${id} as id, arg_max({
        depth: case status ${depth.join(' ')} end,
        lost: status = '${LOST}',
        qualified: ${moment('qualified_at')} is not null,
        contact: ${moment('contact_at')} is not null,
        proposal: ${moment('proposal_at')} is not null,
        decision: ${moment('decision_at')} is not null,
        amount: amount, reason: reason,
        source: case when gclid <> '' then 'google' when yclid <> '' then 'yandex' when utm_source <> '' then utm_source
          else nullif(source, '') end
      }, ${moment('modified_at')}) as last
    from ${file('crm')} group by all
  ), deep as (
    select coalesce(forms.source, last.source) as source, coalesce(last.lost, false) as lost,
      case when last.depth = 5 then 5
        when last.depth = 4 or last.decision then 4
        when last.depth = 3 or last.proposal then 3
        when (last.depth = 2 or last.contact) and (last.depth = 1 or last.qualified) then 2
        when last.depth = 1 or last.qualified then 1 else 0 end as depth,
      last.reason, last.amount
    from leads full join forms using (id)
  )
  select source, depth, lost, case when lost then reason end, count(*), sum(case when depth = 5 then ${kopecks('amount')} end)
  from deep group by all`);

console.log(JSON.stringify(answerOf({ spend, cube })));

import type { Config } from '../config/schema.js';
import type { Engine } from '../engines/engine.js';
import { joined, name, sql } from '../engines/sql.js';
import { text } from '../error.js';
import type { ExportFacts } from '../intake/type/export-facts.js';
import { rowsOf } from '../model/canonical.js';
import { mask } from '../model/fold.js';
import { nearest } from '../model/nearest.js';
import type { Warning } from '../model/report.js';

/**
 * Warns of managers and statuses in `sla` that no export has: they change nothing, and a typing error would go unseen.
 */
export async function slaUnmatched(engine: Engine, { fields }: ExportFacts, { sla }: Config): Promise<Warning[]> {
  if (!sla) return [];
  const valuesOf = async (field: string, tables: readonly ('crm' | 'calls')[]): Promise<string[]> => {
    const own = tables
      .filter((table) => fields[table].has(field))
      .map((table) => sql`select ${name(field)} as value from ${name(rowsOf(table))} where ${name(field)} is not null`);
    if (own.length === 0) return [];
    const rows = await engine.query(sql`select distinct value from (${joined(own, ' union all ')}) order by 1`);
    return rows.map(([value]) => String(value));
  };
  const lists = [
    ['sla.calendar.by.manager', [...(sla.calendar?.byManager?.keys() ?? [])], 'manager', ['crm']],
    // A robot may only occur in the telephony.
    ['sla.not_by', sla.notBy ?? [], 'manager', ['crm', 'calls']],
    // Of "Pipeline / Status" only the status.
    ['sla.none', (sla.none ?? []).map((status) => status.split(' / ').at(-1) as string), 'status', ['crm']],
  ] as const;
  const found: Warning[] = [];
  for (const [key, words, field, tables] of lists) {
    if (words.length === 0) continue;
    const there = await valuesOf(field, tables);
    const known = new Set(there.map((value) => value.trim().toLowerCase()));
    for (const word of words.filter((one) => !known.has(one.trim().toLowerCase())))
      found.push(unmatched(key, word, there));
  }
  return found;
}

function unmatched(key: string, word: string, there: readonly string[]): Warning {
  const near = nearest(word, there);
  const [en, ru] =
    near === undefined
      ? ['write it as the CRM does', 'напишите так, как в CRM']
      : [`did you mean «${mask(near)}»?`, `возможно, «${mask(near)}»?`];
  return {
    code: 'sla-unmatched',
    count: 1,
    message: text(
      `${key} in funnel.yaml: no export has «${word}», so it changes nothing; ${en}`,
      `${key} в funnel.yaml: «${word}» нет ни в одной выгрузке, ничего не изменилось; ${ru}`,
    ),
  };
}

import type { Engine } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { name, sql } from '../engines/sql.js';
import { STATUS_MAP } from '../model/canonical.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import type { CountedStatus, Provenance } from '../model/provenance.js';
import { once } from '../model/remembered.js';
import type { Session } from './session.js';

/** Says where the figures of a session come from: headings and files. */
export const provenanceOf = ({ engine, facts, config }: Session): Provenance => ({
  headings: (table, field) => [
    ...new Set(facts.files.flatMap((file) => (file.table === table ? (file.headings.get(field) ?? []) : []))),
  ],
  files: (table, field) =>
    facts.files.flatMap((file, at) =>
      file.table === table ? [{ at, file: file.file, heading: file.headings.get(field) ?? null }] : [],
    ),
  statuses: once(() => statusesOf(engine)),
  rules: config.rules,
  areCallsContact: config.calls === 'contact' && facts.tables.has('calls'),
});

/** The table of the meanings of statuses in the exports. */
export const STATUSES = spelt.stored(sql`status_map`, name(STATUS_MAP));

async function statusesOf(engine: Engine): Promise<CountedStatus[]> {
  const rows = (await engine.query(
    sql`select distinct pipeline, status, outcome, stage, won, lost from ${STATUSES} order by all`,
  )) as [string | null, string | null, string | null, bigint | null, boolean, boolean][];
  const meanings = new Map<string, Set<string>>();
  for (const [, status, , stage, , lost] of rows)
    if (status !== null) meanings.set(status, (meanings.get(status) ?? new Set()).add(`${stage} ${lost}`));
  const found = new Map<string, CountedStatus>();
  for (const [pipeline, status, outcome, stage, won, lost] of rows) {
    // If the outcome is separate from the stage, it is the evidence of won and lost, and the status only of the stage.
    const decided = outcome !== null && (lost || won);
    const own =
      status === null || pipeline === null || (meanings.get(status)?.size ?? 0) < 2 || outcome !== null
        ? status
        : `${pipeline} / ${status}`;
    const parts: CountedStatus[] = [];
    if (decided) parts.push({ status: outcome, stage: won ? 'deal' : null, lost: lost && !won });
    if (own !== null && !(decided && stage === null))
      parts.push({
        status: own,
        stage: stage === null ? null : (LEAD_STAGES[Number(stage)] ?? null),
        lost: lost && !decided,
      });
    for (const one of parts) found.set(JSON.stringify(one), one);
  }
  return [...found.values()];
}

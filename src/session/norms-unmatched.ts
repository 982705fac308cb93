import type { Config } from '../config/schema.js';
import type { Engine } from '../engines/engine.js';
import { sql } from '../engines/sql.js';
import { text } from '../error.js';
import { sameSource } from '../facts/source-names.js';
import { nearest } from '../model/nearest.js';
import type { Warning } from '../model/report.js';

/** Warns of norms of sources that no export has: nothing is compared with them, and a typing error would go unseen. */
export async function normsUnmatched(
  engine: Engine,
  { norms, sources: aliases }: Config,
  apart: ReadonlySet<string>,
): Promise<Warning[]> {
  if (norms.bySource.size === 0) return [];
  const there = (await engine.query(sql`select distinct source from source_map order by source`)).flat().map(String);
  const isSame = sameSource(aliases, apart);
  return [...norms.bySource.keys()]
    .filter((name) => !there.some((source) => isSame(name, source)))
    .map((name) => {
      const near = nearest(name, there);
      const [en, ru] =
        near === undefined
          ? ['name it as the sources table does', 'назовите его так, как в таблице источников']
          : [`did you mean «${near}»?`, `возможно, «${near}»?`];
      return {
        code: 'norms-unmatched',
        count: 1,
        message: text(
          `norms.by.source in funnel.yaml: no export has the source «${name}», so its norms apply to nothing; ${en}`,
          `norms.by.source в funnel.yaml: источника «${name}» нет ни в одной выгрузке, его нормы ни к чему не применены; ${ru}`,
        ),
      };
    });
}

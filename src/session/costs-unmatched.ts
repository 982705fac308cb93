import { text } from '../error.js';
import type { Built } from '../facts/built.js';
import type { Warning } from '../model/report.js';

/** Warns of costs of sources that no export has: they are in the total, and in no row. */
export const costsUnmatched = ({ unborne }: Pick<Built, 'unborne'>): Warning[] =>
  unborne.map((source) => ({
    code: 'costs-unmatched',
    count: 1,
    message: text(
      `costs.by.source in funnel.yaml: no export has the source «${source}», so only the total bears its costs; name it as the sources table does`,
      `costs.by.source в funnel.yaml: источника «${source}» нет ни в одной выгрузке, его затраты — только в «Всего»; назовите его так, как в таблице источников`,
    ),
  }));

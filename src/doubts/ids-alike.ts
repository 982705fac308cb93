import { isIn, raw, sql } from '../engines/sql.js';
import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { type Doubtful, defineDoubt } from './define-doubt.js';
import { perFiles } from './file-numbers.js';

/** The numbers of files of leads. Salesforce is left out: its IDs do differ by the case of their letters alone. */
const filesOf = ({ settings, crms }: Doubtful): number[] =>
  settings.crmFiles.flatMap((file, at) => (file && crms[at] !== 'Salesforce' ? [at] : []));

/** What a sheet shows of `10001` as a number is `10 001` or `10,001`; a person writes `№ 10001`, or `ID 10001`. */
const NUMBERED = sql`regexp_replace(lower(lead_key), '^(?:№|#|id|no|n[°º])[\\s.:-]*([0-9])', '\\1')`;
const GROUPED = `'^[0-9]{1,3}(?:[\\s\\x{a0}\\x{202f}.,''’][0-9]{3})+$'`;
const UNGROUPED = sql`case when regexp_matches(${NUMBERED}, ${raw(GROUPED)}) then regexp_replace(${NUMBERED}, '[^0-9]', '', 'g') else ${NUMBERED} end`;

/**
 * `ab7` and `AB7`, `007` and `7`, `7.0` and `7`, `10 001` and `10001` in two files count as two leads, though a person may
 * see one.
 */
export default defineDoubt({
  code: 'ids-alike',
  asks: (facts) => filesOf(facts).length > 1,
  async look(facts) {
    const { engine, crm, files } = facts;
    // An ID of zeros alone would become blank, and stays as it is.
    const folded = sql`coalesce(nullif(ltrim(regexp_replace(${UNGROUPED}, '[.,]0+$', ''), '0'), ''), lead_key)`;
    const rows = await engine.query(sql`select files, count(*) from (
        select array_to_string(list_sort(list(distinct file)), ' ') as files from ${crm}
        where entity = 'lead' and ${isIn(sql`file`, filesOf(facts))}
        group by ${folded} having count(distinct lead_key) > 1 and count(distinct file) > 1)
      group by files order by files`);
    return perFiles(rows, files);
  },
  say: ({ count, list }) =>
    text(
      `${counted(count, 'lead ID')} in ${list} that differ in the case of letters, leading zeros, a tail of .0, marks between thousands or «№», «ID» before them alone: counted as different leads; if they are one, say how to read them in funnel.yaml: ids: {ignore_case: true}, {pad: 8} or {strip_tail: true}, or export them without those marks`,
      `ID лидов в ${list}, которые различаются только регистром букв, нулями в начале, хвостом «.0», знаками между тысячами или «№», «ID» впереди: ${formatWhole(count, 'ru')}; посчитаны как разные лиды; если это один лид, укажите в funnel.yaml, как их читать: ids: {ignore_case: true}, {pad: 8} или {strip_tail: true}, или выгрузите их без этих знаков`,
    ),
});

import type { FileFacts } from '../intake/type/export-facts.js';
import { fold } from '../model/fold.js';
import { type Text, text } from '../model/text.js';
import { SOURCES } from '../sources/known-sources.js';

type Side = 'lead' | 'deal';

/** The field by which rows of one side name rows of the other. */
const LINK = { lead: 'deal_id', deal: 'lead_id' } as const;

/** Headings of IDs of a side: `Associated Contact IDs`, `Lead`, «ID лида». */
const NAMES: Record<Side, RegExp> = {
  lead: /(?:deal|opportunit|order|сделк|заказ)/iu,
  deal: /(?:lead|contact|client|customer|request|лид|контакт|клиент|заяв(?:к|ок)|обращени)|(?:^|[ _])user[ _]?id$|^(?:id|№|номер) (?:пользовател|покупател)/iu,
};
/** Headings that both sides may have for the same person. */
const PERSON =
  /^(?:e-?mail|почта|phone(?: number)?|телефон|client[ _]?id|customer[ _]?id|user[ _]?id|контакт|клиент)$/iu;

/**
 * Says what could link the deals of a CRM to its leads: columns of the exports that are not read, columns that other
 * exports of the same CRM have, and what to type.
 */
export function linkColumns(files: readonly FileFacts[]): Text[] {
  const of = (side: Side) => files.filter(({ table, entity }) => table === 'crm' && entity === side);
  const sides = [
    [of('deal'), of('lead'), 'deal'],
    [of('lead'), of('deal'), 'lead'],
  ] as const;
  const said = sides.flatMap(([own, others, side]) => own.flatMap((file) => ofFile(file, others, side)));
  const [deals, leads] = [of('deal')[0]?.file ?? '', of('lead')[0]?.file ?? ''];
  return [
    ...said,
    text(
      `a column that links them is named in funnel.yaml: columns: {lead_id: …} for ${deals}, columns: {deal_id: …} for ${leads}, or a file of both IDs with table: deal_links`,
      `столбец, который их связывает, указывают в funnel.yaml: columns: {lead_id: …} для ${deals}, columns: {deal_id: …} для ${leads} или отдельный файл с обоими ID (table: deal_links)`,
    ),
  ];
}

function ofFile(file: FileFacts, others: readonly FileFacts[], side: Side): Text[] {
  const field = LINK[side];
  const read = file.headings.get(field);
  if (read !== undefined)
    return [
      text(
        `«${read}» of ${file.file} is blank for them, or names what is not here`,
        `«${read}» в ${file.file} у них пуст или называет то, чего здесь нет`,
      ),
    ];
  const shared = new Set(others.flatMap((one) => [...one.others, ...one.headings.values()]).map(fold));
  const here = file.others.filter(
    (heading) => NAMES[side].test(heading) || (PERSON.test(heading) && shared.has(fold(heading))),
  );
  if (here.length > 0) {
    const list = here.map((heading) => `«${heading}»`).join(', ');
    return [text(`${list} of ${file.file} could link them`, `связать их могут: ${list} в ${file.file}`)];
  }
  const usual = SOURCES.find(({ name }) => name === file.source)
    ?.exports.filter(({ entity = 'lead' }) => entity === side)
    .flatMap(({ fields }) => fields[field]?.headings ?? [])
    .find((heading) => typeof heading === 'string');
  return usual === undefined
    ? []
    : [
        text(
          `${file.file} could be exported again with the column «${usual}»`,
          `${file.file} можно выгрузить ещё раз со столбцом «${usual}»`,
        ),
      ];
}

import { type ToldOfLeads, tellsEnds } from '../facts/told-of-leads.js';
import type { ExportFacts } from '../intake/type/export-facts.js';
import type { Warning } from '../model/report.js';
import { type Text, text } from '../model/text.js';
import { looksLikeOutcome } from '../sources/heading-looks.js';

const MOST_HEADINGS = 5;

/**
 * Warns that deals, and all that is computed from them, are blank because no status, date, rule or outcome tells which
 * leads are won. It names columns that may tell and are not read. A date or a rule tells who is won, but not who is
 * lost.
 */
export function winnersUnknown({ tables, files }: ExportFacts, ofLeads: ToldOfLeads): Warning[] {
  if (!tables.has('crm')) return [];
  const { stages, fields, areDealsApart } = ofLeads;
  const hasStatus = tellsEnds(ofLeads);
  if (stages.has('deal')) return hasStatus ? [] : [{ code: 'losses-unknown', count: 1, message: NO_STATUS }];
  if (areDealsApart) return [{ code: 'winners-unknown', count: 1, message: DEALS_APART }];
  // A list of leads with statuses may simply have no deal yet, in a known CRM in particular. A deal is missed only if
  // there are amounts and the statuses are a company's own.
  if (hasStatus && (!fields.has('revenue') || files.some(({ knowsWins }) => knowsWins))) return [];
  return [{ code: 'winners-unknown', count: 1, message: hasStatus ? NO_STATUS_OF_DEALS : withoutStatus(files) }];
}

const DEALS_APART = text(
  'no deal is linked to a lead, and nothing else tells who of the leads is won: their deals, revenue and what is made of them are blank',
  'ни одна сделка не связана с лидом, и больше ничто не говорит, кто из лидов купил: их сделки, выручка и всё, что из них считается, — прочерк',
);

const NO_STATUS = text(
  'no status or outcome tells who is lost and who is still open, so lost, open and pipeline are blank; name the column under status in funnel.yaml',
  'ни статус, ни исход не говорят, кто отказался, а кто ещё в работе, поэтому отказы, «в работе» и сумма в работе — прочерк; укажите столбец как status в funnel.yaml',
);

const NO_STATUS_OF_DEALS = text(
  'no status, date, rule or outcome here means a deal, so deals, revenue and what is made of them are blank: either nobody has bought yet, or a status that means it is to be named under statuses in funnel.yaml',
  'ни один статус, дата, правило или исход здесь не означает сделку, поэтому сделки, выручка и всё, что из них считается, — прочерк: либо никто ещё не купил, либо такой статус нужно назвать в statuses в funnel.yaml',
);

/** Words of a date of closing that only sales have. */
const PAID = /оплат|покупк|продаж|\b(?:paid|payment|purchased?|sold|sale|won)\b/iu;
const DATED = /дата|когда|date|time|_at$/iu;

function withoutStatus(files: ExportFacts['files']): Text {
  const unread = files.flatMap(({ table, others }) => (table === 'crm' ? others : []));
  const headings = [...new Set(unread.filter(looksLikeOutcome))].slice(0, MOST_HEADINGS);
  const list = headings.map((heading) => `«${heading}»`).join(', ');
  const [paid] = files.flatMap(({ table, headings: read }) =>
    table === 'crm' ? [...read].flatMap(([field, one]) => (field === 'closed_at' && PAID.test(one) ? one : [])) : [],
  );
  const isDated = headings.some((heading) => DATED.test(heading));
  const [en, ru] =
    headings.length > 0
      ? [
          `not read, and perhaps it: ${list}; name the right one under status${isDated ? ' (a date of winning under deal_at)' : ''} in funnel.yaml`,
          `возможно, об этом говорят непрочитанные столбцы: ${list}; укажите нужный как status${isDated ? ' (дату покупки — как deal_at)' : ''} в funnel.yaml`,
        ]
      : paid !== undefined
        ? [
            `«${paid}» is read as the day of closing, won or lost; where only who bought has it, say columns: deal_at: ${JSON.stringify(paid)} in funnel.yaml`,
            `«${paid}» прочитан как дата закрытия, с покупкой или без; если она стоит только у купивших, укажите в funnel.yaml columns: deal_at: ${JSON.stringify(paid)}`,
          ]
        : ['name the column under status in funnel.yaml', 'укажите столбец как status в funnel.yaml'];
  return text(
    `nothing tells who is won (no status, date, rule or outcome), so deals, lost, revenue, pipeline and what is made of them are blank; ${en}`,
    `ничто не говорит, кто купил (нет статуса, даты, правила, исхода), поэтому сделки, отказы, выручка, сумма в работе и всё, что из них считается, — прочерк; ${ru}`,
  );
}

import type { Warning } from '../../model/report.js';
import { areSums } from '../../model/tables.js';
import { text } from '../../model/text.js';
import { generic } from '../../sources/generic.js';
import { isSameMoney, looksLikeLeadCost, looksLikeSpend } from '../../sources/heading-looks.js';
import { MICROS, OTHER_UNIT, RUNNING_TOTAL } from '../recognise/amounts.js';
import type { Recognised } from '../recognise/recognised.js';
import { entryOf } from '../shape/entry.js';
import { notRead, quoted } from './not-read.js';

/** Where no column is read as the spend, though one may be. */
export function spendUnread(file: string, { columns, table }: Recognised, headings: readonly string[]): Warning[] {
  const isUnknown = areSums(table) && !columns.has('cost') && !columns.has('sessions');
  const money = isUnknown ? notRead(columns, headings, maySaySpend) : [];
  // Net of VAT before everything else: so spend is meant.
  money.sort(
    (a, b) =>
      Number(RUNNING_TOTAL.test(a)) - Number(RUNNING_TOTAL.test(b)) || Number(NET.test(b)) - Number(NET.test(a)),
  );
  const [first] = money;
  if (first === undefined) return [];
  const list = quoted(money);
  const next = howToRead(file, first);
  const message = text(
    `${file}: spend is unknown: ${list} is not read; ${next.en}`,
    `${file}: расход неизвестен: ${list} не читается; ${next.ru}`,
  );
  return [{ code: 'spend-not-read', count: money.length, message }];
}

/** A second column of spent money, beside one that nobody has confirmed: `Offline_Spend`, `Online_Spend`. */
export function furtherSpend(
  file: string,
  { columns, table, source, settings }: Recognised,
  headings: readonly string[],
): Warning[] {
  const cost = columns.get('cost');
  const said = settings?.columns.get('cost');
  const isConfirmed = said ? !said.some(({ drafted }) => drafted) : source !== generic.name;
  if (!cost || isConfirmed || !areSums(table)) return [];
  const more = notRead(
    columns,
    headings,
    (one) => looksLikeSpend(one) && !isSameMoney(one, cost.heading) && !RUNNING_TOTAL.test(one),
  );
  if (more.length === 0) return [];
  const list = quoted(more);
  return [
    {
      code: 'spend-not-read',
      count: more.length,
      message: text(
        `${file}: spend is «${cost.heading}» alone: ${list} not read; if it is spent besides, give each a row of its own, or name the one that holds all in funnel.yaml: ${entryOf(file, { cost: more[0] as string })}`,
        `${file}: расход — только «${cost.heading}»: ${list}: не прочитано; если это тоже расход, разложите по строкам или укажите столбец со всем расходом в funnel.yaml: ${entryOf(file, { cost: more[0] as string })}`,
      ),
    },
  ];
}

/** What each lead cost, in a list of leads: spend is read of sheets of spend, and of nothing else. */
export function leadCostUnread(
  file: string,
  { columns, table, source, drafted }: Recognised,
  headings: readonly string[],
): Warning[] {
  const isWanted = table === 'crm' && (source === generic.name || drafted.size > 0);
  const costs = isWanted ? notRead(columns, headings, looksLikeLeadCost) : [];
  if (costs.length === 0) return [];
  const list = quoted(costs);
  const message = text(
    `${file}: ${list} not read: spend is read of sheets of spend alone; to have it counted, put it into a file of its own with the day, the source and the cost of each row`,
    `${file}: ${list}: не прочитано: расход берётся только из таблиц расхода; чтобы он вошёл, положите его в отдельный файл, где в строке день, источник и расход`,
  );
  return [{ code: 'spend-not-read', count: costs.length, message }];
}

/** Spent, planned, or an amount of unknown meaning: only a person knows. */
const maySaySpend = (heading: string): boolean =>
  looksLikeSpend(heading) || BUDGET.test(heading.trim()) || AMOUNT.test(heading.trim());
const AMOUNT = /^(?:amount|сумма|importe|betrag|montant)(?:[ _,(]{1,3}(?:\p{L}{2,4}|[$€£₽₴₸₹])\)?)?$/iu;
const BUDGET = /^(?:(?:рекламный )?бюджет|(?:ad )?budget|presupuesto|orçamento)(?![\p{L}_-]| *[\p{L}])/iu;

const VAT = /ндс|пдв|\bvat\b|mwst|brutto|брутто|gross|(?<!\p{L})(?:ttc|iva|tva|btw|moms|gst|kdv)(?!\p{L})/iu;
const NET =
  /без ндс|до ндс|нетто|kdv hariç|(?<!\p{L})(?:net|netto|ht)(?!\p{L})|(?<!\p{L})(?:ex|excl|exkl|ohne|sin|sem|sans|senza|hors|without)[\p{L}.]{0,10}[ _-](?:vat|mwst|ust|iva|tva|taxes)/iu;

function howToRead(file: string, heading: string) {
  if (OTHER_UNIT.test(heading))
    return text(
      'its unit is not a whole of the currency: convert it first',
      'это не целые единицы валюты: пересчитайте',
    );
  if (RUNNING_TOTAL.test(heading))
    return text(
      'it is a running total: export what was spent on each day',
      'это нарастающий итог: выгрузите расход за каждый день',
    );
  const entry = entryOf(
    file,
    { cost: heading },
    {
      ...(MICROS.test(heading) ? { micros: 'true' } : {}),
      ...(VAT.test(heading) && !NET.test(heading) ? { vat: '?' } : {}),
    },
  );
  return text(
    `if it is the spend, say so in funnel.yaml: ${entry}`,
    `если это расход, укажите в funnel.yaml: ${entry}`,
  );
}

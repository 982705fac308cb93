import type { Yaml } from '../config/yaml.js';
import { orRefused } from '../error.js';
import { currencyIn } from '../intake/ledger/headings.js';
import { accountIn } from '../intake/recognise/grain.js';
import { recognise } from '../intake/recognise/recognise.js';
import type { Recognised } from '../intake/recognise/recognised.js';
import type { Loaded } from '../intake/scan/loaded.js';
import { isByPlace } from '../intake/shape/header.js';
import { statedDays } from '../intake/type/stated-days.js';
import type { MaskedFile } from '../masks/mask-file.js';
import type { Masking } from '../masks/masking.js';
import { scaledLiteral } from '../masks/scaled-amounts.js';
import { treatmentOf } from '../masks/treatments.js';
import { isDay, shiftDay } from '../model/dates.js';
import { PERSON_FIELDS } from '../model/person-ids.js';
import type { FileSettings, Matcher, Vat } from '../model/settings.js';
import { areSums, fieldsOf } from '../model/tables.js';
import { SOURCES } from '../sources/known-sources.js';

/**
 * The entry of `files` for a file of the copy. It says all that was configured or found out, and what the file's name
 * and the lines above its header said.
 */
export async function maskedSettings(
  { loaded, dates, decimal }: MaskedFile,
  { path, headings, masks }: { path: string; headings: readonly string[]; masks: Masking },
): Promise<Map<string, Yaml>> {
  const { recognised, shape } = loaded;
  const { settings, source, table } = recognised;
  const found = new Map<string, Yaml>([['path', path]]);
  const put = (key: string, value: Yaml | undefined) => {
    if (value !== undefined && value !== null) found.set(key, value);
  };
  const format = settings?.format ?? ((await isFoundAgain(loaded, headings, path)) ? undefined : source);
  const tables = settings?.table ?? [];
  put(
    'table',
    tables.length > 0 ? [...tables] : format !== undefined && settings?.format === undefined ? [table] : undefined,
  );
  put('entity', settings?.entity === 'deal' ? 'deal' : undefined);
  put('format', format);
  if (settings && settings.columns.size > 0) put('columns', columnsOf(loaded, settings, headings));
  put('timezone', settings?.timezone);
  put('currency', settings?.currency ?? currencyOfFormats(loaded));
  put('vat', movedVat(settings?.vat, masks.days()));
  put('dates', dates);
  put('decimal', decimal);
  put('delimiter', settings?.delimiter === '\t' ? 'tab' : settings?.delimiter);
  put('latest', settings?.latest === undefined ? undefined : headings[placeOf(settings.latest, shape.headings)]);
  put(
    'micros',
    settings?.micros === undefined ? (recognised.perhapsMicros ? 'false' : undefined) : String(settings.micros),
  );
  const said = new Map([...recognised.constants, ...(settings?.set ?? [])]);
  const account = areSums(table) && !recognised.columns.has('account') ? accountIn(shape.preamble) : undefined;
  if (account !== undefined && !said.has('account')) said.set('account', account);
  if (said.size > 0)
    put('set', new Map([...said].map(([field, value]) => [field, constantOf(field, value, loaded, masks)])));
  const days = statedDays(loaded);
  if (days && areSums(table))
    put(
      'period',
      new Map([
        ['from', shiftDay(days.from, masks.days())],
        ['to', shiftDay(days.to, masks.days())],
      ]),
    );
  return found;
}

const placeOf = (heading: string, headings: readonly string[]): number =>
  headings.findIndex((one) => one.trim().toLowerCase() === heading.trim().toLowerCase());

/** Whether the copy of a file is recognised as the same export by its headings and name alone. */
async function isFoundAgain({ recognised }: Loaded, headings: readonly string[], path: string): Promise<boolean> {
  if (!SOURCES.some(({ name }) => name === recognised.source)) return true;
  const { settings } = recognised;
  if (settings && (settings.columns.size > 0 || settings.table.length > 0)) return true;
  const again = await orRefused(async () => recognise(headings, path, undefined));
  const isSame = (field: 'source' | 'table' | 'entity') =>
    field in again && (again as Recognised)[field] === recognised[field];
  return isSame('source') && isSame('table') && isSame('entity');
}

function columnsOf({ recognised, shape }: Loaded, settings: FileSettings, headings: readonly string[]): Yaml {
  const isPlaced = isByPlace(settings);
  const written = (field: string, matchers: readonly Matcher[]): Yaml | undefined => {
    const [first] = matchers;
    if (first !== undefined && 'row' in first) return '$row';
    if (field === 'entered_at' && recognised.entered.length > 0)
      return matchers.flatMap((one) =>
        'pattern' in one
          ? `/${one.pattern}/`
          : 'heading' in one
            ? (headings[placeOf(one.heading, shape.headings)] ?? one.heading)
            : [],
      );
    const column =
      recognised.columns.get(field) ?? (field === 'day' ? recognised.columns.get('period_from') : undefined);
    if (!column) return undefined;
    const isPerson = (PERSON_FIELDS as readonly string[]).includes(field);
    const at = isPerson ? shape.headings.indexOf(column.heading) : column.index;
    if (isPlaced) return `$${at + 1}`;
    return `${headings[at] ?? ''}${recognised.drafted.has(field) ? ' ?' : ''}`;
  };
  return new Map(
    [...settings.columns].flatMap(([field, matchers]): [string, Yaml][] => {
      const own = written(field, matchers);
      return own === undefined || own === '' ? [] : [[field, own]];
    }),
  );
}

/** The currency that number formats of a sheet say. In a CSV it would be lost. */
function currencyOfFormats({ recognised, signs }: Loaded): string | undefined {
  const found = new Set(
    ['cost', 'revenue', 'amount'].flatMap((field) => {
      const column = recognised.columns.get(field);
      return column ? [...(signs.get(column.index) ?? [])].flatMap((sign) => currencyIn(`(${sign})`) ?? []) : [];
    }),
  );
  const [code] = found;
  return found.size === 1 && /^[A-Z]{3}$/.test(code ?? '') ? code : undefined;
}

const movedVat = (vat: Vat | undefined, days: number): Yaml | undefined =>
  vat === undefined || typeof vat === 'string'
    ? vat && vatWritten(vat)
    : new Map([...vat].map(([day, rate]) => [shiftDay(day, days), percentOf(rate)]));

/** A share as a percentage: `0.20` → `20%`. */
const percentOf = (share: string): string => {
  const [whole = '0', fraction = ''] = share.split('.');
  const padded = fraction.padEnd(2, '0');
  const rest = padded.slice(2).replace(/0+$/, '');
  return `${Number(`${whole}${padded.slice(0, 2)}`)}${rest === '' ? '' : `.${rest}`}%`;
};
const vatWritten = (vat: string): string =>
  /^\d/.test(vat) ? percentOf(vat) : vat.replace(/\d\S*/, (share) => percentOf(share));

/** A constant of a file, masked as cells of its field are. */
function constantOf(field: string, value: string, { recognised }: Loaded, masks: Masking): string {
  const kind = fieldsOf(recognised.table).get(field);
  if (kind === undefined) return value;
  switch (treatmentOf(field, kind)) {
    case 'id':
    case 'click':
    case 'list':
      return masks.id(value);
    case 'source':
      return masks.source(value);
    case 'medium':
      return masks.medium(value);
    case 'word':
      return masks.word(field, value);
    case 'page':
      return masks.page(value);
    case 'date':
      return isDay(value.slice(0, 10)) ? shiftDay(value.slice(0, 10), masks.days()) + value.slice(10) : value;
    case 'amount':
      return /^-?\d+(?:\.\d+)?$/.test(value) ? scaledLiteral(value, masks.factor) : value;
    case 'code':
    case 'count':
    case 'time':
      return value;
    case 'name':
    case 'person':
      return masks.name(value);
  }
}

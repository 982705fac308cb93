import { text, UserError } from '../error.js';
import { entryOf } from '../intake/shape/entry.js';
import type { FileFacts } from '../intake/type/export-facts.js';
import type { Vat } from '../model/settings.js';
import { areSums } from '../model/tables.js';
import { saidOfVat } from './vat-words.js';

/**
 * The VAT that the spend of a file includes, or the error that says what is missing.
 *
 * A heading may say that VAT is not included. If it says that it is, or the platform always includes it, the rate is
 * not in the file, and the configuration must give it. A heading that only mentions VAT leaves open whether it is
 * included; a rate for all files does not settle that, only the file's own entry does. If VAT belongs to the cost, it
 * is added to amounts without it.
 */
function readVat({ file, headings, vat, includesVat }: FileFacts, configured: Vat | undefined): Reading {
  const heading = headings.get('cost') ?? '';
  const said = saidOfVat(heading) ?? (includesVat && vat === undefined ? 'with' : null);
  const share = said === 'open' ? vat : (vat ?? configured);
  if (isAdded(share)) {
    if (said === 'without' && share === 'added') return { unsaid: notAdded(file, heading) };
    return { vat: said === 'with' ? 'added' : share };
  }
  if (said === 'without') return { vat: vat ?? 'excluded' };
  if (said === null || (share !== undefined && (said === 'open' || share !== 'excluded'))) return { vat: share };
  const entry = entryOf(file, {}, { vat: '…' });
  if (said === 'open')
    return {
      unsaid: new UserError(
        text(
          `«${heading}» does not say whether VAT is in the amounts`,
          `«${heading}»: не сказано, с НДС суммы или без`,
        ),
        {
          file,
          hint: text(
            `say it in funnel.yaml: ${entry}, with the rate, or with excluded where the amounts are without VAT`,
            `укажите в funnel.yaml: ${entry}: ставку, а если суммы без НДС, то excluded`,
          ),
        },
      ),
    };
  return {
    unsaid: new UserError(
      text(`«${heading}» includes VAT, and its rate is not in the file`, `«${heading}»: с НДС, а ставки в файле нет`),
      {
        file,
        hint: text(`say it in funnel.yaml: ${entry}`, `укажите её в funnel.yaml: ${entry}`),
      },
    ),
  };
}

type Reading = { readonly vat: Vat | undefined } | { readonly unsaid: UserError };

/**
 * The same for a report.
 *
 * @throws {UserError} Where amounts include VAT and nobody has said its rate.
 */
export function vatOf(file: FileFacts, configured: Vat | undefined): Vat | undefined {
  const read = readVat(file, configured);
  if ('unsaid' in read) throw read.unsaid;
  return read.vat;
}

/** The same for `check` and the like, which go on without the rate; `vatUnsaid` reports it. */
export function vatIfSaid(file: FileFacts, configured: Vat | undefined): Vat | undefined {
  const read = readVat(file, configured);
  return 'unsaid' in read ? file.vat : read.vat;
}

/** The errors that say what a person must say of VAT before there can be a report. */
export const vatUnsaid = (files: readonly FileFacts[], configured: Vat | undefined): UserError[] =>
  files.flatMap((file) => {
    const read = readVat(file, configured);
    return 'unsaid' in read ? [read.unsaid] : [];
  });

/**
 * Whether VAT is part of the cost of spend: of all files, of none, or of some, for companies that can deduct the VAT of
 * some only.
 */
export function vatOfSpend(
  files: readonly Pick<FileFacts, 'table' | 'headings' | 'vat'>[],
  configured: Vat | undefined,
): 'with' | 'without' | 'both' {
  const own = files.filter(({ table, headings }) => areSums(table) && headings.has('cost'));
  const added = own.filter(({ vat }) => isAdded(vat ?? configured)).length;
  return added === 0 ? 'without' : added === own.length ? 'with' : 'both';
}

/** Whether VAT is added to the cost, as it is for those who cannot deduct it. */
export const isAdded = (vat: Vat | undefined): boolean => typeof vat === 'string' && vat.startsWith('added');

const notAdded = (file: string, heading: string): UserError =>
  new UserError(
    text(
      `«${heading}» has no VAT in it, and the rate to add is not in the file`,
      `«${heading}»: без НДС, а ставки, чтобы его прибавить, в файле нет`,
    ),
    {
      file,
      hint: text(
        'say it in funnel.yaml: vat: added …%, with the rate',
        'укажите в funnel.yaml: vat: added …% — со ставкой',
      ),
    },
  );

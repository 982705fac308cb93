import { text, UserError } from '../error.js';
import { entryOf } from '../intake/shape/entry.js';
import type { FileFacts } from '../intake/type/export-facts.js';

const WITH =
  /(?<!\p{L})(?:с(?: уч[её]том)?|вкл(?:ючая|\.)?|включ[её]н)\s+ндс(?!\p{L})|\b(?:incl(?:\.|uding|usive)?|with)\s+(?:of\s+)?vat\b|\bvat\s+incl|\b(?:brutto|gross)\b|\b(?:inkl\.?|mit)\s+mwst/iu;
const WITHOUT =
  /(?<!\p{L})(?:без(?: уч[её]та)?|до|не вкл(?:ючая|\.)?|исключая|за вычетом|минус)\s+ндс(?!\p{L})|\b(?:not\s+incl(?:\.|uding|usive)?|excl(?:\.|uding|usive)?|without|before|net of|minus|less|non)[\s-]+(?:of\s+)?vat\b|\bvat[\s-]+(?:excl|not\s+incl|free|exempt)|\bnetto\b|\b(?:exkl\.?|ohne)\s+mwst|\bex\.?[\s-]*vat\b|\bno\s+vat\b|\bw\/o\s+vat\b|\bvat\b\W*(?:isn['’]t|is not|no\b|none|0\s*%)|ндс\W*(?:нет|исключ|не\s+(?:облагается|вкл|входит|уч[её]т)|0)/iu;
/** What speaks of VAT, and not of its absence, has it. */
const VAT = /(?<!\p{L})ндс(?!\p{L})|\bvat\b|\bmwst\b/iu;

/** Whether a heading of money says that VAT is in it; null where it says nothing. */
export const saysVat = (heading: string): boolean | null =>
  WITHOUT.test(heading) ? false : WITH.test(heading) || VAT.test(heading) ? true : null;

/**
 * The VAT that the spend of a file includes. Its heading may say that it includes none; where it says that it does, or the
 * platform always writes it so, the rate is not in the file, so that the configuration must give it.
 */
export function vatOf(
  { file, headings, vat, includesVat }: FileFacts,
  configured: string | undefined,
): string | undefined {
  const heading = headings.get('cost') ?? '';
  const says = saysVat(heading) ?? (includesVat && vat === undefined ? true : null);
  const share = vat ?? configured;
  if (says === false) return vat ?? 'excluded';
  if (says === null || (share !== undefined && share !== 'excluded')) return share;
  const entry = entryOf(file, {}, { vat: '…' });
  throw new UserError(
    text(`«${heading}» includes VAT, and its rate is not in the file`, `«${heading}»: с НДС, а ставки в файле нет`),
    {
      file,
      hint: text(`say it in funnel.yaml: ${entry}`, `укажите её в funnel.yaml: ${entry}`),
    },
  );
}

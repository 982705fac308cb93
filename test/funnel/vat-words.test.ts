import { describe, expect, it } from 'vitest';
import { saidOfVat } from '../../src/session/vat-words.js';

const WITH = [
  ...['Расход с НДС', 'Расход с НДС, 01.10-31.10', 'Расход с НДС 01.10–31.10', 'Расход с НДС, 0 комиссия'],
  ...['Cost incl. VAT, 03/10/2026', 'Cost incl. VAT, 0% fee'],
  ...[
    'Расход с НДС, исключая возвраты',
    'Расход с НДС, комиссии нет',
    'Расход с НДС, не включая комиссию',
    'Расход, в т.ч. НДС',
  ],
  ...['Cost incl. VAT excl. fees', 'Gross cost', 'Kosten brutto', 'Kosten inkl. MwSt', 'Harcama (KDV dahil)'],
];
const WITHOUT = [
  ...[
    'Расход без НДС',
    'Расход без НДС, 01.10-31.10',
    'Расход, НДС 0',
    'Расход (НДС 0%)',
    'Расход (НДС: 0)',
    'Расход, НДС 0,00 %',
  ],
  ...[
    'Расход с НДС 0%',
    'Расход, НДС нет',
    'Расход, НДС не облагается',
    'Расход, НДС исключён',
    'Расход, НДС не включён',
  ],
  ...[
    'Cost (VAT: no)',
    'Cost, VAT 0%',
    'Cost, VAT 0 %',
    'Cost ex VAT',
    'Gross cost, VAT excluded',
    'Gross cost excl. VAT',
  ],
  ...[
    'Cost, VAT isn’t included',
    'Spend VAT-free',
    'Kosten netto',
    'Kosten ohne MwSt',
    'Kosten, MwSt. 0%',
    'Harcama (KDV hariç)',
  ],
];
const OPEN = ['Расход, НДС 05%', 'Расход, НДС 20%', 'Cost (VAT 20%)', 'Cost, VAT', 'Cost, VAT, 0 fee'];
const SILENT = ['Расход', 'Cost', 'Расход, 01.10-31.10', 'Private cost', 'Взнос НДСМ'];

describe('what a heading says of VAT', () => {
  it.each(WITH)('%s: it is in', (heading) => expect(saidOfVat(heading)).toBe('with'));
  it.each(WITHOUT)('%s: it is not in', (heading) => expect(saidOfVat(heading)).toBe('without'));
  it.each(OPEN)('%s: it is spoken of', (heading) => expect(saidOfVat(heading)).toBe('open'));
  it.each(SILENT)('%s: nothing', (heading) => expect(saidOfVat(heading)).toBeNull());
});

import { text } from '../error.js';
import { meant } from '../model/meant.js';
import { nearest } from '../model/nearest.js';
import type { Bound } from '../model/settings.js';
import { WARNINGS, type WarningCode } from '../model/warnings.js';
import { percent } from './number-values.js';
import { mapOf, scalar, Wrong } from './schema-parts.js';

const CODES = Object.keys(WARNINGS) as WarningCode[];

const code = scalar(
  text('the code of a warning, as -f json has it', 'код предупреждения, как в -f json'),
  (written): WarningCode | Wrong | undefined => {
    const known = CODES.find((one) => one === written);
    const near = nearest(written, CODES);
    return known ?? (near ? new Wrong(meant(near)) : undefined);
  },
  { enum: CODES },
);

const bound = scalar(
  text('a share like 2% or a number like 6', 'доля вроде 2% или число вроде 6'),
  (written): Bound | undefined => {
    const share = percent(written);
    if (share !== undefined) return { share };
    return /^\d{1,9}$/.test(written) ? { count: Number(written) } : undefined;
  },
  { type: ['number', 'string'], pattern: '^\\d+(\\.\\d+)? ?%$|^\\d+$' },
);

/** The code of a warning → the number or share up to which the warning is known and needs nobody. */
export const accept = mapOf(bound, code);

import { compare, type Exact, exact, multiply, round } from '../model/exact.js';

/** Above this share, spend without leads is pointed out, wherever it is mentioned. */
const MOST_UNMATCHED = exact(5, 100);

export const isMuchUnmatched = (share: Exact): boolean => compare(share, MOST_UNMATCHED) > 0;

/** `12.5` for a share of 0.125. `comma` puts a comma into it, for Russian. */
export const percent = (share: Exact): string => round(multiply(share, exact(100)), 1);
export const comma = (figure: string): string => figure.replace('.', ',');

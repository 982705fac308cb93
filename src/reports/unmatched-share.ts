import { compare, type Exact, exact, multiply, round } from '../model/exact.js';

/** Above this share, spend that meets no lead is said aloud, wherever it is said. */
const MOST_UNMATCHED = exact(5, 100);

export const isMuchUnmatched = (share: Exact): boolean => compare(share, MOST_UNMATCHED) > 0;

/** `12.5` of a share of 0.125; Russian has a comma in it. */
export const percent = (share: Exact): string => round(multiply(share, exact(100)), 1);
export const comma = (figure: string): string => figure.replace('.', ',');

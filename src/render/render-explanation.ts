import type { EXPLAINED } from '../model/dialect.js';
import type { Explanation } from '../model/explanation.js';
import { explanationCsv } from './explanation-csv.js';
import { explanationJson } from './explanation-json.js';
import { explanationPage } from './explanation-page.js';
import type { ExplanationOptions } from './renderer.js';

const RENDERED = { table: explanationPage, csv: explanationCsv, json: explanationJson } as const;

/** One number with all that it comes from: as a page, as CSV of its parts or of the rows behind them, or as JSON. */
export const renderExplanation = (
  explained: Explanation,
  format: (typeof EXPLAINED)[number],
  options: ExplanationOptions,
): string => RENDERED[format](explained, options);

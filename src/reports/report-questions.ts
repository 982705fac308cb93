import { REPORTS } from './all-reports.js';
import type { DefinedReport } from './define-report.js';

/** What a help says of a report. */
export type Question = Pick<DefinedReport, 'name' | 'question' | 'asked'>;

/** Of each report. The program for helps has these as they come out, without what computes reports. */
export const QUESTIONS: readonly Question[] = REPORTS.map(({ name, question, asked }) => ({ name, question, asked }));

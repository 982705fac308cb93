import type { DefinedReport } from './define-report.js';
import { reasons } from './reasons.js';
import { sources } from './sources.js';
import { stages } from './stages.js';

/** Every report, in the order in which `funnel report` prints them. Adding one: its file, and a line here. */
export const ALL = { stages, sources, reasons } as const;
export const REPORTS: readonly DefinedReport[] = Object.values(ALL);

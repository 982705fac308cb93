/** The reports by name and question: what `--help` lists. Light to load: no engine comes with it. */
export { REPORTS } from '../reports/all-reports.js';

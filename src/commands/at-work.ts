// What commands load once they run, in one piece. The bundle has a file for every set of modules that is loaded
// separately, and `funnel --help` would read a dozen of them.
export { jsonSchema } from '../config/schema.js';
export { drawFormats } from '../render/formats-page.js';
export { checkSummary } from '../render/job-summary.js';
export { renderExplanation } from '../render/render-explanation.js';
export { checkJson, renderCheck } from '../render/renderers.js';
export { sqlViews } from '../render/sql-views-page.js';
export { checkedWithoutPeople } from '../render/without-people.js';
export { accepted } from '../session/accepted.js';
export { fileNotes } from '../session/file-notes.js';
export { withSession } from '../session/session.js';
export { writeAnonymised } from '../session/write-anonymised.js';
export { writeDraft } from '../session/write-draft.js';
export { knownFormats, usualSheets } from '../sources/known-formats.js';
export { answerSql } from './answer-sql.js';
export { computeDiff } from './compute-diff.js';
export { checkedReport, computeReport } from './compute-report.js';
export { explainNumber } from './explain-number.js';
export { explainSchema } from './explain-schema.js';
export { handToCi, refusePersonal } from './hand-to-ci.js';
export { dropFrom, listLoads } from './list-loads.js';
export { loadInto } from './load-into.js';
export { printReport } from './print.js';
export { refuseOver } from './refuse-print.js';
export { reportSchema } from './report-schema.js';
export { isStrict } from './report-warnings.js';
export { sectionsAsked } from './sections-asked.js';
export { confirmConversions, writeConversions } from './write-conversions.js';

import { text, UserError } from '../error.js';
import { exactSum } from '../facts/cube.js';
import { NO_SOURCE } from '../facts/lead-source.js';
import { listLeads } from '../facts/listed-leads.js';
import { sameSource } from '../facts/source-names.js';
import { tellsEnds } from '../facts/told-of-leads.js';
import type { LeadStage } from '../model/funnel-stages.js';
import type { Managers } from '../model/report.js';
import type { Days, Scope } from '../model/scope.js';
import { CLICK_IDS } from '../model/tables.js';
import type { DownloadedLead } from '../reports/changes-between.js';
import { coverOf } from '../session/cover.js';
import { managersOf } from '../session/managers-of.js';
import type { Session } from '../session/session.js';
import { dimensionsOf } from './dimensions-of.js';
import { pastWarning } from './report-warnings.js';
import { leadNames } from './shown-lead.js';

/** One of two downloads: its leads, and what it tells of them. */
export interface Download {
  /** As it was typed. */
  readonly path: string;
  readonly session: Pick<Session, 'asOf' | 'config' | 'currency' | 'facts' | 'inputs' | 'ledger' | 'warnings'>;
  /** Those that the CRM has, by what they are joined by. */
  readonly leads: ReadonlyMap<string, DownloadedLead>;
  /** How many have no ID of their own, or one that Excel destroyed. */
  readonly without: number;
  /** The days on which it knows every lead that was made. */
  readonly days: Days;
  readonly stages: ReadonlySet<LeadStage>;
  readonly tells: Readonly<Record<'ends' | 'reason' | 'revenue' | 'pipeline' | 'source' | 'created', boolean>>;
  readonly managers: Managers | null;
  readonly isSameSource: (a: string, b: string) => boolean;
}

/** All of its leads, whenever they were made: within a period, a lead with a rewritten creation would seem new or gone. */
export async function readDownload(session: Session, path: string): Promise<Download> {
  const { facts, built, config } = session;
  const { fields, stages } = built.ofLeads;
  if (!facts.tables.has('crm')) throw withoutCrm(path);
  const ends = tellsEnds(built.ofLeads);
  const found = await listLeads(session.engine, built, ALL, dimensionsOf(session), {
    ...{ columns: [...COLUMNS, ...(built.moments.has(EDITOR) ? [EDITOR] : [])], sort: null, limit: null },
    has: { status: facts.fields.crm.has('status'), ends },
  });
  const nameOf = leadNames(session);
  const leads = new Map<string, DownloadedLead>();
  let without = 0;
  for (const { key, cells } of found.leads) {
    const [created_at, source, manager, stage, ending, reason, match, revenue, pipeline, editor] = cells;
    // What the CRM never received nobody has rewritten there.
    if (match === 'not_in_crm') continue;
    if (OF_A_ROW.test(key)) without += 1;
    else
      leads.set(key, {
        id: nameOf(key).id,
        ...({ created_at, source, manager, stage, ending, reason } as Omit<
          DownloadedLead,
          'id' | 'editor' | 'revenue' | 'pipeline'
        >),
        editor: named(editor as string | undefined, manager as string | null),
        ...{ revenue: exactSum(revenue ?? null), pipeline: exactSum(pipeline ?? null) },
      });
  }
  return {
    path,
    session: { ...session, warnings: [...session.warnings, ...pastWarning(session)] },
    leads,
    without,
    days: (await coverOf(session)).made,
    stages,
    tells: {
      ...{ ends, reason: fields.has('reason'), revenue: fields.has('revenue') },
      source: OF_SOURCES.some((field) => fields.has(field)) || [...leads.values()].some(isFromSomewhere),
      ...{ pipeline: ends && fields.has('amount'), created: facts.fields.crm.has('created_at') },
    },
    managers: await managersOf(session),
    isSameSource: sameSource(config.sources, built.sources.apart),
  };
}

const OF_SOURCES = ['source', 'utm_source', ...CLICK_IDS];
const isFromSomewhere = ({ source }: DownloadedLead): boolean => source !== NO_SOURCE;

const ALL: Scope = { from: null, to: null, where: [], by: [], period: null, undated: true };
const COLUMNS = [
  ...(['created_at', 'source', 'manager', 'stage', 'ending', 'reason', 'match'] as const),
  ...(['revenue', 'pipeline'] as const),
];
const EDITOR = 'modified_by';
const NUMBER = /^\d+$/;

/**
 * The name of who edited a lead, if editors are given in the same way as responsible people: a number beside names is not
 * a name. `0` is not a user of amoCRM but a robot.
 */
function named(editor: string | null = null, manager: string | null): string | null {
  if (editor === null || !NUMBER.test(editor)) return editor;
  return manager !== null && NUMBER.test(manager) && /[1-9]/.test(editor) ? editor : null;
}

/** `row 0:3`, and `5.8E+18 0:3`: another download has another row there. */
const OF_A_ROW = /(?:^| )(?:row |\S*\de\+?\d+ )\d+:\d+$/i;

const withoutCrm = (path: string): UserError =>
  new UserError(text('holds no leads of a CRM', 'здесь нет лидов из CRM'), {
    file: path,
    hint: text(
      'diff compares two downloads of a CRM: funnel diff old/ new/',
      'diff сравнивает две выгрузки CRM: funnel diff старая/ новая/',
    ),
  });

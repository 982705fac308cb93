import { text, UserError } from '../error.js';
import type { Io } from '../io.js';
import { CHANGE_WORDS, CHANGED_FIELDS, CHANGES } from '../model/changes.js';
import { asWritten } from '../model/filter-words.js';
import { fold } from '../model/fold.js';
import { meantOf } from '../model/meant.js';
import type { Managers, Report } from '../model/report.js';
import type { Days, Filter } from '../model/scope.js';
import { VERSION } from '../options/version.js';
import { withoutPeople } from '../render/without-people.js';
import { type Change, changesBetween } from '../reports/changes-between.js';
import { DIFF_COLUMNS, type DiffColumn, diffSheets, type Listed } from '../reports/diff-sheets.js';
import { accepted } from '../session/accepted.js';
import { askedFor } from '../session/asked-days.js';
import { withSession } from '../session/session.js';
import type { ReportOptions } from './compute-report.js';
import { momentsOf } from './needed-facts.js';
import { type Download, readDownload } from './read-download.js';
import { isStrict, strictError } from './report-warnings.js';
import { downloadInWords, ledgerOfBoth, warningsOfBoth } from './two-downloads.js';

/** Reads two downloads, one after the other, and finds what the second one says differently. */
export async function computeDiff(options: ReportOptions, io: Io): Promise<Report> {
  const [before, after] = options.paths as [string, string];
  const sort = sortOf(options.leads?.sort);
  const filters = options.where.map((filter) => ({ ...filter, dimension: filteredBy(filter.dimension) }));
  const read = (path: string) =>
    withSession(
      {
        ...{ ...options, paths: [path], dimensions: OF_LEADS, moments: [...momentsOf(false), 'modified_by'] },
        requireAsked: ({ asOf }) => void askedFor(options, asOf),
      },
      io,
      (session) => readDownload(session, path),
    );
  const was = await read(before);
  const now = await read(after);
  const { config, asOf, currency, facts } = now.session;
  requireOneCurrency(was, now);
  const days = askedFor(options, asOf) ?? { from: null, to: null };
  const all = changesBetween(was.leads, now.leads, {
    ends: was.tells.ends && now.tells.ends,
    reason: was.tells.reason && now.tells.reason,
    revenue: was.tells.revenue && now.tells.revenue,
    pipeline: was.tells.pipeline && now.tells.pipeline,
    source: was.tells.source && now.tells.source,
    created: was.tells.created && now.tells.created,
    isSameSource: (a, b) => was.isSameSource(a, b) || now.isSameSource(a, b),
  });
  const where = filters.map((filter) => understood(filter, was, now));
  const changes = all.filter((change) => isIn(change, days) && where.every((filter) => holds(filter, change)));
  const warnings = await warningsOfBoth(was, now, all, io.cwd);
  const ledger = ledgerOfBoth(was, now);
  const errors = accepted(warnings, config.accept, ledger).open.filter(({ code }) => isStrict(options.strict, code));
  if (errors.length > 0) throw strictError(errors);
  const guessed = [...was.session.facts.guessed, ...facts.guessed];
  const report: Report = {
    version: VERSION,
    title: config.title ?? null,
    period: days,
    basis: 'cohort',
    reach: options.reach,
    attribution: null,
    asOf,
    timezone: options.timezone ?? config.timezone ?? 'as exported',
    currency,
    margin: null,
    where: asWritten(where),
    guessed: new Map(guessed.map(({ status, meaning }) => [status, meaning] as const)),
    result: [],
    findings: [],
    gates: [],
    toDecide: [],
    contacted: { count: null, rate: null },
    bridge: null,
    foot: [],
    outside: null,
    head: [downloadInWords('old', was), downloadInWords('new', now)],
    sheets: diffSheets(changes, { sort, limit: options.leads?.limit }),
    managers: options.handedOn && config.managers !== 'names' ? managersOfBoth(was, now) : null,
    ledger,
    warnings,
  };
  return options.personal ? report : withoutPeople(report);
}

const OF_LEADS: ReadonlySet<string> = new Set(['source', 'manager', 'stage', 'ending', 'reason', 'match']);

/** Money of two currencies has no difference. */
function requireOneCurrency(was: Download, now: Download): void {
  const [before, after] = [was.session.currency, now.session.currency];
  if (before === null || after === null || before === after) return;
  throw new UserError(
    text(
      `amounts of ${was.path} are in ${before}, those of ${now.path} in ${after}`,
      `суммы в ${was.path} — в ${before}, а в ${now.path} — в ${after}`,
    ),
    {
      hint: text(
        `name one currency for both, and its rates in funnel.yaml: --currency ${after}`,
        `задайте одну валюту для обеих, а курсы — в funnel.yaml: --currency ${after}`,
      ),
    },
  );
}

function sortOf(written: string | undefined): Listed['sort'] {
  if (written === undefined) return null;
  const wanted = written.trim().replace(/^-/, '');
  const column = DIFF_COLUMNS.find((one) => one === wanted);
  if (column) return { column, isTurned: wanted !== written.trim() };
  throw new UserError(text(`diff has no column ${wanted}`, `в diff нет столбца ${wanted}`), {
    hint: meantOf(wanted, DIFF_COLUMNS),
  });
}

type Filtered = Extract<DiffColumn, 'kind' | 'lead_id' | 'manager' | 'field'>;
const VALUES: Record<Filtered, (change: Change) => string | null> = {
  kind: ({ kind }) => kind,
  lead_id: ({ leadId }) => leadId,
  manager: ({ manager }) => manager,
  field: ({ field }) => field,
};

type DiffFilter = Filter & { dimension: Filtered };

function filteredBy(dimension: string): Filtered {
  if (Object.hasOwn(VALUES, dimension)) return dimension as Filtered;
  throw new UserError(text(`diff is not filtered by ${dimension}`, `в diff нет условия по ${dimension}`), {
    hint: meantOf(dimension, Object.keys(VALUES)),
  });
}

/** In the values that there are: `kind=НАЗАД` is `kind=back`. */
function understood({ dimension: name, values, not }: DiffFilter, was: Download, now: Download): DiffFilter {
  const leads = [...was.leads.values(), ...now.leads.values()];
  const there = new Set(
    name === 'kind'
      ? CHANGES
      : name === 'field'
        ? CHANGED_FIELDS
        : leads.flatMap(({ id, manager, editor }) => (name === 'manager' ? [manager ?? [], editor ?? []].flat() : id)),
  );
  const spelt = (one: string) =>
    [one, ...(isOfWords(name) ? Object.values(CHANGE_WORDS.get(one) ?? {}) : [])].map(fold);
  const own = values.map((value) => {
    if (there.has(value)) return value;
    const meant = name === 'lead_id' ? undefined : [...there].find((one) => spelt(one).includes(fold(value)));
    if (meant !== undefined) return meant;
    throw new UserError(text(`nothing has ${name} = ${value}`, `ничего нет с ${name} = ${value}`), {
      ...(name === 'lead_id' ? {} : { hint: meantOf(value, there) }),
    });
  });
  return { dimension: name, values: own, not };
}

const isOfWords = (name: Filtered): boolean => name === 'kind' || name === 'field';

const holds = ({ dimension, values, not }: DiffFilter, change: Change): boolean =>
  values.includes(VALUES[dimension](change) ?? '') !== not;

/** A lead is in the days in which either download has it. */
const isIn = ({ created }: Change, { from, to }: Days): boolean =>
  (from === null && to === null) ||
  created.some((moment) => {
    const day = moment?.slice(0, 10);
    return day !== undefined && (from === null || day >= from) && (to === null || day <= to);
  });

/** Whoever edits leads is called as whoever is responsible for them. */
function managersOfBoth(...both: readonly Download[]): Managers | null {
  const editors = both.flatMap(({ leads }) => [...leads.values()].flatMap(({ editor }) => editor ?? []));
  const known = both.flatMap(({ managers }) => managers ?? []);
  const names = [...new Set([...editors, ...known.flatMap((one) => one.names)])].sort();
  if (names.length === 0) return null;
  return {
    names,
    dimensions: new Set(['manager', ...known.flatMap(({ dimensions }) => [...dimensions])]),
  };
}

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { earliest, interval, latest } from '../model/dates.js';
import { STAGE_LABELS } from '../model/funnel-stages.js';
import { formatWhole } from '../model/numbers.js';
import type { LedgerEntry, Warning } from '../model/report.js';
import { counted, join, type Text, text } from '../model/text.js';
import { TABLE_WORDS } from '../render/table-words.js';
import type { Change } from '../reports/changes-between.js';
import type { Download } from './read-download.js';

// What there is to say of two downloads beside each other.

/** `was: exports/october, CRM, ad statistics, leads from 1 to 31 Oct 2026: 210`. */
export function downloadInWords(side: 'old' | 'new', { path, session, days, leads, without }: Download): Text {
  const tables = tablesOf([...session.facts.tables]);
  const [en, ru] = (['en', 'ru'] as const).map((lang) => {
    const span = days.from && days.to ? ` ${interval(days.from, days.to, lang)}` : '';
    const count = formatWhole(leads.size + without, lang);
    return lang === 'en' ? `leads${span}: ${count}` : `лиды${span}: ${count}`;
  }) as [string, string];
  const { en: of, ru: из } = SIDES[side];
  return text(`${of}: ${path} · ${tables.en} · ${en}`, `${из}: ${path} · ${tables.ru} · ${ru}`);
}

const SIDES = { old: text('was', 'было'), new: text('now', 'стало') };

const tablesOf = (tables: readonly string[]): Text =>
  join(
    tables.map((one) => TABLE_WORDS.get(one) ?? text(one, one)),
    ', ',
  );

/** The files of both, by the paths as given: two downloads may have files of the same name. */
export const ledgerOfBoth = (was: Download, now: Download): LedgerEntry[] =>
  [was, now].flatMap(({ path, session }) =>
    session.ledger.map((entry) => ({
      ...entry,
      file: path.endsWith(entry.file) ? path : `${path.replace(/\/+$/, '')}/${entry.file}`,
    })),
  );

export async function warningsOfBoth(
  was: Download,
  now: Download,
  changes: readonly Change[],
  cwd: string,
): Promise<Warning[]> {
  const idOf = ({ code, message }: Warning) => JSON.stringify([code, message]);
  const [before, after] = [was, now].map(({ session }) => new Set(session.warnings.map(idOf))) as [
    Set<string>,
    Set<string>,
  ];
  const of = ({ path, session }: Download, others: ReadonlySet<string>): Warning[] =>
    session.warnings.flatMap((one) => {
      const { en, ru } = one.message;
      return others.has(idOf(one)) ? [] : [{ ...one, message: text(`${path}: ${en}`, `${path}: ${ru}`) }];
    });
  return [
    ...(await otherConfig(was, now, cwd)),
    ...otherDays(was, now, changes),
    ...otherTables(was, now),
    ...otherFields(was, now),
    ...ofSeveral(was, now),
    ...nothingAlike(was, now),
    ...withoutIds(was, now),
    // What is true of both is said once.
    ...was.session.warnings.filter((one) => after.has(idOf(one))),
    ...of(was, after),
    ...of(now, before),
  ];
}

/** What two configurations say differently looks as if the CRM had been rewritten. */
async function otherConfig(was: Download, now: Download, cwd: string): Promise<Warning[]> {
  if (await isOneConfig(was, now, cwd)) return [];
  const [before, after] = [was, now].map(({ session }) => session.inputs.configFile) as [string | null, string | null];
  return [
    {
      code: 'sides-other-config',
      count: 1,
      message: text(
        `read by different configurations (${before ?? 'none'} and ${after ?? 'none'}): what they say differently seems rewritten here; --config takes one for both`,
        `прочитаны по разным настройкам (${before ?? 'без них'} и ${after ?? 'без них'}): в чём они расходятся, то здесь как будто переписано; одни на обе: --config`,
      ),
    },
  ];
}

async function isOneConfig(was: Download, now: Download, cwd: string): Promise<boolean> {
  const [before, after] = [was.session.inputs.configFile, now.session.inputs.configFile];
  if (before === after) return true;
  if (before === null || after === null) return false;
  const [one, other] = await Promise.all([before, after].map((file) => readFile(resolve(cwd, file), 'utf8')));
  return one === other;
}

/**
 * Days on which the newer download does not go on where the older one ends. What it lacks elsewhere was not rewritten by
 * anybody.
 */
function otherDays(was: Download, now: Download, changes: readonly Change[]): Warning[] {
  const [a, b] = [was.days, now.days];
  if (!a.from || !a.to || !b.from || !b.to || (a.from === b.from && b.to >= a.to)) return [];
  const isOutside = (moment: string | null | undefined, from: string, to: string) =>
    typeof moment === 'string' && (moment.slice(0, 10) < from || moment.slice(0, 10) > to);
  const from = latest(a.from, b.from) as string;
  const to = earliest(a.to, b.to) as string;
  // Leads of after the older download are no surprise.
  const gone = changes.filter(({ kind, created: [at] }) => kind === 'gone' && isOutside(at, from, to)).length;
  const fresh = changes.filter(
    ({ kind, created: [at] }) => kind === 'new' && isOutside(at, from, b.to as string),
  ).length;
  const [en, ru] = (['en', 'ru'] as const).map((lang) => ({
    ...{ was: interval(a.from as string, a.to as string, lang), now: interval(b.from as string, b.to as string, lang) },
    ...{ gone: formatWhole(gone, lang), fresh: formatWhole(fresh, lang) },
  })) as [Record<'was' | 'now' | 'gone' | 'fresh', string>, Record<'was' | 'now' | 'gone' | 'fresh', string>];
  return [
    {
      code: 'sides-other-days',
      count: gone + fresh,
      message: text(
        `${was.path} covers ${en.was}, ${now.path} ${en.now}: of days that one of them lacks are ${en.gone} of the leads gone and ${en.fresh} of the new ones`,
        `${was.path} — за ${ru.was}, ${now.path} — за ${ru.now}: на дни, которых в одной из них нет, приходится исчезнувших лидов ${ru.gone}, новых ${ru.fresh}`,
      ),
    },
  ];
}

function otherTables(was: Download, now: Download): Warning[] {
  const [before, after] = [was, now].map(({ session }) => [...session.facts.tables]) as [string[], string[]];
  const parts = onlyIn(
    was,
    before.filter((one) => !after.includes(one)).map((one) => tablesOf([one])),
    now,
    after.filter((one) => !before.includes(one)).map((one) => tablesOf([one])),
  );
  if (parts === null) return [];
  return [
    {
      code: 'sides-other-tables',
      count: parts.count,
      message: text(
        `${parts.said.en}: what these tell of leads seems rewritten here`,
        `${parts.said.ru}: что они говорят о лидах, здесь как будто переписано`,
      ),
    },
  ];
}

function otherFields(was: Download, now: Download): Warning[] {
  const only = (one: Download, other: Download): Text[] => [
    ...Object.entries(FIELDS).flatMap(([field, words]) => {
      const key = field as keyof Download['tells'];
      return one.tells[key] && !other.tells[key] ? [words] : [];
    }),
    ...[...one.stages].flatMap((stage) =>
      other.stages.has(stage) ? [] : [text(`the stage ${STAGE_LABELS[stage].en}`, `этап «${STAGE_LABELS[stage].ru}»`)],
    ),
  ];
  const parts = onlyIn(was, only(was, now), now, only(now, was));
  if (parts === null) return [];
  return [
    {
      code: 'sides-other-fields',
      count: parts.count,
      message: text(
        `${parts.said.en}: columns are not compared then, and leads at such a stage seem moved`,
        `${parts.said.ru}: такие столбцы не сравниваются, а лиды на таком этапе кажутся передвинутыми`,
      ),
    },
  ];
}

const FIELDS: Record<keyof Download['tells'], Text> = {
  ends: text('outcomes', 'исходы'),
  reason: text('reasons', 'причины'),
  revenue: text('revenue', 'выручка'),
  pipeline: text('pipeline', 'сумма в работе'),
  source: text('sources', 'источники'),
  created: text('dates of creation', 'даты создания'),
};

/** `only in old/: …; only in new/: …`. */
function onlyIn(
  was: Download,
  ofOld: readonly Text[],
  now: Download,
  ofNew: readonly Text[],
): { said: Text; count: number } | null {
  const parts = (
    [
      [was, ofOld],
      [now, ofNew],
    ] as const
  ).flatMap(([{ path }, words]) => {
    if (words.length === 0) return [];
    const { en, ru } = join(words, ', ');
    return [text(`only in ${path}: ${en}`, `только в ${path}: ${ru}`)];
  });
  return parts.length === 0 ? null : { said: join(parts, '; '), count: ofOld.length + ofNew.length };
}

/** A lead never loses a stage that it has reached, if an older download in the same folder proves it. */
function ofSeveral(was: Download, now: Download): Warning[] {
  const counts = [was, now].map(({ session }) =>
    session.warnings.reduce((sum, { code, count }) => sum + (code === 'older-downloads' ? count : 0), 0),
  );
  const paths = [was, now].flatMap(({ path }, at) => (counts[at] ? [path] : [])).join(', ');
  if (paths === '') return [];
  return [
    {
      code: 'sides-of-several',
      count: counts.reduce((sum, count) => sum + count, 0),
      message: text(
        `${paths}: older downloads beside the newest prove stages, so who was moved back since is no «back» here; give diff one download on each side`,
        `${paths}: рядом лежат прежние выгрузки, и этапы засчитаны по ним: кого с тех пор вернули назад, здесь не видно; дайте diff по одной выгрузке с каждой стороны`,
      ),
    },
  ];
}

function nothingAlike(was: Download, now: Download): Warning[] {
  if (was.leads.size === 0 || now.leads.size === 0 || [...now.leads.keys()].some((key) => was.leads.has(key)))
    return [];
  return [
    {
      code: 'sides-nothing-alike',
      count: was.leads.size + now.leads.size,
      message: text(
        'no lead stands in both: downloads of other CRMs, of other tables of one, or with other IDs?',
        'ни одного общего лида: выгрузки разных CRM, разных таблиц одной CRM или с разными ID?',
      ),
    },
  ];
}

function withoutIds(was: Download, now: Download): Warning[] {
  const count = was.without + now.without;
  if (count === 0) return [];
  return [
    {
      code: 'sides-without-ids',
      count,
      message: text(
        `${counted(count, 'lead')} without an ID that both downloads could share: not compared`,
        `лидов без ID, общего для двух выгрузок: ${formatWhole(count, 'ru')}; они не сравниваются`,
      ),
    },
  ];
}

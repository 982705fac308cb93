import { readFile, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { tooLarge } from '../engines/duckdb/query-refused.js';
import { openSealed, type Sealed } from '../engines/duckdb/sealed.js';
import { orRefused, type Text, text, UserError } from '../error.js';
import { OF_ANSWERS } from '../facts/fact-tables.js';
import { TIMES } from '../facts/stage-days.js';
import type { Io } from '../io.js';
import { SQL_FORMATS, type SqlFormat } from '../model/dialect.js';
import { DIMENSION_NAMES } from '../model/dimensions.js';
import { meant } from '../model/meant.js';
import { formatWhole } from '../model/numbers.js';
import type { Report } from '../model/report.js';
import { shellWord } from '../model/shell-word.js';
import type { SqlValue } from '../model/sql-value.js';
import { SQL_VIEW_NAMES } from '../model/sql-views.js';
import type { Lang } from '../model/text.js';
import { scopeWords } from '../render/head.js';
import { safe } from '../render/safe.js';
import { sqlCsvHead, sqlDocument, sqlPage, sqlSaid } from '../render/sql-result.js';
import { sqlCsv, sqlJson } from '../render/sql-rows.js';
import { withoutPeople } from '../render/without-people.js';
import { makeScratch } from '../scratch.js';
import { writeFiles } from '../session/output.js';
import { withSession } from '../session/session.js';
import { refuseAmong } from './among-exports.js';
import { requireAsked } from './asked-context.js';
import { type ReportOptions, reportOf } from './compute-report.js';
import { copyViews } from './copy-views.js';
import { talk } from './print-talk.js';
import { refuseOver } from './refuse-print.js';

interface SqlAsked {
  readonly format: SqlFormat | undefined;
  /** Undefined: stdout. */
  readonly out: string | undefined;
  readonly limit: number | undefined;
  readonly timeout: number;
  readonly raw: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
  lang(): Lang;
}

/** More is an error, and in a table this many are shown. */
const MOST_ROWS = 1_000_000;
const MOST_SHOWN = 1000;
/** What is written is gathered before it is: half of it would seem all. */
const MOST_CHARACTERS = 400_000_000;

/**
 * Answers one SELECT over the views of `sql-views.ts`, which hold the leads and the money of a report with these options.
 * First the exports are read and the views copied into a database that holds nothing else; then all files are closed, and
 * only then does the query run.
 *
 * @throws {UserError} Where it is not one SELECT over these views, takes too long, or gives too much.
 */
export async function answerSql(
  written: string,
  options: Omit<ReportOptions, 'sections'>,
  print: SqlAsked,
  io: Io,
): Promise<void> {
  const { format, path } = targetOf(print, io);
  if (path !== undefined) {
    await refuseOver([path], options, io);
    // Rows of leads would be taken for an export the next time.
    refuseAmong([path], options.paths, io.cwd);
  }
  const { query, file } = await queryIn(written, io.cwd);
  const sealed = await openSealed({ memory: options.memory });
  const release = io.onInterrupt?.(() => sealed.interrupt());
  try {
    const asked = await inFile(file, () => sealed.lookThrough(query, SQL_VIEW_NAMES));
    let notes: Text[] = [];
    const wanted = { dimensions: ALL, moments: MOMENTS, requireAsked: requireAsked(options, []) };
    const read = await withSession({ ...options, ...wanted }, io, (session) =>
      reportOf(session, { ...options, sections: ['sql'] }, async (context) => {
        notes = await copyViews(session, context, { asked, sealed, personal: options.personal ?? false });
      }),
    );
    const report = options.personal ? read : withoutPeople(read);
    const answer = await inFile(file, () => answered(sealed, query, { report, notes, format, print, io }));
    if (path === undefined) io.out(answer.content);
    else await writeFiles(new Map([[path, answer.content]]));
    if (print.quiet || format === 'table') return;
    const lang = print.lang();
    io.err(`${safe(scopeWords(report, lang))}\n${talk(report, lang)}`);
    for (const line of answer.notes) io.err(`! ${safe(line[lang])}\n`);
  } finally {
    release?.();
    sealed.close();
  }
}

const ALL: ReadonlySet<string> = new Set(DIMENSION_NAMES);
const MOMENTS = [...TIMES, ...OF_ANSWERS];

interface Answering {
  readonly report: Report;
  readonly notes: readonly Text[];
  readonly format: SqlFormat;
  readonly print: SqlAsked;
  readonly io: Io;
}

async function answered(
  sealed: Sealed,
  query: string,
  { report, notes, format, print, io }: Answering,
): Promise<{ content: string | Uint8Array; notes: readonly Text[] }> {
  const lang = print.lang();
  const bounds = {
    ...{ mostRows: MOST_ROWS, seconds: print.timeout },
    enough: print.limit ?? (format === 'table' ? MOST_SHOWN : undefined),
  };
  const cut = (isCut: boolean) => (isCut ? [cutWords(bounds.enough ?? 0, print.limit !== undefined)] : []);
  if (format === 'parquet') {
    const scratch = await makeScratch();
    try {
      const path = await scratch.path('result.parquet');
      const { isCut } = await sealed.askIntoParquet(query, bounds, path, sqlSaid(report));
      return { content: await readFile(path), notes: [...notes, ...cut(isCut)] };
    } finally {
      scratch.remove();
    }
  }
  if (format === 'table') {
    const rows: (readonly SqlValue[])[] = [];
    const { columns, isCut } = await sealed.ask(query, bounds, (some) => rows.push(...some));
    const color = print.color && print.out === undefined;
    const content = sqlPage(
      report,
      { columns, rows, notes: [...notes, ...cut(isCut)] },
      { lang, width: io.width, color },
    );
    return { content, notes };
  }
  const parts: string[] = [];
  let size = 0;
  const options = { excel: false, raw: print.raw } as const;
  const { columns, isCut } = await sealed.ask(query, bounds, (rows) => {
    const part = format === 'csv' ? sqlCsv(rows, options) : rows.map((row) => `  ${sqlJson(row)}`).join(',\n');
    size += part.length;
    if (size > MOST_CHARACTERS) throw tooLarge();
    parts.push(part);
  });
  const all = [...notes, ...cut(isCut)];
  const content =
    format === 'csv'
      ? `${sqlCsvHead(columns, options)}${parts.join('')}`
      : sqlDocument(report, { query, columns, rows: parts.join(',\n'), notes: all, isCut }, lang);
  return { content, notes: all };
}

const cutWords = (shown: number, isAsked: boolean): Text =>
  text(
    `only the first ${formatWhole(shown, 'en')} rows: there are more${isAsked ? '' : ' (-f csv has all)'}`,
    `показано строк: ${formatWhole(shown, 'ru')}, есть ещё${isAsked ? '' : ' (все — в -f csv)'}`,
  );

/** The query itself, or `@file` with it. */
async function queryIn(written: string, cwd: string): Promise<{ query: string; file?: string }> {
  if (!written.startsWith('@')) return { query: written };
  const file = written.slice(1);
  const path = resolve(cwd, file);
  const info = await stat(path).catch(() => null);
  if (!info?.isFile())
    throw new UserError(text('there is no such file with a query', 'нет такого файла с запросом'), {
      file,
      hint: text(
        '@query.sql names a file; a query itself stands in quotes',
        '@query.sql — это файл, а сам запрос пишут в кавычках',
      ),
    });
  if (info.size > LONGEST_QUERY)
    throw new UserError(text('is too long for a query', 'слишком длинный для запроса'), {
      file,
      hint: text('a megabyte at most', 'не больше мегабайта'),
    });
  const bytes = await readFile(path);
  try {
    return { query: new TextDecoder('utf-8', { fatal: true }).decode(bytes), file };
  } catch {
    throw new UserError(text('is no UTF-8 text', 'не текст в UTF-8'), {
      file,
      hint: text('save it as UTF-8', 'сохраните его в UTF-8'),
    });
  }
}

const LONGEST_QUERY = 2 ** 20;

/** Whoever wrote a file looks for what is wrong in it. */
async function inFile<T>(file: string | undefined, work: () => Promise<T>): Promise<T> {
  const done = await orRefused(async () => [await work()] as const);
  if (!('what' in done)) return done[0];
  const { what, hint, exit } = done;
  throw new UserError(what, { exit, ...(file !== undefined && { file }), ...(hint && { hint }) });
}

/** By `-f`, else by the name of `--out`. */
function targetOf({ format, out }: SqlAsked, io: Io): { format: SqlFormat; path: string | undefined } {
  const ending = out === undefined ? '' : extname(out).toLowerCase().slice(1);
  const ofName =
    SQL_FORMATS.find((one) => one === ending && one !== 'table') ?? (ending === 'txt' ? 'table' : undefined);
  if (out !== undefined && ofName === undefined && format === undefined)
    throw new UserError(
      text(`--out ${out}: its name does not say in which format`, `--out ${out}: по имени не понять, в каком виде`),
      { hint: meant(...NAMES.map((one) => `--out ${shellWord(`${out.replace(/\.\w+$/, '')}.${one}`)}`)) },
    );
  if (format !== undefined && ofName !== undefined && format !== ofName)
    throw new UserError(
      text(
        `--format ${format} and --out ${out} ask for two formats`,
        `--format ${format} и --out ${out} — это два разных формата`,
      ),
      { hint: text('leave out one of them', 'оставьте что-то одно') },
    );
  const chosen = format ?? ofName ?? 'table';
  if (chosen === 'parquet' && out === undefined && io.isTerminal)
    throw new UserError(
      text('Parquet is a file, and no text for a terminal', 'Parquet — это файл, на экран его не вывести'),
      { hint: meant('-o result.parquet') },
    );
  return { format: chosen, path: out === undefined ? undefined : resolve(io.cwd, out) };
}

const NAMES = ['csv', 'parquet', 'json'] as const;

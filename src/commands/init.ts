import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { folderOf, NAMES } from '../config/find.js';
import { parseConfig } from '../config/read-config.js';
import { jsonSchema } from '../config/schema.js';
import { sql } from '../engines/sql.js';
import { text, UserError } from '../error.js';
import { NO_SOURCE, sameSource } from '../facts/lead-source.js';
import type { Io } from '../io.js';
import { nameOf } from '../model/dialect.js';
import { fold } from '../model/fold.js';
import { counted, type Lang, plural } from '../model/text.js';
import { safe } from '../render/safe.js';
import { currenciesIn } from '../session/assumed-currency.js';
import { isGuessed } from '../session/guessed-columns.js';
import { type ReadOptions, type Session, withSession } from '../session/session.js';
import { SOURCES } from '../sources/known-sources.js';
import { type Draft, type DraftFile, yamlOf } from './draft.js';
import { isFolder, refuseInputs, writeFiles } from './output.js';

export interface InitOptions extends ReadOptions {
  out: string | undefined;
  /** Over a configuration that is there. */
  force: boolean;
}

/** For completion in editors. */
export const printSchema = (io: Io): void => io.out(`${JSON.stringify(jsonSchema(), null, 2)}\n`);

/** Writes a funnel.yaml beside the exports: what they are, and what a person must look at. */
export async function init(options: InitOptions, print: { lang: Lang; quiet: boolean }, io: Io): Promise<void> {
  const paths = options.paths.length > 0 ? options.paths : ['.'];
  const target = await targetOf(paths, options, io.cwd);
  // Nothing is configured yet, whatever lies in some folder above: the exports must speak for themselves.
  const reading: ReadOptions = {
    ...options,
    paths,
    config: false,
    guess: true,
    maxRejects: { share: 1 },
    anyCurrency: true,
  };
  await withSession(reading, io, async (session) => {
    await refuseInputs(
      [target],
      session.inputs.files.map(({ path }) => path),
    );
    const draft = await draftOf(session, options, dirname(target));
    const content = yamlOf(draft, print.lang);
    parseConfig(content, target);
    await writeFiles(dirname(target), new Map([[basename(target), content]]));
    if (!print.quiet) io.err(summary(draft, session, { target, paths, lang: print.lang, io }));
  });
}

/** Where the configuration goes: where `funnel report` with the same paths would look for it first. */
async function targetOf(paths: readonly string[], { out, force }: InitOptions, cwd: string): Promise<string> {
  const folder = await folderOf(paths[0] ?? '.', cwd);
  const candidates =
    out === undefined
      ? NAMES.map((name) => join(folder, name))
      : [(await isFolder(out, cwd)) ? resolve(cwd, out, 'funnel.yaml') : resolve(cwd, out)];
  for (const path of candidates)
    if (await stat(path).catch(() => null)) {
      if (force) return path;
      throw new UserError(text('is already there', 'уже есть'), {
        file: shownFrom(cwd, path),
        hint: text(
          'name another file with --out, or write over it with --force',
          'укажите другой файл через --out или перезапишите этот с --force',
        ),
      });
    }
  return candidates[0] as string;
}

const shownFrom = (cwd: string, path: string): string => {
  const near = relative(cwd, path);
  return near.startsWith('..') ? path : near;
};

async function draftOf(session: Session, options: InitOptions, home: string): Promise<Draft> {
  const { facts } = session;
  return {
    timezone: options.timezone,
    currency: options.currency,
    // Only codes that funnel.yaml takes: an export may say "Российский рубль".
    currencies: (await currenciesIn(session.engine, facts)).filter((code) => CODES.has(code)),
    files: facts.files.map((file): DraftFile => {
      return {
        path: relative(home, file.path).split(sep).join('/'),
        sheet: file.sheet,
        table: file.table,
        source: file.source,
        guessed: isGuessed(file) ? file.headings : undefined,
        settings: settingsOf(file.source, options),
      };
    }),
    statuses: statusesOf(session),
    ...(await sourcesOf(session)),
  };
}

const CODES = new Set(Intl.supportedValuesOf('currency'));

/** What the command line settled for files that leave it open, so that later runs need not be told again. */
function settingsOf(source: string, { dates, decimal, encoding, delimiter }: InitOptions): Map<string, string> {
  const exports = SOURCES.find(({ name }) => name === source)?.exports ?? [];
  // A platform that always writes one format is not asked.
  const isOpen = (key: 'dates' | 'decimal') => exports.every((shape) => shape[key] === undefined);
  const given: [string, string | undefined][] = [
    ['dates', isOpen('dates') ? dates : undefined],
    ['decimal', isOpen('decimal') ? decimal : undefined],
    ['encoding', encoding],
    ['delimiter', delimiter === undefined ? undefined : nameOf(delimiter)],
  ];
  return new Map(given.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** The most frequent first; spellings that are one to the program stand once. */
function statusesOf({ facts }: Session): Draft['statuses'] {
  const found = new Map<string, Draft['statuses'][number]>();
  for (const { status, count, meaning } of facts.guessed) {
    const seen = found.get(fold(status));
    if (seen) seen.count += count;
    else found.set(fold(status), { status, count, meaning });
  }
  return [...found.values()].sort((a, b) => b.count - a.count || byCode(a.status, b.status));
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function sourcesOf({ engine }: Session): Promise<Pick<Draft, 'sources' | 'leadsWithoutSource'>> {
  const leads = new Map(
    (await engine.query(sql`select source, count(*) from leads group by 1`)).map(([source, count]) => [
      source as string,
      Number(count),
    ]),
  );
  const same = sameSource(new Map());
  const spellings = new Map<string, Set<string>>();
  const rows = await engine.query(sql`select distinct source, o1, o2, o3, o4 from source_map order by all`);
  for (const [source, ...origin] of rows as [string, ...(string | null)[]][]) {
    const own = spellings.get(source) ?? new Set();
    const [utmSource, utmMedium, word, medium] = origin;
    for (const [spelling, kind] of [
      [utmSource, utmMedium],
      [word, medium],
    ])
      for (const one of spelling ? [spelling, ...(kind ? [`${spelling} / ${kind}`] : [])] : [])
        if (same(one, source)) own.add(one);
    spellings.set(source, own);
  }
  return {
    sources: [...spellings]
      .filter(([name]) => name !== NO_SOURCE)
      .map(([name, own]) => ({ name, leads: leads.get(name) ?? 0, spellings: own.size > 0 ? [...own] : [name] }))
      .sort((a, b) => b.leads - a.leads || byCode(a.name, b.name)),
    leadsWithoutSource: leads.get(NO_SOURCE) ?? 0,
  };
}

interface Written {
  target: string;
  paths: readonly string[];
  lang: Lang;
  io: Io;
}

/** What was written, what to look at in it, and what to type next. */
function summary(
  { files, statuses, currencies }: Draft,
  { warnings }: Session,
  { target, paths, lang, io }: Written,
): string {
  const guessed = files.filter((file) => file.guessed).length;
  const ignored = statuses.filter(({ meaning }) => meaning === 'ignore').length;
  const name = shownFrom(io.cwd, target);
  const elsewhere = NAMES.includes(basename(target)) ? '' : ` --config ${shell(name)}`;
  const next = `  → funnel report ${paths.map(shell).join(' ')}${elsewhere}`;
  const lines = [
    text(`${name}: written`, `${name}: записан`),
    text(
      `  ${counted(files.length, 'export')}, ${guessed} with guessed columns`,
      `  ${files.length} ${plural(files.length, 'выгрузка', 'выгрузки', 'выгрузок')}, со столбцами по догадке: ${guessed}`,
    ),
    text(
      `  ${counted(statuses.length, 'status', 'statuses')} to check, ${ignored} without a guess`,
      `  статусов для проверки: ${statuses.length}, из них без догадки: ${ignored}`,
    ),
    ...warnings
      .filter(({ code }) => code !== 'guessed-columns')
      .map(({ message }) => text(`  ! ${message.en}`, `  ! ${message.ru}`)),
    ...(currencies.length > 1
      ? [
          text(
            `  ! amounts in ${currencies.join(', ')}: put the rates into it, else there is no report`,
            `  ! суммы в ${currencies.join(', ')}: впишите курсы, иначе отчёта не будет`,
          ),
        ]
      : []),
    text(next, next),
  ];
  return `${lines.map((line) => safe(line[lang])).join('\n')}\n`;
}

/** As a shell takes it for one word. */
const shell = (word: string): string =>
  /^[\p{L}\p{N}_./*?@%+=:,-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

import type { Io } from '../io.js';
import { fold } from '../model/fold.js';
import type { Table } from '../model/tables.js';
import { type Lang, type Text, text } from '../model/text.js';
import { type GridCell, grid } from '../render/grid.js';
import { COMFORTABLE_WIDTH, paragraph, rule, usableWidth } from '../render/lines.js';
import { type Paint, painter, type Style } from '../render/styles.js';
import { TABLE_WORDS } from '../render/table-words.js';
import { displayWidth, wrap } from '../render/width.js';
import type { Export, Source } from '../sources/define-source.js';
import { generic } from '../sources/generic.js';
import { SOURCES } from '../sources/known-sources.js';
import { examples } from './help-examples.js';

/** A platform, and what each of its exports is known by. */
export interface Format {
  name: string;
  title: string;
  where: Text;
  exports: {
    table: Table;
    /** In crm: whether a row is a lead or a deal. */
    entity?: 'lead' | 'deal';
    /** Of each list the file must have a heading. */
    needs: string[][];
    /** A part of the name that the file must have, where headings do not tell. */
    named?: string;
  }[];
}

export const FORMATS: readonly Format[] = SOURCES.map(formatOf);

function formatOf({ name, title, where, exports }: Source): Format {
  return {
    name,
    title,
    where,
    exports: exports
      .filter(({ table }) => table !== 'none')
      .map((shape) => ({
        table: shape.table,
        ...(shape.table === 'crm' ? { entity: shape.entity ?? 'lead' } : {}),
        needs: shape.required.map((wanted) =>
          typeof wanted === 'string'
            ? (shape.fields[wanted]?.headings ?? []).flatMap((one) => (typeof one === 'string' ? one : examples(one)))
            : headingsOf(wanted, shape),
        ),
        ...(shape.named ? { named: examples(shape.named)[0]?.toLowerCase() ?? '' } : {}),
      })),
  };
}

/** What a pattern stands for: first as the export's own columns are spelt, then what else it takes. */
function headingsOf(pattern: RegExp, { fields }: Export): string[] {
  const own = Object.values(fields).flatMap(({ headings }) =>
    headings.filter((one) => typeof one === 'string' && pattern.test(one)),
  ) as string[];
  const known = new Set(own.map(fold));
  return [...new Set([...own, ...examples(pattern).filter((one) => !known.has(fold(one)))])];
}

/** Prints the exports that are known, and where to click to get them. */
export function formats(options: { format: 'table' | 'json'; lang: Lang; color: boolean }, io: Io): void {
  io.out(
    options.format === 'json'
      ? `${JSON.stringify({ schema: 'funnel/formats/1', formats: FORMATS }, null, 2)}\n`
      : `${draw(options.lang, usableWidth(io.width), painter(options.color)).join('\n')}\n`,
  );
}

/** Narrower than this, where to click gets lines of its own below the row. */
const WIDE = 88;

function draw(lang: Lang, full: number, paint: Paint): string[] {
  const width = Math.min(full, WIDEST);
  const isWide = width >= WIDE;
  const names = Math.min(
    16,
    Math.max(...FORMATS.flatMap(({ name, title }) => [displayWidth(name), displayWidth(title)])),
  );
  const tables = isWide ? 13 : 10;
  const left = width - names - tables - (isWide ? 6 : 4);
  const needs = isWide ? Math.ceil(left * 0.55) : left;
  const columns = [names, tables, needs, ...(isWide ? [left - needs] : [])].map((one) => ({
    width: one,
    right: false,
  }));
  const row = (cells: string[], styles: Style[]): string[] =>
    grid(
      columns,
      rowsOf(
        cells.map((cell, at) => cell.split('\n').flatMap((line) => wrap(line, columns[at]?.width ?? width))),
        styles,
        paint,
      ),
    );
  const heads = [FORMAT, TABLE, NEEDS, ...(isWide ? [WHERE] : [])].map((one) => one[lang]);
  const lines = [...row(heads, ['title', 'title', 'title', 'title']), rule(width, paint)];
  for (const { name, title, where, exports } of FORMATS) {
    for (const [at, shape] of exports.entries())
      lines.push(
        ...row(
          [
            at === 0 ? (title === name ? name : `${title}\n${name}`) : '',
            tableWord(shape, lang),
            needsWords(shape.needs) + (shape.named ? ` + ${NAMED[lang]} *${shape.named}*` : ''),
            ...(isWide ? [at === 0 ? where[lang] : ''] : []),
          ],
          ['strong', 'plain', 'plain', 'plain'],
        ),
      );
    if (!isWide) lines.push(...paragraph(where[lang], width, paint, 'quiet', { text: '  → ', style: 'quiet' }));
    lines.push('');
  }
  return [...lines, rule(width, paint), ...paragraph(others(lang), Math.min(width, COMFORTABLE_WIDTH), paint)];
}

/** Wider, and the eye loses the line. */
const WIDEST = 140;

/** Cells of several lines as so many rows of one. */
function rowsOf(cells: readonly string[][], styles: readonly Style[], paint: Paint): GridCell[][] {
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells.map((lines, column) => ({
      text: lines[line] ?? '',
      // Of a platform the title is strong, its name below is not.
      paint: (words) => paint(column === 0 && line > 0 ? 'quiet' : (styles[column] ?? 'plain'), words),
    })),
  );
}

function tableWord({ table, entity }: Format['exports'][number], lang: Lang): string {
  const word =
    table === 'ad_leads'
      ? AD_LEADS[lang]
      : table === 'ad_names'
        ? AD_NAMES[lang]
        : (TABLE_WORDS.get(table)?.[lang] ?? table);
  return entity ? `${word}: ${entity === 'deal' ? DEALS[lang] : LEADS[lang]}` : word;
}

/** How many of the headings that will do are named. */
const MOST_HEADINGS = 4;

const needsWords = (needs: readonly string[][]): string =>
  needs
    .map((headings) => headings.slice(0, MOST_HEADINGS).join(' | ') + (headings.length > MOST_HEADINGS ? ' …' : ''))
    .join(' + ');

function others(lang: Lang): string {
  const list = generic.exports
    .map(({ table, needs, fields }) => {
      const words = needs.map((group) => group.map((field) => first(fields[field]?.headings ?? [], lang)).join(' | '));
      return `${TABLE_WORDS.get(table)?.[lang] ?? table}: ${words.join(' + ')}`;
    })
    .join('; ');
  return text(
    `Any other sheet is read where its headings are the usual ones (${list}); funnel check shows what was taken for what, funnel init writes it into funnel.yaml to confirm.`,
    `Любая другая таблица читается, если её заголовки обычные (${list}); что за что принято, покажет funnel check, а funnel init впишет это в funnel.yaml для подтверждения.`,
  )[lang];
}

/** The most telling heading in the language of the reader; VAT is a matter of its own. */
function first(headings: readonly (string | RegExp)[], lang: Lang): string {
  const words = headings.filter((one) => typeof one === 'string');
  const own = words.filter((word) => /[а-я]{3}/iu.test(word) === (lang === 'ru'));
  return own.find((word) => !word.endsWith('НДС')) ?? words[0] ?? '';
}

const FORMAT = text('Format', 'Формат');
const TABLE = text('What it is', 'Что это');
const NEEDS = text('Headings needed (| = any of these)', 'Нужные заголовки (| — любой из них)');
const WHERE = text('Where to get it', 'Где взять');
const AD_LEADS = text('ad leads', 'лиды рекламы');
const NAMED = text('a file named', 'файл с именем');
const AD_NAMES = text('names', 'названия');
const LEADS = text('leads', 'лиды');
const DEALS = text('deals', 'сделки');

import type { KnownFormat, UsualSheet } from '../model/known-format.js';
import { type Lang, text } from '../model/text.js';
import { type GridCell, grid } from './grid.js';
import { COMFORTABLE_WIDTH, paragraph, rule, usableWidth } from './lines.js';
import { type Paint, painter, type Style } from './styles.js';
import { TABLE_WORDS } from './table-words.js';
import { displayWidth, wrap } from './width.js';

/** Below this width, where to click gets lines of its own under the row. */
const WIDE = 88;

/** The known exports: what each is, by which headings it is recognised, and where to click to get it. */
export function drawFormats(
  formats: readonly KnownFormat[],
  usual: readonly UsualSheet[],
  { lang, width: full, color }: { lang: Lang; width: number; color: boolean },
): string {
  const paint = painter(color);

  const width = Math.min(usableWidth(full), WIDEST);
  const isWide = width >= WIDE;
  const names = Math.min(
    16,
    Math.max(...formats.flatMap(({ name, title }) => [displayWidth(name), displayWidth(title)])),
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
  for (const { name, title, where, stages, exports } of formats) {
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
    if (!isWide) lines.push(...paragraph(where[lang], width, paint, 'quiet', BELOW_ROW));
    if (stages) lines.push(...paragraph(`${STAGES[lang]} ${stages[lang]}`, width, paint, 'quiet', BELOW_ROW));
    lines.push('');
  }
  const [comfortable, hasCrm] = [Math.min(width, COMFORTABLE_WIDTH), formats.some(isCrm)];
  const foot = [others(usual, lang), ...(hasCrm ? [HOW_FAR[lang]] : [])].flatMap((line) =>
    paragraph(line, comfortable, paint),
  );
  return `${[...lines, rule(width, paint), ...foot].join('\n')}\n`;
}

const BELOW_ROW = { text: '  → ', style: 'quiet' } as const;
const isCrm = ({ exports }: KnownFormat): boolean => exports.some(({ table }) => table === 'crm');
const STAGES = text('stages of lost deals:', 'этапы потерянных сделок:');
const HOW_FAR = text(
  'How far lost deals came, most CRMs do not export: let the CRM fill in a date field per stage and export it (its heading goes under qualified_at, proposal_at … in funnel.yaml), give the history of stages, or keep the weekly downloads in one folder: where a deal stood then, it came.',
  'До какого этапа дошли потерянные сделки, большинство CRM не выгружает: пусть CRM сама заполняет по полю даты на этап (его заголовок — в qualified_at, proposal_at … в funnel.yaml), дайте историю этапов или держите еженедельные выгрузки в одной папке: где сделка стояла тогда, до того этапа она дошла.',
);

/** In longer lines the eye loses its place. */
const WIDEST = 140;

/** Turns cells of several lines into as many rows. */
function rowsOf(cells: readonly string[][], styles: readonly Style[], paint: Paint): GridCell[][] {
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells.map((lines, column) => ({
      text: lines[line] ?? '',
      // Of a platform the title is strong and the name below it is not.
      paint: (words) => paint(column === 0 && line > 0 ? 'quiet' : (styles[column] ?? 'plain'), words),
    })),
  );
}

function tableWord({ table, entity }: KnownFormat['exports'][number], lang: Lang): string {
  const word =
    table === 'ad_leads'
      ? AD_LEADS[lang]
      : table === 'ad_names'
        ? AD_NAMES[lang]
        : (TABLE_WORDS.get(table)?.[lang] ?? table);
  return entity ? `${word}: ${entity === 'deal' ? DEALS[lang] : LEADS[lang]}` : word;
}

/** How many of the possible headings are named. */
const MOST_HEADINGS = 4;

const needsWords = (needs: readonly string[][]): string =>
  needs
    .map((headings) => headings.slice(0, MOST_HEADINGS).join(' | ') + (headings.length > MOST_HEADINGS ? ' …' : ''))
    .join(' + ');

function others(usual: readonly UsualSheet[], lang: Lang): string {
  const list = usual
    .map(({ table, needs, twoOf }) => {
      const two = twoOf.length > 0 ? [`${TWO_OF[lang]} ${twoOf.join(', ')}`] : [];
      const all = [...two, ...needs.map((group) => group.join(' | '))];
      return `${TABLE_WORDS.get(table)?.[lang] ?? table}: ${all.join(' + ')}`;
    })
    .join('; ');
  return text(
    `Any other sheet is read where its headings are the usual ones (${list}); funnel check shows what was taken for what, funnel init writes it into funnel.yaml to confirm.`,
    `Любая другая таблица читается, если её заголовки обычные (${list}); что за что принято, покажет funnel check, а funnel init впишет это в funnel.yaml для подтверждения.`,
  )[lang];
}

const TWO_OF = text('two of', 'два из');
const FORMAT = text('Format', 'Формат');
const TABLE = text('What it is', 'Что это');
const NEEDS = text('Headings needed (| = any of these)', 'Нужные заголовки (| — любой из них)');
const WHERE = text('Where to get it', 'Где взять');
const AD_LEADS = text('ad leads', 'лиды рекламы');
const NAMED = text('a file named', 'файл с именем');
const AD_NAMES = text('names', 'названия');
const LEADS = text('leads', 'лиды');
const DEALS = text('deals', 'сделки');

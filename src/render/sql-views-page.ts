import type { SqlFormat } from '../model/dialect.js';
import { SQL_VIEWS, type SqlView, VIEW_TYPES } from '../model/sql-views.js';
import { type Lang, text } from '../model/text.js';
import { write } from './csv-text.js';
import { block, blockList, line, value } from './json-text.js';
import { COMFORTABLE_WIDTH, paragraph, usableWidth } from './lines.js';
import { painter } from './styles.js';
import { displayWidth, pad } from './width.js';

const VIEWS: readonly (readonly [string, SqlView])[] = Object.entries(SQL_VIEWS);

/** The views that `funnel sql` may query, column by column: for a person or for a program. */
export function sqlViews(
  format: Exclude<SqlFormat, 'parquet'>,
  options: { lang: Lang; width: number; color: boolean },
): string {
  if (format === 'json') return inJson();
  if (format === 'csv') return inCsv(options.lang);
  return inLines(options);
}

function inLines({ lang, width: full, color }: { lang: Lang; width: number; color: boolean }): string {
  const paint = painter(color);
  const width = Math.min(usableWidth(full), COMFORTABLE_WIDTH);
  const blocks = VIEWS.map(([view, { says, columns, hasDimensions }]) => {
    const listed = Object.entries(columns);
    const widest = Math.max(...listed.map(([name]) => displayWidth(name)));
    const types = Math.max(...listed.map(([, { type }]) => displayWidth(type)));
    return [
      ...paragraph(`${view} · ${says[lang]}`, width, paint, 'title'),
      ...listed.flatMap(([name, column]) =>
        paragraph(column.says[lang], width, paint, 'plain', {
          text: `  ${pad(name, widest)}  ${pad(column.type, types)}  `,
          style: 'plain',
        }),
      ),
      ...(hasDimensions ? paragraph(DIMENSIONS[lang], width, paint, 'quiet', { text: '  ', style: 'plain' }) : []),
    ];
  });
  return `${[...blocks, paragraph(FOOT[lang], width, paint, 'quiet')].map((block) => block.join('\n')).join('\n\n')}\n`;
}

const DIMENSIONS = text(
  'and a column for each of dimensions: (and segments:) in funnel.yaml, by its name',
  'и столбец на каждое из dimensions: (и segments:) в funnel.yaml, под тем же именем',
);
const FOOT = text(
  'Types: decimal is exact, six decimals; a moment of which a day alone is known is its midnight; null is unknown, never 0.',
  'Типы: decimal — точное число, шесть знаков; moment, если известен только день, — его полночь; null — неизвестно, а не 0.',
);

const inCsv = (lang: Lang): string =>
  write(
    [
      ['view', 'column', 'type', 'says'],
      ...VIEWS.flatMap(([view, { columns }]) =>
        Object.entries(columns).map(([name, { type, says }]) => [view, name, VIEW_TYPES[type], says[lang]]),
      ),
    ],
    { excel: false, raw: false },
  );

const inJson = (): string =>
  `${block([
    ['schema', value('funnel/sql-views/1')],
    [
      'views',
      block(
        VIEWS.map(([view, { columns }]) => [
          view,
          blockList(
            Object.entries(columns).map(([name, { type, says }]) =>
              line([
                ['name', value(name)],
                ['type', value(VIEW_TYPES[type])],
                [
                  'says',
                  line([
                    ['en', value(says.en)],
                    ['ru', value(says.ru)],
                  ]),
                ],
              ]),
            ),
          ),
        ]),
      ),
    ],
  ])}\n`;

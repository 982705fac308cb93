import { createHash } from 'node:crypto';
import type { Lang } from '../../model/text.js';
import { text } from '../../model/text.js';
import type { PageSheet } from '../page-sheet.js';
import { jsonMarkup, Markup, markup } from './markup.js';
import { SCRIPT } from './page-script.js';
import { STYLE } from './page-style.js';
import { fractionsOf } from './sheet-table.js';

interface Content {
  readonly lang: Lang;
  readonly title: string;
  readonly body: readonly (Markup | null)[];
  /** The sheets whose cells have a text to show. */
  readonly sheets: readonly PageSheet[];
}

/**
 * The whole file. The content policy comes first, so that nothing before it is loaded. The page loads nothing from
 * anywhere, and runs only what is written here, never something that a name contains.
 */
export function documentOf({ lang, title, body, sheets }: Content): string {
  const words = { filter: FILTER[lang], copy: COPY[lang], copied: COPIED[lang], sort: SORT[lang] };
  const data = { words, fractions: Object.fromEntries(sheets.map((sheet) => [sheet.name, fractionsOf(sheet)])) };
  return `${
    markup`<!doctype html>
<html lang="${lang}">
<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hash(STYLE)}'; script-src '${hash(SCRIPT)}'; img-src data:; base-uri 'none'; form-action 'none'">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
${body.filter((one) => one !== null).flatMap((one) => [one, '\n'])}</main>
<script type="application/json" id="data">${jsonMarkup(data)}</script>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>`.written
  }\n`;
}

const hash = (content: string): string => `sha256-${createHash('sha256').update(content).digest('base64')}`;

const FILTER = text('Filter rows', 'Найти строки');
const COPY = text('Copy for a spreadsheet', 'Скопировать в таблицу');
const COPIED = text('Copied', 'Скопировано');
const SORT = text('sort', 'сортировать');

import { basename } from 'node:path';
import type { LeftOut } from '../intake/load-files.js';
import { isOwnReport } from '../intake/recognise/own-reports.js';
import { needsOneWord } from '../intake/recognise/unknown.js';
import type { Warning } from '../model/report.js';
import { shownHeadings } from '../model/shown-headings.js';
import { NO_WORDS, type Text, text } from '../model/text.js';

/** How many are named in one message; `check` has them all. */
const MOST = 8;

/** What of a folder is no export, once, each with its headings, and how to say that it is none, or what it is. */
export function leftOutFiles(all: readonly LeftOut[], dangling: readonly string[]): Warning[] {
  const open = all.filter(({ headings }) => needsOneWord(headings));
  const left = all.filter((one) => !open.includes(one));
  const parts = left.map(named);
  const ignore = ignoring(left.map(({ path, entry }) => basename(entry ?? path)));
  const list = (lang: 'en' | 'ru', more: string) =>
    parts
      .slice(0, MOST)
      .map((part) => part[lang])
      .join('; ') + (parts.length > MOST ? `; ${more} ${parts.length - MOST}` : '');
  // A draft tells what a table may be: of what cannot be opened it tells nothing.
  const otherwise = left.some(({ headings }) => headings.length > 0 && !isOwnReport(headings))
    ? text('; else funnel init drafts what it may be', '; если нет — funnel init набросает, что это')
    : NO_WORDS;
  const message = text(
    `left out, being no export that is known: ${list('en', 'and more:')}. Where that is right, ${ignore} in funnel.yaml${otherwise.en}`,
    `не учтено, так как это не известная выгрузка: ${list('ru', 'и ещё')}. Если так и надо: ${ignore} в funnel.yaml${otherwise.ru}`,
  );
  return [
    ...open.map(opened),
    ...(parts.length > 0 ? [{ code: 'no-export' as const, count: parts.length, message }] : []),
    ...(dangling.length > 0 ? [leadingNowhere(dangling)] : []),
  ];
}

const ignoring = (names: readonly string[]): string =>
  `ignore: [${names
    .slice(0, MOST)
    .map((name) => JSON.stringify(name))
    .join(', ')}]`;

/** A link without a file behind it is no draft of anything: what it led to is missing. */
function leadingNowhere(names: readonly string[]): Warning {
  const list = names.slice(0, MOST).join(', ') + (names.length > MOST ? ' …' : '');
  const ignore = ignoring(names);
  return {
    code: 'no-export',
    count: names.length,
    message: text(
      `left out, being a link that leads nowhere: ${list}; put back the file that it led to, or ${ignore} in funnel.yaml`,
      `не учтено, так как это ссылка в никуда: ${list}; верните файл, на который она вела, или укажите ${ignore} в funnel.yaml`,
    ),
  };
}

/** One word makes it leads, or spend: what to type is said of it alone. */
const opened = ({ name, error: { what, hint } }: LeftOut): Warning => ({
  code: 'no-export',
  count: 1,
  message: text(
    `${name} left out: ${what.en}${hint ? `; ${hint.en}` : ''}`,
    `${name} — не учтено: ${what.ru}${hint ? `; ${hint.ru}` : ''}`,
  ),
});

/** With its headings, else with what is wrong with it, and what to do about that. */
const named = ({ name, headings, error: { what, hint } }: LeftOut): Text =>
  headings.length > 0 && !isOwnReport(headings)
    ? text(`${name} (headings ${shownHeadings(headings)})`, `${name} (заголовки ${shownHeadings(headings)})`)
    : text(`${name} (${what.en})${hint ? ` → ${hint.en}` : ''}`, `${name} (${what.ru})${hint ? ` → ${hint.ru}` : ''}`);

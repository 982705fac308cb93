import { basename } from 'node:path';
import type { LeftOut } from '../intake/load-files.js';
import { isOwnReport } from '../intake/recognise/own-reports.js';
import { needsOneWord } from '../intake/recognise/unknown.js';
import type { Warning } from '../model/report.js';
import { shownHeadings } from '../model/shown-headings.js';
import { NO_WORDS, type Text, text } from '../model/text.js';

/** The number of files that one message names; `check` lists all. */
const MOST = 8;

/**
 * Warnings of the files of a folder that are no exports, each named once with its headings. They say how to confirm
 * that it is none, or how to say what it is.
 */
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
  // A draft says what a table may be. It says nothing of a file that cannot be opened.
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

/** The warning for links without a file behind them. A draft cannot help here: what they lead to is missing. */
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

/** The warning for a file that a single word makes leads or spend: it says what to type. */
const opened = ({ name, error: { what, hint } }: LeftOut): Warning => ({
  code: 'no-export',
  count: 1,
  message: text(
    `${name} left out: ${what.en}${hint ? `; ${hint.en}` : ''}`,
    `${name} — не учтено: ${what.ru}${hint ? `; ${hint.ru}` : ''}`,
  ),
});

/** A left-out file with its headings; if it has none, with what is wrong with it and what to do. */
const named = ({ name, headings, error: { what, hint } }: LeftOut): Text =>
  headings.length > 0 && !isOwnReport(headings)
    ? text(`${name} (headings ${shownHeadings(headings)})`, `${name} (заголовки ${shownHeadings(headings)})`)
    : text(`${name} (${what.en})${hint ? ` → ${hint.en}` : ''}`, `${name} (${what.ru})${hint ? ` → ${hint.ru}` : ''}`);

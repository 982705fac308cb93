import type { Report } from '../model/report.js';
import type { Lang } from '../model/text.js';
import { paragraph } from './lines.js';
import { safe } from './safe.js';
import type { Paint } from './styles.js';

/** Lines to fill in at a meeting, in words. */
export interface PageAgenda {
  readonly title: string;
  readonly lines: readonly string[];
}

export const pageAgenda = ({ agenda = [] }: Report, lang: Lang): PageAgenda[] =>
  agenda.map(({ title, lines }) => ({ title: safe(title[lang]), lines: lines.map((line) => safe(line[lang])) }));

export const agendaLines = (parts: readonly PageAgenda[], lang: Lang, width: number, paint: Paint): string[] =>
  parts.flatMap(({ title, lines }) => [
    paint('title', title.toLocaleUpperCase(lang)),
    ...lines.flatMap((line) => paragraph(line, width, paint)),
  ]);

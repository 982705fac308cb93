import type { Finding, Report } from '../model/report.js';
import { type Lang, type Text, text } from '../model/text.js';
import { BELOW, type Mark, paragraph } from './lines.js';
import { safe } from './safe.js';
import type { Paint } from './styles.js';

/** What a person should act on, before any table: each with who answers for it, and what explains it below. */
export function findingLines({ findings }: Report, lang: Lang, width: number, paint: Paint): string[] {
  if (findings.length === 0) return [];
  return [
    paint('title', TITLE[lang].toLocaleUpperCase(lang)),
    ...findings.flatMap(({ tone, owner, text: said, detail }) => [
      ...paragraph(`${safe(said[lang])}. ${OWNERS[owner][lang]}`, width, paint, 'plain', MARKS[tone]),
      ...(detail ? paragraph(safe(detail[lang]), width, paint, 'quiet', BELOW) : []),
    ]),
  ];
}

/** The sign says it without colour too. */
const MARKS: Record<Finding['tone'], Mark> = {
  bad: { text: ' ! ', style: 'bad' },
  good: { text: ' + ', style: 'good' },
  info: { text: ' · ', style: 'quiet' },
};

const OWNERS: Record<Finding['owner'], Text> = {
  marketing: text('For marketing', 'Отвечает маркетинг'),
  sales: text('For sales', 'Отвечают продажи'),
  both: text('For both departments', 'Отвечают оба отдела'),
};

const TITLE = text('Findings', 'Главное');

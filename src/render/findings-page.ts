import type { Finding, Report } from '../model/report.js';
import { type Lang, type Text, text } from '../model/text.js';
import { BELOW, type Mark, paragraph } from './lines.js';
import { safe } from './safe.js';
import type { Paint } from './styles.js';

/** What a person should act on, in words; `detail`: what explains it. */
export interface PageFinding {
  readonly tone: Finding['tone'];
  readonly words: string;
  readonly detail: string | null;
}

export const pageFindings = ({ findings }: Report, lang: Lang): PageFinding[] =>
  findings.map(({ tone, owner, text: said, detail }) => ({
    tone,
    words: told(said[lang], tone === 'good' ? '' : OWNERS[owner][lang]),
    detail: detail ? safe(detail[lang]) : null,
  }));

/** Before any table: each with who begins with it, and what explains it below. */
export function findingLines(findings: readonly PageFinding[], lang: Lang, width: number, paint: Paint): string[] {
  if (findings.length === 0) return [];
  return [
    paint('title', FINDINGS[lang].toLocaleUpperCase(lang)),
    ...findings.flatMap(({ tone, words, detail }) => [
      ...paragraph(words, width, paint, 'plain', MARKS[tone]),
      ...(detail === null ? [] : paragraph(detail, width, paint, 'quiet', BELOW)),
    ]),
  ];
}

/** Good news needs nobody to begin with. */
const told = (said: string, owner: string): string => (owner === '' ? safe(said) : `${safe(said)}. ${owner}`);

/** The sign says it without colour too. */
const MARKS: Record<Finding['tone'], Mark> = {
  bad: { text: ' ! ', style: 'bad' },
  good: { text: ' + ', style: 'good' },
  info: { text: ' · ', style: 'quiet' },
};

const OWNERS: Record<Finding['owner'], Text> = {
  marketing: text('Marketing starts', 'Начинает маркетинг'),
  sales: text('Sales start', 'Начинают продажи'),
  both: text('Both look into it', 'Разбирают вместе'),
};

export const FINDINGS = text('Findings', 'Главное');

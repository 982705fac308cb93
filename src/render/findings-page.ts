import type { Finding, Report } from '../model/report.js';
import { type Lang, type Text, text } from '../model/text.js';
import { BELOW, type Mark, paragraph } from './lines.js';
import { safe } from './safe.js';
import type { Paint } from './styles.js';

/** A finding in words. `detail` explains it; `command` shows what is behind it. */
export interface PageFinding {
  readonly tone: Finding['tone'];
  readonly words: string;
  readonly detail: string | null;
  readonly command: string;
}

export const pageFindings = ({ findings }: Report, lang: Lang): PageFinding[] =>
  findings.map(({ tone, owner, text: said, detail, command }) => ({
    tone,
    words: safe(owner === null ? said[lang] : `${said[lang]}. ${OWNERS[owner][lang]}`),
    detail: detail ? safe(detail[lang]) : null,
    command: safe(command),
  }));

/** The result line as one paragraph; null: there is none. */
export const pageResult = ({ result }: Report, lang: Lang): string | null =>
  result.length === 0 ? null : safe(`${result.map((one) => one[lang]).join('. ')}.`);

export const pageDecisions = ({ toDecide }: Report, lang: Lang): string[] => toDecide.map((one) => safe(one[lang]));

/**
 * The findings, which come before any table: each with who takes it up, then its explanation, and the command that
 * shows what is behind it.
 */
export function findingLines(findings: readonly PageFinding[], lang: Lang, width: number, paint: Paint): string[] {
  if (findings.length === 0) return [];
  return [
    paint('title', FINDINGS[lang].toLocaleUpperCase(lang)),
    ...findings.flatMap(({ tone, words, detail, command }) => [
      ...paragraph(words, width, paint, 'plain', MARKS[tone]),
      ...(detail === null ? [] : paragraph(detail, width, paint, 'quiet', BELOW)),
      ...paragraph(command, width, paint, 'quiet', BEHIND),
    ]),
  ];
}

/** What is to be decided: the end of a report. */
export function decisionLines(decisions: readonly string[], lang: Lang, width: number, paint: Paint): string[] {
  if (decisions.length === 0) return [];
  return [
    paint('title', TO_DECIDE[lang].toLocaleUpperCase(lang)),
    ...decisions.flatMap((words, at) =>
      paragraph(words, width, paint, 'plain', { text: ` ${at + 1} `, style: 'strong' }),
    ),
  ];
}

/** The sign says the same as the colour, for readers without colours. */
export const MARKS: Record<Finding['tone'], Mark> = {
  bad: { text: ' ! ', style: 'bad' },
  good: { text: ' + ', style: 'good' },
  info: { text: ' · ', style: 'quiet' },
};
const BEHIND: Mark = { text: '   → ', style: 'quiet' };

const OWNERS: Record<NonNullable<Finding['owner']>, Text> = {
  marketing: text('Marketing starts', 'Начинает маркетинг'),
  sales: text('Sales start', 'Начинают продажи'),
  both: text('Both look into it', 'Разбирают вместе'),
};

/** The same as a word. */
export const TONES: Record<Finding['tone'], Text> = {
  bad: text('Loss.', 'Потеря.'),
  good: text('Good.', 'Хорошо.'),
  info: text('Note.', 'К сведению.'),
};

export const FINDINGS = text('Findings', 'Главное');
export const TO_DECIDE = text('To decide', 'Решить');

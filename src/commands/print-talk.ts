import { outsideWords } from '../model/outside-words.js';
import type { Report } from '../model/report.js';
import { type Lang, type Text, text } from '../model/text.js';
import { safe } from '../render/safe.js';
import type { Unnamed } from '../render/without-managers.js';

// What is said beside a report, on stderr.

/** Excel reads CSV by the settings of the machine: with another delimiter a whole line would become one cell. */
export const FOR_EXCEL: Record<Lang, Text> = {
  ru: text(
    'for a Russian Excel (; and decimal commas); for an English one: --excel=en',
    'для русского Excel (точка с запятой, дробная запятая); для английского: --excel=en',
  ),
  en: text(
    'for an English Excel (commas and decimal points); for a Russian one: --excel=ru',
    'для английского Excel (запятая, дробная точка); для русского: --excel=ru',
  ),
};

/** What a file that is handed on does not say. */
export function whoIsWho(key: Unnamed['key']): Text {
  const list = safe(key.map(([shown, name]) => `${shown} = ${name}`).join(', '));
  return text(
    `managers have no names in what is written (managers: names in funnel.yaml names them): ${list}`,
    `менеджеры в файле без имён (с именами — managers: names в funnel.yaml): ${list}`,
  );
}

/** What a gate that does not hold says. */
const gateTalk = (gates: Report['gates'], lang: Lang): string[] =>
  gates.flatMap(({ outcome, text: said, command }) =>
    outcome === 'failed' || outcome === 'warned'
      ? [`! ${GATE[outcome][lang]} ${safe(said[lang])}\n  → ${safe(command)}`]
      : [],
  );
const GATE = {
  failed: text('a gate does not hold:', 'порог не пройден:'),
  warned: text('a gate is in doubt:', 'порог под вопросом:'),
};

/** What is told of exports together with any output made from them. A report tells more. */
type Said = Pick<Report, 'ledger' | 'warnings'> & Partial<Pick<Report, 'gates' | 'outside' | 'attribution' | 'hidden'>>;

/** The ledger in short, and the warnings. */
export function talk({ ledger, warnings, gates = [], outside, attribution, hidden = [] }: Said, lang: Lang): string {
  const lines = ledger.map(({ file, lines, used, rejected }) =>
    lang === 'en'
      ? `${safe(file)}: ${used} of ${lines} lines used, ${rejected} rejected`
      : `${safe(file)}: строк ${lines}, использовано ${used}, не прочитано ${rejected}`,
  );
  const beyond = outside ? [outsideWords(outside)[lang]] : [];
  const given = (attribution?.said ?? []).map((line) => line[lang]);
  return `${[...lines, ...given, ...beyond, ...hidden.map((line) => line[lang]), ...warnings.map(({ message }) => `! ${message[lang].replaceAll('\n', '\\n')}`), ...gateTalk(gates, lang)].join('\n')}\n`;
}

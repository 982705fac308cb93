import type { Annotation } from '../model/annotation.js';
import type { GateResult } from '../model/gate.js';
import type { Warning } from '../model/report.js';
import { type Lang, text } from '../model/text.js';

/** Failed gates are errors; everything else that a person should know is a warning. */
export const annotationsOf = (
  gates: readonly GateResult[],
  warnings: readonly Warning[],
  lang: Lang,
  isBehind = false,
): readonly Annotation[] => [
  ...(isBehind ? [{ level: 'error', title: 'last-whole', message: BEHIND[lang] } as const] : []),
  ...gates.flatMap(({ outcome, place, name, text: said, command }): Annotation[] =>
    outcome === 'failed' || outcome === 'warned'
      ? [
          {
            level: outcome === 'failed' ? 'error' : 'warning',
            ...{ file: place.file ?? undefined, line: place.line },
            ...{ title: `${GATE[lang]}: ${name}`, message: `${said[lang]}\n${command}` },
          },
        ]
      : [],
  ),
  ...warnings.map(({ code, message }): Annotation => ({ level: 'warning', title: code, message: message[lang] })),
];

const BEHIND = text(
  'the week that is over is not whole in the exports: download them anew',
  'закончившаяся неделя есть в выгрузках не вся: скачайте их заново',
);
const GATE = text('Gate', 'Порог');

import type { GateOutcome, GateResult } from '../model/gate.js';
import { formatWhole } from '../model/numbers.js';
import { type Lang, text } from '../model/text.js';
import { ALERT, BELOW, type Mark, paragraph } from './lines.js';
import { safe } from './safe.js';
import type { Paint } from './styles.js';

/**
 * The failed gates, below them those in doubt, each with what to look at; and how many hold. Null: there are no gates.
 */
export type PageGates = {
  readonly title: string;
  readonly open: readonly { readonly outcome: 'failed' | 'warned'; readonly said: string; readonly command: string }[];
  readonly sum: string;
} | null;

export function pageGates(gates: readonly GateResult[], lang: Lang): PageGates {
  if (gates.length === 0) return null;
  const of = (outcome: GateOutcome) => gates.filter((gate) => gate.outcome === outcome);
  const count = (outcome: GateOutcome, words: string) => {
    const found = of(outcome).length;
    return found === 0 ? [] : [`${words} ${formatWhole(found, lang)}`];
  };
  const held = `${HOLD[lang]} ${formatWhole(of('passed').length, lang)} ${OF[lang]} ${formatWhole(gates.length, lang)}`;
  return {
    title: TITLE[lang],
    open: (['failed', 'warned'] as const).flatMap((outcome) =>
      of(outcome).map(({ text: said, command }) => ({ outcome, said: safe(said[lang]), command: safe(command) })),
    ),
    sum: [held, ...count('warned', DOUBT[lang]), ...count('skipped', SKIPPED[lang])].join(' · '),
  };
}

/** The gates as lines for a terminal. */
export function gateLines(gates: PageGates, lang: Lang, width: number, paint: Paint): string[] {
  if (gates === null) return [];
  return [
    paint('title', gates.title.toLocaleUpperCase(lang)),
    ...gates.open.flatMap(({ outcome, said, command }) => [
      ...paragraph(said, width, paint, 'plain', MARKS[outcome]),
      ...paragraph(command, width, paint, 'quiet', BELOW),
    ]),
    ...paragraph(gates.sum, width, paint, gates.open.length === 0 ? 'good' : 'plain'),
  ];
}

const MARKS: Record<'failed' | 'warned', Mark> = { failed: { text: ' × ', style: 'bad' }, warned: ALERT };
const TITLE = text('Gates', 'Пороги');
const HOLD = text('Gates that hold:', 'Пройдено порогов:');
const OF = text('of', 'из');
const DOUBT = text('in doubt:', 'под вопросом:');
const SKIPPED = text('nothing known of:', 'нет данных:');

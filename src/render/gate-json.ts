import type { Exact } from '../model/exact.js';
import type { GateResult } from '../model/gate.js';
import { cell, line, list, value } from './json-text.js';

/** A gate with its outcome. It is in both languages, since its reader is rarely the one who ran it. */
export function gateJson(gate: GateResult): string {
  const number = (one: Exact | null) => cell(one, gate.kind);
  return line([
    ['name', value(gate.name)],
    ['figure', value(gate.figure)],
    ['outcome', value(gate.outcome)],
    ['why', value(gate.why)],
    ['value', number(gate.value)],
    ['min', number(gate.min)],
    ['max', number(gate.max)],
    ['low', number(gate.interval?.low ?? null)],
    ['high', number(gate.interval?.high ?? null)],
    ['n', cell(gate.n, 'quantity')],
    ['where', list(gate.where.map(value))],
    ['by', value(gate.by)],
    ['row', value(gate.row)],
    [
      'period',
      line([
        ['from', value(gate.days.from)],
        ['to', value(gate.days.to)],
      ]),
    ],
    ['warn', value(gate.warn)],
    ['command', value(gate.command)],
    [
      'text',
      line([
        ['en', value(gate.text.en)],
        ['ru', value(gate.text.ru)],
      ]),
    ],
  ]);
}

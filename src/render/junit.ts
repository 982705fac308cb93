import type { GateResult } from '../model/gate.js';
import type { Lang } from '../model/text.js';

/**
 * Gates as tests in JUnit XML: a failed gate is a failure, one in doubt passes with a message, an unknown one is
 * skipped.
 */
export function junit(gates: readonly GateResult[], lang: Lang): string {
  const count = (outcome: GateResult['outcome']) => gates.filter((gate) => gate.outcome === outcome).length;
  const sums = `tests="${gates.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="funnel" ${sums}>`,
    `  <testsuite name="gates" ${sums}>`,
    ...gates.map((gate) => testOf(gate, lang)),
    '  </testsuite>',
    '</testsuites>\n',
  ].join('\n');
}

function testOf({ name, figure, row, outcome, why, text: said, command }: GateResult, lang: Lang): string {
  const called = row === null ? name : `${name} · ${row}`;
  const test = `    <testcase classname="${xml(figure)}" name="${xml(called)}"`;
  const words = xml(said[lang]);
  switch (outcome) {
    case 'passed':
      return `${test}/>`;
    case 'failed':
      return `${test}>\n      <failure type="${why}" message="${words}">${xml(command)}</failure>\n    </testcase>`;
    case 'warned':
      return `${test}>\n      <system-out>${words}\n${xml(command)}</system-out>\n    </testcase>`;
    case 'skipped':
      return `${test}>\n      <skipped message="${words}"/>\n    </testcase>`;
  }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/**
 * Words as text of XML. Characters that XML cannot hold at all become question marks: controls, and halves of a
 * surrogate pair.
 */
const xml = (words: string): string =>
  words.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign).replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '?');

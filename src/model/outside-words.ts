import { round } from './exact.js';
import type { Outside } from './report.js';
import { join, type Text, text } from './text.js';

/** `outside these days: 2 leads, spend 4000.00`. */
export function outsideWords({ leads, spend }: Outside): Text {
  const parts: Text[] = [];
  if (leads > 0n) parts.push(text(`${leads} leads`, `лидов ${leads}`));
  if (spend && spend.num !== 0n) parts.push(text(`spend ${round(spend, 2)}`, `расход ${round(spend, 2)}`));
  return join([text('outside these days', 'вне этих дней'), join(parts, ', ')], ': ');
}

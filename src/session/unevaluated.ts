import type { Config } from '../config/schema.js';
import { text } from '../error.js';
import type { Warning } from '../model/report.js';

/** What the configuration asks for and this version does not work out yet: said, never passed over. */
export function unevaluated(config: Config): Warning[] {
  const parts: [string, boolean][] = [['gates', config.gates.length > 0]];
  return parts
    .filter(([, there]) => there)
    .map(([key]) => ({
      code: 'not-evaluated',
      count: 1,
      message: text(
        `${key} in funnel.yaml is not worked out by this version yet`,
        `${key} в funnel.yaml эта версия ещё не считает`,
      ),
    }));
}

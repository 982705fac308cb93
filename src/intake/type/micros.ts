import type { Engine } from '../../engines/engine.js';
import { name, sql } from '../../engines/sql.js';
import { text, UserError } from '../../error.js';
import type { Loaded } from '../scan/loaded.js';

/** Whatever the currency, no click costs as much; in millionths all do. */
const MOST_PER_CLICK = 100_000;

/**
 * Money of an export that may stand in millionths (Yandex Direct's API): where a click costs more than any can, the
 * amounts would be a million times too large, and a person has to say it.
 */
export async function refuseMicros(engine: Engine, { recognised, file }: Loaded, rows: string): Promise<void> {
  const { perhapsMicros, columns } = recognised;
  if (!perhapsMicros || !columns.has('cost') || !columns.has('clicks')) return;
  const [[isTooDear] = []] = await engine.query(
    sql`select sum(cost) > sum(clicks) * ${MOST_PER_CLICK} and sum(clicks) > 0 from ${name(rows)}`,
  );
  if (isTooDear !== true) return;
  throw new UserError(
    text(
      `a click costs more than ${MOST_PER_CLICK} on average: «${columns.get('cost')?.heading}» seems to be in millionths`,
      `клик в среднем дороже ${MOST_PER_CLICK}: похоже, «${columns.get('cost')?.heading}» в миллионных долях`,
    ),
    {
      file: file.name,
      hint: text(
        'in funnel.yaml: files: [{path: …, micros: true}]; or micros: false, if the amounts are right',
        'в funnel.yaml: files: [{path: …, micros: true}]; или micros: false, если суммы верны',
      ),
    },
  );
}

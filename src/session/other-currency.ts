import type { Config } from '../config/schema.js';
import { type Text, text, UserError } from '../error.js';

/**
 * Refuses a report in another currency than funnel.yaml's, since amounts in funnel.yaml cannot be converted. `what`:
 * these amounts with their verb. `without`: what to leave out.
 *
 * @throws {UserError}
 */
export function refuseOtherCurrency(
  { currency: own }: Config,
  asked: string | null | undefined,
  { what, without }: { what: Text; without: Text },
): void {
  if (own === undefined || !asked || asked === own) return;
  throw new UserError(
    text(
      `${what.en} in ${own}, and the report is asked for in ${asked}`,
      `${what.ru} — в ${own}, а отчёт запрошен в ${asked}`,
    ),
    {
      hint: text(
        `leave out --currency, or report without ${without.en} by another funnel.yaml (--config FILE)`,
        `уберите --currency или сделайте отчёт без ${without.ru} по другому funnel.yaml (--config ФАЙЛ)`,
      ),
    },
  );
}

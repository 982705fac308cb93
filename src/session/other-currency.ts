import type { Config } from '../config/schema.js';
import { type Text, text, UserError } from '../error.js';

/** Amounts of funnel.yaml are in its currency: what they are in another nothing says. `what` names them with their verb. */
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

import { type Text, text, UserError } from '../error.js';
import { type Credits, layDownCredits } from '../facts/credits.js';
import { type Attribution, MODEL_WORDS } from '../model/attribution.js';
import { formatWhole } from '../model/numbers.js';
import type { Session } from '../session/session.js';

/** Splits leads over their touches, if that is asked for. Without any touches there is nothing to split by. */
export async function creditsOf(session: Session, asked: Attribution): Promise<Credits | null> {
  if (asked === 'recorded') return null;
  const { engine, facts, built } = session;
  if (!facts.tables.has('touches'))
    throw new UserError(
      text(
        `attribution ${asked}: there is no list of touches among the exports`,
        `attribution ${asked}: среди выгрузок нет касаний`,
      ),
      {
        hint: text(
          'add visits one by one (funnel formats yandex-metrica), or leave it at recorded',
          'добавьте визиты по одному (funnel formats yandex-metrica) или оставьте recorded',
        ),
      },
    );
  return session.laid ? (session.laid.credits.get(asked) ?? null) : layDownCredits(engine, asked, built.kinded);
}

/** What sources mean then, and of how many leads nothing changed. */
export const creditsInWords = ({ model, leads, untouched }: Credits): Text => {
  const words = MODEL_WORDS[model];
  return text(
    `sources by touches (${model}): ${words.en}; ${formatWhole(untouched, 'en')} of ${formatWhole(leads, 'en')} leads have no touch that counts and keep their source; stages, reasons, trend, comparisons, hypotheses and findings by the recorded source`,
    `источники по касаниям (${model}): ${words.ru}; лидов без учтённых касаний, источник прежний: ${formatWhole(untouched, 'ru')} из ${formatWhole(leads, 'ru')}; этапы, причины, динамика, сравнения, гипотезы и выводы — по записанному источнику`,
  );
};

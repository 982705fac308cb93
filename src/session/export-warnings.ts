import { DOUBTS_OF_VALUES, raiseDoubts } from '../doubts/all-doubts.js';
import type { Doubtful } from '../doubts/define-doubt.js';
import type { Engine } from '../engines/engine.js';
import type { Built } from '../facts/built.js';
import { severalCurrencies, whichDollar } from '../facts/money.js';
import type { LeftOut } from '../intake/load-files.js';
import type { Intake } from '../intake/read-files.js';
import type { Warning } from '../model/report.js';
import { asWarning } from './as-warning.js';
import { assumedCurrency } from './assumed-currency.js';
import { costsUnmatched } from './costs-unmatched.js';
import { guessedColumns, guessedStatuses, unknownStatuses } from './guessed-columns.js';
import type { Inputs } from './inputs.js';
import { leftOutFiles } from './left-out-files.js';
import { normsUnmatched } from './norms-unmatched.js';
import { peopleUntold } from './people-missing.js';
import type { ReadOptions } from './read-options.js';
import { slaUnmatched } from './sla-unmatched.js';
import { unreadFiles } from './unread-files.js';
import { vatUnsaid } from './vat.js';
import { winnersUnknown } from './winners-unknown.js';
import { zonesApart } from './zones-apart.js';

/** The currencies of the amounts. */
export interface Money {
  /** The currency that the options or the configuration name. */
  named: string | undefined;
  /** The currencies in the exports, if the run goes on without a named one. */
  found: readonly string[];
  /** There are several, and nothing says which is the report's. */
  isOpen: boolean;
}

/**
 * All warnings about the exports, in the order in which they are shown. `identity`: doubts that were looked at before.
 */
export async function exportWarnings({
  engine,
  inputs,
  intake,
  options,
  built,
  doubtful,
  identity,
  money: { named, found, isOpen },
}: {
  engine: Engine;
  inputs: Inputs;
  intake: Intake & { left: readonly LeftOut[] };
  options: ReadOptions;
  built: Built;
  doubtful: Doubtful;
  identity: readonly Warning[];
  money: Money;
}): Promise<Warning[]> {
  const { config } = inputs;
  const { facts } = intake;
  return [
    ...unreadFiles(inputs),
    ...leftOutFiles(intake.left, inputs.dangling),
    ...guessedColumns(facts.files),
    ...peopleUntold(config, facts),
    ...(options.lenient && !options.guess ? unknownStatuses(facts.guessed) : []),
    ...guessedStatuses(facts.guessed.filter(({ drafted }) => drafted || options.guess)),
    ...intake.warnings,
    ...identity,
    ...built.overlaps,
    ...(await raiseDoubts(DOUBTS_OF_VALUES, doubtful)),
    ...(isOpen ? [asWarning(whichDollar(doubtful.settings.files, found) ?? severalCurrencies(found))] : []),
    ...(named || isOpen ? [] : await assumedCurrency(engine, facts, built.currency)),
    ...(options.lenient || options.anyCurrency ? vatUnsaid(facts.files, config.vat).map(asWarning) : []),
    ...winnersUnknown(facts, built.ofLeads),
    ...(await normsUnmatched(engine, config, built.sources.apart)),
    ...costsUnmatched(built),
    ...(await slaUnmatched(engine, facts, config)),
    ...zonesApart(facts),
  ];
}

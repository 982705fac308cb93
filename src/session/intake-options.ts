import { randomBytes } from 'node:crypto';
import type { Config } from '../config/schema.js';
import type { IntakeOptions } from '../intake/read-files.js';
import { rulesIn } from '../intake/type/worked.js';
import { fold } from '../model/fold.js';
import type { Rule } from '../model/settings.js';
import { endOf } from './end-of-day.js';
import type { ReadOptions } from './read-options.js';
import { workedOf } from './worked-of.js';

/** The options by which files are opened and read. */
export function intakeOptionsOf(config: Config, options: ReadOptions): IntakeOptions {
  const worked = workedOf(config);
  const exclude = config.exclude.length > 0 ? config.exclude : undefined;
  return {
    headings: [],
    encoding: options.encoding,
    delimiter: options.delimiter,
    dimensions: config.dimensions,
    splits: config.splits,
    worked,
    rules: config.rules,
    exclude,
    timezone: options.timezone ?? config.timezone,
    currency: options.currency ?? config.currency,
    decimal: options.decimal,
    dates: options.dates,
    asOf: options.asOf === undefined ? undefined : endOf(options.asOf),
    statuses: config.statuses,
    named: namedIn(config, rulesIn({ rules: config.rules, exclude, worked })),
    ids: config.ids,
    people: peopleOf(config),
    clients: options.clients,
    guess: options.guess || options.lenient === true,
  };
}

/** Folded, what statuses, sources and reasons are said to be, and what rules compare cells with. */
function namedIn({ statuses, sources, reasons }: Config, rules: readonly Rule[]): ReadonlySet<string> {
  const compared = rules.flat(2).flatMap(({ condition }) => ('values' in condition ? condition.values : []));
  const spelt = [...sources, ...reasons].flatMap(([, spellings]) => spellings);
  return new Set([...statuses.keys(), ...spelt, ...compared].map(fold));
}

/**
 * Which contacts of people are read, if the configuration needs any. They become keys by a secret that nobody keeps.
 */
function peopleOf({ ids, repeats }: Config): IntakeOptions['people'] {
  const fields = new Set([...(ids?.fallback ?? []), ...(repeats?.by ?? [])]);
  return fields.size === 0 ? undefined : { fields, country: ids?.country, secret: randomBytes(32) };
}

import { randomBytes } from 'node:crypto';
import type { Config } from '../config/schema.js';
import type { IntakeOptions } from '../intake/read-files.js';
import { endOf } from './end-of-day.js';
import type { ReadOptions } from './read-options.js';
import { workedOf } from './worked-of.js';

/** The options by which files are opened and read. */
export function intakeOptionsOf(config: Config, options: ReadOptions): IntakeOptions {
  return {
    headings: [],
    encoding: options.encoding,
    delimiter: options.delimiter,
    dimensions: config.dimensions,
    splits: config.splits,
    worked: workedOf(config),
    rules: config.rules,
    exclude: config.exclude.length > 0 ? config.exclude : undefined,
    timezone: options.timezone ?? config.timezone,
    currency: options.currency ?? config.currency,
    decimal: options.decimal,
    dates: options.dates,
    asOf: options.asOf === undefined ? undefined : endOf(options.asOf),
    statuses: config.statuses,
    ids: config.ids,
    people: peopleOf(config),
    clients: options.clients,
    guess: options.guess || options.lenient === true,
  };
}

/**
 * Which contacts of people are read, if the configuration needs any. They become keys by a secret that nobody keeps.
 */
function peopleOf({ ids, repeats }: Config): IntakeOptions['people'] {
  const fields = new Set([...(ids?.fallback ?? []), ...(repeats?.by ?? [])]);
  return fields.size === 0 ? undefined : { fields, country: ids?.country, secret: randomBytes(32) };
}

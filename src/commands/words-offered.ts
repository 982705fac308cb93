import { findConfig } from '../config/find.js';
import { readConfig } from '../config/read-config.js';
import type { Config } from '../config/schema.js';
import { orRefused } from '../error.js';
import { DIMENSION_NAMES, SEGMENT } from '../model/dimensions.js';
import { ENDINGS } from '../model/endings.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import { PLATFORMS } from '../model/platforms.js';
import { CATEGORIES } from '../model/reason-categories.js';
import { WARNINGS } from '../model/warnings.js';
import type { Offer } from '../options/define-option.js';
import { FINDINGS_SECTION, REPORTS } from '../reports/all-reports.js';

/** Where the configuration is looked for: in the same places as by the command that is being typed. */
interface Typed {
  readonly paths: readonly string[];
  /** `false`: without one. */
  readonly config: string | false | undefined;
  readonly cwd: string;
}

/**
 * Words that may complete `begun`: dimensions, filters (`source=`, then `source=VK`) and figures, built in and of
 * funnel.yaml. A configuration that cannot be read is no error here: nothing has been asked yet.
 */
export async function wordsOffered(offer: Offer, begun: string, typed: Typed): Promise<readonly string[]> {
  switch (offer) {
    case 'reports':
      return [...REPORTS.map(({ name }) => name), FINDINGS_SECTION];
    case 'codes':
      return Object.keys(WARNINGS);
    case 'zones':
      return Intl.supportedValuesOf('timeZone');
    case 'figures':
      return figures(begun);
    case 'dimensions':
      return dimensionsIn(await configOf(typed));
    case 'filters':
      return filters(begun, await configOf(typed));
    default:
      return offer;
  }
}

/** A report first, then its columns: a thousand at once help nobody. */
const figures = (begun: string): string[] =>
  REPORTS.flatMap(({ name, columns }) =>
    begun.startsWith(`${name}.`) ? Object.keys(columns).map((column) => `${name}.${column}`) : [`${name}.`],
  );

const dimensionsIn = (config: Config | undefined): string[] => [
  ...DIMENSION_NAMES,
  ...(config?.dimensions.keys() ?? []),
  ...(config?.groups.keys() ?? []),
  ...((config?.segments.size ?? 0) > 0 ? [SEGMENT] : []),
];

/** `source=VK`: first the dimensions, and then the values of the one that was written. */
function filters(begun: string, config: Config | undefined): string[] {
  const [, dimension, sign] = /^([^=!]+)(!?=)/.exec(begun) ?? [];
  if (dimension === undefined) return dimensionsIn(config).map((name) => `${name}=`);
  return valuesOf(dimension, config).map((value) => `${dimension}${sign}${value}`);
}

function valuesOf(dimension: string, config: Config | undefined): string[] {
  switch (dimension) {
    case 'source':
      return [...new Set([...(config?.sources.keys() ?? []), ...PLATFORMS.map(({ title }) => title)])];
    case 'stage':
      return [...LEAD_STAGES];
    case 'ending':
      return [...ENDINGS.keys()];
    case 'category':
      return [...new Set([...(config?.reasons.keys() ?? []), ...Object.keys(CATEGORIES)])];
    case 'reason':
      return [...(config?.reasons.values() ?? [])].flat();
    case SEGMENT:
      return [...(config?.segments.keys() ?? [])];
    default:
      return [];
  }
}

async function configOf({ paths, config, cwd }: Typed): Promise<Config | undefined> {
  if (config === false) return undefined;
  const found = await orRefused(async () => {
    const file = config ?? (await findConfig([...paths], cwd));
    return file === null ? undefined : readConfig(file);
  });
  return found && 'statuses' in found ? found : undefined;
}

import { text, UserError } from '../error.js';
import { meant } from '../model/meant.js';
import type { StoreAddress } from '../model/store-address.js';
import { OPTIONS } from '../options/all-options.js';
import type { Given } from './define-command.js';

/** What decides how exports are read, and so belongs to what loads them. */
const OF_READING = [
  ...(['reach', 'config', 'asOf', 'timezone', 'currency', 'guess', 'maxRejects'] as const),
  ...(['encoding', 'delimiter', 'decimal', 'dates', 'memory', 'threads'] as const),
];

/** @throws {UserError} Where a store is asked together with options for reading exports, or a load without its store. */
export function refuseOfExports(
  { paths, flags }: Pick<Given, 'paths' | 'flags'>,
  { store, crm }: { store: StoreAddress | undefined; crm: string | undefined },
): void {
  if (store === undefined) {
    if (crm === undefined) return;
    throw new UserError(text('--crm names a load of a store', '--crm — это загрузка в хранилище'), {
      hint: meant(`--store clickhouse://db.example:8443/funnel --crm ${crm}`),
    });
  }
  const { shown } = store;
  const [path] = paths;
  if (path !== undefined)
    throw new UserError(
      text(
        `--store reads what is loaded, and no exports: ${path}`,
        `--store читает загруженное, а не выгрузки: ${path}`,
      ),
      {
        hint: text(
          `funnel load ${path} --into ${shown} loads them; then report without paths`,
          `сначала funnel load ${path} --into ${shown}, потом отчёт без путей`,
        ),
      },
    );
  // `--no-config` comes as `config: false`; an option that was not written comes as undefined, true or its default.
  const written = OF_READING.find((name) => {
    const { default: usual }: { default?: string } = OPTIONS[name];
    return ![undefined, usual, ...(name === 'config' ? [true] : [])].includes(flags[name] as string);
  });
  if (written === undefined) return;
  const option =
    flags.config === false && written === 'config' ? '--no-config' : `${/--[\w-]+/.exec(OPTIONS[written].flags)}`;
  throw new UserError(
    text(
      `${option} decides how exports are read, and with --store they are read already`,
      `${option} решает, как читать выгрузки, а с --store они уже прочитаны`,
    ),
    {
      hint: text(
        `leave it out, or load them so: funnel load exports/ --into ${shown} ${option} …`,
        `уберите его или загрузите так: funnel load выгрузки/ --into ${shown} ${option} …`,
      ),
    },
  );
}

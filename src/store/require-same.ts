import type { ClickHouse } from '../engines/clickhouse/open-clickhouse.js';
import { name } from '../engines/sql.js';
import { EXIT, text, UserError } from '../error.js';
import { inTurn } from './in-turn.js';
import { writeState } from './loads.js';
import type { Prepared } from './prepare-table.js';
import { askSums, sumNames, sumsOf } from './same-on-both.js';
import { AT_ONCE, type Shards } from './shards.js';
import { sweep } from './sweep.js';
import { storedName, type Version } from './versions.js';

/**
 * Checks that the sums in the store are those of what was sent. If they are not, the version is removed, so that
 * nothing reads it.
 */
export async function requireSame(
  store: ClickHouse,
  shards: Shards,
  version: Version,
  tables: readonly Prepared[],
): Promise<void> {
  const odd = await inTurn(tables, AT_ONCE, async ({ name: table, spread, columns, sums }) => {
    const hosts = spread === 'whole' ? shards.hosts : shards.hosts.slice(0, 1);
    const asked = sumsOf(name(storedName(version, table)), columns, 'there');
    const found = await inTurn(hosts, AT_ONCE, (host) => askSums((one) => store.queryOn(host, one), asked));
    const names = sumNames(columns);
    const what = found.flatMap((own) => names.filter((_, at) => own[at] !== sums[at]));
    return what.length > 0 ? [{ table, what: [...new Set(what)].slice(0, 3).join(', ') }] : [];
  });
  const [first] = odd.flat();
  if (first === undefined) return;
  await writeState(store, version, 'dropped');
  await sweep(store, shards, version.load);
  throw new UserError(
    text(
      `${store.address.shown}: ${first.table} is not there as it was sent (${first.what})`,
      `${store.address.shown}: ${first.table} там не такая, как отправлена (${first.what})`,
    ),
    {
      exit: EXIT.output,
      hint: text(
        'nothing was put in force: the version before stands; run it again',
        'новая версия не введена, действует прежняя; повторите команду',
      ),
    },
  );
}

import type { ClickHouse } from '../engines/clickhouse/open-clickhouse.js';
import { text, UserError } from '../error.js';
import type { Io } from '../io.js';
import type { StoreAddress } from '../model/store-address.js';

/**
 * Opens a store for some work and closes it. The password is that of the address, else of FUNNEL_STORE_PASSWORD, else of
 * CLICKHOUSE_PASSWORD. `tables`: the names of a load's tables there.
 */
export async function withStore<T>(
  address: StoreAddress,
  io: Io,
  work: (store: ClickHouse) => Promise<T>,
  tables?: ReadonlyMap<string, string>,
): Promise<T> {
  const { env } = io;
  const password = address.password ?? env.FUNNEL_STORE_PASSWORD ?? env.CLICKHOUSE_PASSWORD;
  let isWaiting = false;
  // Few have a store, and its client loads what speaks HTTP.
  const { openClickHouse } = await import('../engines/clickhouse/open-clickhouse.js');
  const store = openClickHouse({
    address: { ...address, password },
    patience: patienceOf(env.FUNNEL_STORE_PATIENCE),
    tell: env.FUNNEL_SQL === '1' ? io.err : undefined,
    waits: () => {
      if (!isWaiting) io.note?.(WAITS);
      isWaiting = true;
    },
    ...(tables && { tables }),
  });
  const release = io.onInterrupt?.(() => store.interrupt());
  try {
    return await work(store);
  } finally {
    release?.();
    store.close();
  }
}

const WAITS = text('the store does not answer; trying again', 'хранилище не отвечает; пробую ещё');

/** In milliseconds, of seconds as they are written. */
function patienceOf(written: string | undefined): number | undefined {
  if (written === undefined || written === '') return undefined;
  if (/^\d{1,5}$/.test(written)) return Number(written) * 1000;
  throw new UserError(
    text(`FUNNEL_STORE_PATIENCE=${written}: expected seconds`, `FUNNEL_STORE_PATIENCE=${written}: ожидаются секунды`),
    { hint: text('FUNNEL_STORE_PATIENCE=30', 'FUNNEL_STORE_PATIENCE=30') },
  );
}

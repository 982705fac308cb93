import type { Io } from '../io.js';
import type { Attribution } from '../model/attribution.js';
import type { StoreAddress } from '../model/store-address.js';
import type { ReadOptions, Session } from '../session/session.js';
import { type AskedOfLoad, readDescription, storedSession } from '../store/description.js';
import { factsInForce } from '../store/loads.js';
import { namedFor } from './stored-facts.js';
import { withStore } from './with-store.js';

interface AskedOfStore extends Pick<ReadOptions, 'moments'> {
  readonly store: StoreAddress;
  readonly crm?: string | undefined;
  readonly attribution?: Attribution | undefined;
}

/**
 * Hands on a load of a store as a session, with the options that its facts were made by.
 *
 * @throws {UserError} Where the store cannot be asked, or holds no such load.
 */
export async function withStoredSession<T>(
  { store, crm, attribution, moments }: AskedOfStore,
  io: Io,
  work: (session: Session, asked: AskedOfLoad) => Promise<T>,
): Promise<T> {
  const facts = await withStore(store, io, (plain) => factsInForce(plain, crm));
  const description = readDescription(facts.description);
  const { config } = description.session;
  if (config.lang) io.speak?.(config.lang);
  const tables = new Map(facts.tables);
  for (const [asked, own] of namedFor(attribution ?? config.attribution ?? 'recorded'))
    for (const way of ['', '__beside']) {
      const stored = facts.tables.get(`${own}${way}`);
      if (stored !== undefined) tables.set(`${asked}${way}`, stored);
    }
  io.goingOn?.begin('count');
  return withStore(
    store,
    io,
    (engine) =>
      work(storedSession(description, engine, { moments }, io), { ...description.asked, ...facts.load.typed }),
    tables,
  );
}

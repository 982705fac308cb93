import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouseLogLevel, type ClickHouseSettings, createClient } from '@clickhouse/client';
import type { StoreAddress } from '../../model/store-address.js';
import { type Failure, failureOf, mayPass, namedSetting, refusal } from './refused.js';
import { FOR_LONG, handedOn, NEEDED } from './store-settings.js';
import { WIRE } from './wire.js';

/** A node of a store, over HTTP. A request is repeated while the obstacle may be temporary. */
interface Node {
  readonly host: string;
  /**
   * Sends a statement. `read` makes the result of the answer's bytes. `isTaken`: whether some of it has been handed on,
   * after which it cannot be repeated.
   */
  ask<T>(
    statement: string,
    settings: Settings,
    read: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
    isTaken?: () => boolean,
  ): Promise<T>;
  /** Without an answer. `values`: what an INSERT is of. */
  tell(statement: string, settings: Settings, values?: Uint8Array): Promise<void>;
}
type Settings = Readonly<ClickHouseSettings>;

export interface Connecting {
  /** For so many milliseconds what may pass is waited for. */
  readonly patience?: number | undefined;
  /** Is told what is waited for. */
  readonly waits?: ((failure: Failure) => void) | undefined;
  readonly signal: AbortSignal;
}

/** The longest statement that a server accepts by default, with room for letters of several bytes. */
const LONG = 100_000;
/** As long as a node takes to start again. */
const PATIENCE = 30_000;
const [FIRST, LONGEST] = [100, 5000];
/** A statement over all leads of a large store takes its time. */
const SLOWEST = 3_600_000;

/** Nothing is sent before something is asked. `close` ends its connections. */
export function nodeAt(host: string, address: StoreAddress, connecting: Connecting): Node & { close(): Promise<void> } {
  const client = createClient({
    url: `${address.isSecure ? 'https' : 'http'}://${host}`,
    username: address.user,
    password: address.password ?? '',
    database: address.database,
    application: 'funnel',
    request_timeout: SLOWEST,
    // Whatever is to be said, errors say.
    log: { level: ClickHouseLogLevel.OFF },
  });
  // What no profile can set there, either.
  const unknown = new Set<string>();
  const sent = (statement: string, settings: Settings): Settings => {
    const all = Object.entries({ ...settings, ...(statement.length > LONG ? FOR_LONG : {}) });
    return Object.fromEntries(all.filter(([name]) => !unknown.has(name)));
  };
  /** Runs `work` with the settings that the server knows: its error names one that it does not know. */
  const known = async <T>(statement: string, settings: Settings, work: (own: Settings) => Promise<T>): Promise<T> => {
    const own = sent(statement, settings);
    try {
      return await work(own);
    } catch (error) {
      const failure = failureOf(error);
      const name = failure?.code === '115' ? namedSetting(failure, own) : undefined;
      if (name === undefined || NEEDED.has(name)) throw error;
      unknown.add(name);
      return known(statement, settings, work);
    }
  };
  const patiently = <T>(
    statement: string,
    settings: Settings,
    work: (own: Settings) => Promise<T>,
    isTaken = () => false,
  ) =>
    patient(
      () => known(statement, settings, work),
      { ...connecting, isTaken },
      (failure) => refusal(failure, address, host, sent(statement, settings)),
    );
  const by = (settings: Settings) => ({
    // The server completes the answer before it sends the first byte. So an error comes with its code, in place of half
    // an answer.
    clickhouse_settings: { ...settings, wait_end_of_query: 1 as const },
    abort_signal: connecting.signal,
  });
  return {
    host,
    ask: (statement, settings, read, isTaken) =>
      patiently(
        statement,
        settings,
        async (own) => {
          const { stream } = await client.exec({
            query: `${statement} format ${WIRE}${handedOn(own)}`,
            ...by(own),
          });
          return read(stream);
        },
        isTaken,
      ),
    tell: (statement, settings, values) =>
      patiently(statement, settings, async (own) => {
        const asked = { query: statement, ...by(own) };
        const { stream } = await client.exec(
          values === undefined ? asked : { ...asked, values: Readable.from([values]) },
        );
        for await (const _ of stream);
      }),
    close: () => client.close(),
  };
}

async function patient<T>(
  work: () => Promise<T>,
  { patience = PATIENCE, waits, signal, isTaken }: Connecting & { isTaken(): boolean },
  refused: (failure: Failure) => Error,
): Promise<T> {
  for (let waited = 0, pause = FIRST; ; pause = Math.min(pause * 2, LONGEST)) {
    try {
      return await work();
    } catch (error) {
      const failure = failureOf(error);
      if (failure === undefined || signal.aborted) throw error;
      if (!mayPass(failure) || waited >= patience || isTaken()) throw refused(failure);
      waits?.(failure);
      await sleep(pause, undefined, { signal });
      waited += pause;
    }
  }
}

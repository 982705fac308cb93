import { type Text, text } from './text.js';

/** Where a store is, and who asks it. */
export interface StoreAddress {
  readonly user: string;
  /** Undefined: the address has none. */
  readonly password: string | undefined;
  /** `store.example:8443`, each with its port; if several, one node per shard. */
  readonly hosts: readonly string[];
  readonly database: string;
  /** As the nodes call it among each other. */
  readonly cluster: string | undefined;
  readonly isSecure: boolean;
  /**
   * The address as it may be shown: without the password, and without the user, which with the host would look like a
   * mail address.
   */
  readonly shown: string;
}

/**
 * Reads `clickhouse://user:password@host:port,host:port/database?cluster=name&secure=false`; only a host is required.
 * Errors never repeat the text: a password may stand anywhere in it.
 */
export function storeAddress(written: string): StoreAddress | { readonly wrong: Text } {
  const rest = /^clickhouse:\/\/(.+)$/s.exec(written)?.[1];
  if (rest === undefined) return { wrong: FORM };
  const at = rest.lastIndexOf('@');
  const [user, password] = credentials(rest.slice(0, Math.max(at, 0)));
  const found = /^([^/?#]+)(?:\/([^/?#]*))?(?:\?([^#]*))?$/.exec(rest.slice(at + 1));
  if (!found) return { wrong: FORM };
  const [, listed = '', database = '', question = ''] = found;
  const asked = new URLSearchParams(question);
  const unknown = [...asked.keys()].find((key) => key !== 'cluster' && key !== 'secure');
  if (unknown !== undefined)
    return {
      wrong: text(
        'after ? only cluster=NAME and secure=false are known',
        'после ? понятны только cluster=ИМЯ и secure=false',
      ),
    };
  const secure = asked.get('secure');
  if (secure !== null && secure !== 'true' && secure !== 'false')
    return { wrong: text('secure is true or false', 'secure — это true или false') };
  const hosts = listed.split(',').map((one) => HOST.exec(one));
  if (hosts.some((one) => one === null || Number(one[2] ?? 1) > 65_535)) return { wrong: FORM };
  const isSecure = secure === null ? hosts.some((one) => !isLoopback(one?.[1] ?? '')) : secure === 'true';
  const all = hosts.map((one) => `${one?.[1]}:${one?.[2] ?? (isSecure ? 8443 : 8123)}`);
  const cluster = asked.get('cluster') ?? undefined;
  const name = decoded(database) || 'default';
  return {
    ...{ user, password, cluster, isSecure, database: name },
    hosts: all,
    shown: `clickhouse://${all.join(',')}/${name}${cluster === undefined ? '' : `?cluster=${cluster}`}`,
  };
}

const FORM = text('clickhouse://host:port/database', 'clickhouse://хост:порт/база');
const HOST = /^([\w.-]+|\[[\da-f:.]+\])(?::(\d{1,5}))?$/i;

/** What never leaves the machine needs no TLS. */
const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(host);

function credentials(written: string): [user: string, password: string | undefined] {
  const colon = written.indexOf(':');
  const user = colon < 0 ? written : written.slice(0, colon);
  return [decoded(user) || 'default', colon < 0 ? undefined : decoded(written.slice(colon + 1))];
}

/** A password with a percent sign in it, as it is, is meant so. */
const decoded = (written: string): string => {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
};

/** A sentence with addresses, without what stands between user and host; addresses of stores as `shown`. */
export const withoutPasswords = (sentence: string): string =>
  sentence
    .replace(/\b([a-z][\w+.-]*:\/\/[^\s:/@?#]*):[^\s]*@/gi, '$1:•••@')
    .replace(/\b(clickhouse:\/\/)[^\s/@?#]*@/gi, '$1');

import { EXIT, type Text, text, UserError } from '../../error.js';
import type { StoreAddress } from '../../model/store-address.js';
import { FOR_LONG, READING } from './store-settings.js';

/** The code of an error: ClickHouse's (`516`), or that of the connection (`ECONNREFUSED`). */
export interface Failure {
  readonly code: string;
  /** What ClickHouse calls it: `AUTHENTICATION_FAILED`. */
  readonly type: string;
  readonly message: string;
}

export const failureOf = (error: unknown): Failure | undefined => {
  if (!(error instanceof Error)) return undefined;
  const { code, type, message, cause } = error as Error & { code?: unknown; type?: unknown };
  if (code === undefined && cause instanceof Error) return failureOf(cause);
  if (code !== undefined) return { code: String(code), type: String(type ?? ''), message };
  if (/timeout|socket hang up|aborted/i.test(message)) return { code: 'ETIMEDOUT', type: '', message };
  return undefined;
};

/** What passes: whoever waits a little may have it. */
export const mayPass = ({ code }: Failure): boolean => PASSING.has(code);
const PASSING = new Set([
  // ClickHouse: the end of a connection, a socket that is silent, no network, a node that starts or stops, no shard that answers …
  ...['32', '209', '210', '236', '279'],
  // … too many at once, and more parts than it has merged.
  ...['202', '252'],
  // The way there: a node that is not up (again), or went down.
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'UND_ERR_SOCKET'],
]);

/** `host:9000`, as a node says whom it could not reach. */
const NODE = /\(([\w.[\]-]+:\d+)(?:[,)]| )/;

type Settings = Readonly<Record<string, unknown>>;

/** Which of the settings that were sent stands in the way. */
export const namedSetting = ({ message }: Failure, sent: Settings): string | undefined =>
  [...message.matchAll(/'(\w+)'|\bsetting (\w+)/gi)]
    .map(([, quoted, bare]) => quoted ?? bare ?? '')
    .find((name) => Object.hasOwn(sent, name));

/**
 * The error for people: which store, what is wrong, what to do next. Of the store's own words it keeps only those that
 * quote no value. `sent`: the settings that were sent.
 */
export function refusal(failure: Failure, address: StoreAddress, host: string, sent: Settings = {}): Error {
  const { code, type, message } = failure;
  const refused: Refused = { ...failure, ...address, host, setting: namedSetting(failure, sent), sent };
  for (const [codes, say] of SAYINGS) {
    const said = codes.test(code) ? say(refused) : null;
    if (said === null) continue;
    const { en, ru } = said.what;
    const what = text(`${address.shown}: ${en}`, `${address.shown}: ${ru}`);
    return new UserError(what, { exit: said.exit ?? EXIT.input, ...(said.hint && { hint: said.hint }) });
  }
  return new Error(`${address.shown}: ${code} ${type}`, { cause: new Error(message) });
}

/** An error with its address; `setting`: which of the settings that were sent is refused. */
interface Refused extends Failure, StoreAddress {
  host: string;
  setting: string | undefined;
  sent: Settings;
}

interface Said {
  what: Text;
  hint?: Text;
  exit?: number;
}

/** What is said of which codes; the first that has something to say. */
const SAYINGS: readonly [codes: { test(code: string): boolean }, say: (refused: Refused) => Said | null][] = [
  [
    /^ENOTFOUND$/,
    ({ host }) => {
      const called = host.replace(/:\d+$/, '');
      return {
        what: text(`no host is called ${called}`, `нет хоста ${called}`),
        hint: text('look at its name, or give its IP address', 'проверьте имя или укажите IP-адрес'),
      };
    },
  ],
  [
    oneOf(PASSING),
    ({ host, code, type, message }) => {
      const named = NODE.exec(message)?.[1] ?? host;
      return {
        what: text(`${named} does not answer (${type || code})`, `${named} не отвечает (${type || code})`),
        hint: text('once it is up again, run the same command', 'когда он снова заработает, повторите ту же команду'),
        exit: EXIT.output,
      };
    },
  ],
  [
    /^(?:EPROTO$|ERR_SSL)/,
    ({ host, isSecure }) =>
      isSecure
        ? {
            what: text(`${host} speaks no TLS`, `${host} не говорит по TLS`),
            hint: text(
              '?secure=false after the address, where the network is your own; else the port of HTTPS (8443)',
              'добавьте к адресу ?secure=false, если сеть своя; иначе укажите порт HTTPS (8443)',
            ),
          }
        : null,
  ],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|HOSTNAME_MISMATCH|ALTNAME/,
    ({ host, code }) => ({
      what: text(`the certificate of ${host} is not trusted (${code})`, `сертификату ${host} нет доверия (${code})`),
      hint: text('NODE_EXTRA_CA_CERTS=ca.pem names whom to trust', 'NODE_EXTRA_CA_CERTS=ca.pem — кому доверять'),
    }),
  ],
  [
    // Limits of a profile or quota: rows, bytes, seconds, columns, depth and size of statements, use of an index.
    oneOf('158 159 160 161 162 165 166 167 168 191 201 277 290 307 396 507 572 584'.split(' ')),
    ({ user, code, type }) => ({
      what: text(
        `it lets ${user} do less than this takes (${code} ${type})`,
        `пользователю ${user} разрешено меньше, чем для этого нужно (${code} ${type})`,
      ),
      hint: text(
        `raise what the profile or the quota of ${user} bounds there, or ask for fewer days`,
        `поднимите ограничение в профиле или квоте ${user} или спросите меньше дней`,
      ),
    }),
  ],
  [
    /^(?:193|194|516)$/,
    ({ user }) => ({
      what: text(`it does not let ${user} in`, `пользователя ${user} не пускает`),
      hint: text(
        'the password is that of the address, else of FUNNEL_STORE_PASSWORD, else of CLICKHOUSE_PASSWORD',
        'пароль берётся из адреса, иначе из FUNNEL_STORE_PASSWORD, иначе из CLICKHOUSE_PASSWORD',
      ),
    }),
  ],
  [
    /^81$/,
    ({ database }) => ({
      what: text(`it has no database ${database}`, `в нём нет базы ${database}`),
      hint: text(
        `create database ${database} on every node`,
        `создайте её на каждом узле: create database ${database}`,
      ),
    }),
  ],
  [
    /^60$/,
    () => ({
      what: text(
        'what was read or written there has been taken away meanwhile, by another load or --drop',
        'то, что там читали или писали, тем временем убрала другая загрузка или --drop',
      ),
      hint: text('run the same command again', 'повторите ту же команду'),
    }),
  ],
  [
    /^115$/,
    ({ host, setting }) =>
      setting === undefined
        ? null
        : {
            what: text(
              `${host} does not know the setting ${setting}: it is too old, and its numbers could be others`,
              `${host} не знает настройку ${setting}: он слишком старый, числа могут быть другими`,
            ),
            hint: text('ClickHouse 24.12 or later', 'нужен ClickHouse 24.12 или новее'),
          },
  ],
  [/^(?:164|452)$/, mayNotSet],
  [
    /^164$/,
    ({ user }) => ({
      what: text(`${user} may only read here`, `пользователь ${user} может только читать`),
      hint: text('load as a user who may write', 'загружайте от имени того, кто может писать'),
    }),
  ],
  [
    /^497$/,
    ({ user, message }) => {
      const grant = /grant ([A-Z ]+(?:\([^)]*\))? ON [\w.*`]+)/.exec(message)?.[1];
      return {
        what: text(`${user} lacks the right to it`, `у пользователя ${user} нет на это прав`),
        ...(grant !== undefined && { hint: text(`grant ${grant} to ${user}`, `grant ${grant} to ${user}`) }),
      };
    },
  ],
  [
    /^241$/,
    () => ({
      what: text('it has not enough memory for this', 'ему не хватает памяти на это'),
      hint: text(
        'give max_memory_usage more there, or ask for fewer days',
        'дайте больше max_memory_usage или спросите меньше дней',
      ),
    }),
  ],
  [/^243$/, () => ({ what: text('no room is left there', 'там не осталось места'), exit: EXIT.output })],
];

/** A setting that the profile forbids to change. A user who may only read is not told of settings for loads. */
function mayNotSet({ code, user, setting, sent }: Refused): Said | null {
  if (setting === undefined || !(code === '452' || setting in READING || setting in FOR_LONG)) return null;
  const set = `${setting} = ${String(sent[setting]) || "''"}`;
  const why =
    setting in READING
      ? text('numbers could be others', 'числа могли бы быть другими')
      : text('this takes it', 'здесь без этого не обойтись');
  return {
    what: text(
      `the profile of ${user} does not have ${set}, and ${user} may not set it: ${why.en}`,
      `в профиле пользователя ${user} не ${set}, и задать это ему нельзя: ${why.ru}`,
    ),
    hint: text(
      `set ${set} in the profile, or let ${user} set it: readonly = 2, and no constraint on it`,
      `задайте в профиле ${set} или разрешите ${user} менять это: readonly = 2 и никаких constraints`,
    ),
  };
}

function oneOf(codes: Iterable<string>): { test(code: string): boolean } {
  const known = new Set(codes);
  return { test: (code) => known.has(code) };
}

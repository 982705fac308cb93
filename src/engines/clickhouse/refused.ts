import { EXIT, text, UserError } from '../../error.js';
import type { StoreAddress } from '../../model/store-address.js';
import { FOR_LONG, READING } from './store-settings.js';

/** What came back instead of an answer: a code of ClickHouse (`516`), or of the way there (`ECONNREFUSED`). */
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

type Settings = Readonly<Record<string, unknown>>;

/** Which of the settings that were sent stands in the way. */
export const namedSetting = ({ message }: Failure, sent: Settings): string | undefined =>
  [...message.matchAll(/'(\w+)'|\bsetting (\w+)/gi)]
    .map(([, quoted, bare]) => quoted ?? bare ?? '')
    .find((name) => Object.hasOwn(sent, name));

/**
 * For people: which store, what is wrong with it, what to do next. Of the store's own words only what names no value. `sent`:
 * the settings that it was sent.
 */
export function refusal(
  failure: Failure,
  { shown, user, database, isSecure }: StoreAddress,
  host: string,
  sent: Settings = {},
): Error {
  const { code, type, message } = failure;
  const refuse = (en: string, ru: string, hint?: ReturnType<typeof text>, exit: number = EXIT.input) =>
    new UserError(text(`${shown}: ${en}`, `${shown}: ${ru}`), { exit, ...(hint && { hint }) });
  if (code === 'ENOTFOUND') {
    const called = host.replace(/:\d+$/, '');
    return refuse(
      `no host is called ${called}`,
      `нет хоста ${called}`,
      text('look at its name, or give its IP address', 'проверьте имя или укажите IP-адрес'),
    );
  }
  if (PASSING.has(code)) {
    const named = NODE.exec(message)?.[1] ?? host;
    return refuse(
      `${named} does not answer (${type || code})`,
      `${named} не отвечает (${type || code})`,
      text('once it is up again, run the same command', 'когда он снова заработает, повторите ту же команду'),
      EXIT.output,
    );
  }
  if (isSecure && (code === 'EPROTO' || code.startsWith('ERR_SSL')))
    return refuse(
      `${host} speaks no TLS`,
      `${host} не говорит по TLS`,
      text(
        '?secure=false after the address, where the network is your own; else the port of HTTPS (8443)',
        'добавьте к адресу ?secure=false, если сеть своя; иначе укажите порт HTTPS (8443)',
      ),
    );
  if (CERTIFICATE.test(code))
    return refuse(
      `the certificate of ${host} is not trusted (${code})`,
      `сертификату ${host} нет доверия (${code})`,
      text('NODE_EXTRA_CA_CERTS=ca.pem names whom to trust', 'NODE_EXTRA_CA_CERTS=ca.pem — кому доверять'),
    );
  if (BOUNDS.has(code))
    return refuse(
      `it lets ${user} do less than this takes (${code} ${type})`,
      `пользователю ${user} разрешено меньше, чем для этого нужно (${code} ${type})`,
      text(
        `raise what the profile or the quota of ${user} bounds there, or ask for fewer days`,
        `поднимите ограничение в профиле или квоте ${user} или спросите меньше дней`,
      ),
    );
  const name = namedSetting(failure, sent);
  const set = `${name} = ${name === undefined ? '' : String(sent[name]) || "''"}`;
  switch (code) {
    case '193':
    case '194':
    case '516':
      return refuse(
        `it does not let ${user} in`,
        `пользователя ${user} не пускает`,
        text(
          'the password is that of the address, else of FUNNEL_STORE_PASSWORD, else of CLICKHOUSE_PASSWORD',
          'пароль берётся из адреса, иначе из FUNNEL_STORE_PASSWORD, иначе из CLICKHOUSE_PASSWORD',
        ),
      );
    case '81':
      return refuse(
        `it has no database ${database}`,
        `в нём нет базы ${database}`,
        text(`create database ${database} on every node`, `создайте её на каждом узле: create database ${database}`),
      );
    case '60':
      return refuse(
        'what was read or written there has been taken away meanwhile, by another load or --drop',
        'то, что там читали или писали, тем временем убрала другая загрузка или --drop',
        text('run the same command again', 'повторите ту же команду'),
      );
    case '115':
      if (name === undefined) break;
      return refuse(
        `${host} does not know the setting ${name}: it is too old, and its numbers could be others`,
        `${host} не знает настройку ${name}: он слишком старый, числа могут быть другими`,
        text('ClickHouse 24.12 or later', 'нужен ClickHouse 24.12 или новее'),
      );
    case '164':
    case '452':
      // A user who may only read is not told of what loads are written by.
      if (name !== undefined && (code === '452' || name in READING || name in FOR_LONG)) {
        const [en, ru] =
          name in READING
            ? ['numbers could be others', 'числа могли бы быть другими']
            : ['this takes it', 'здесь без этого не обойтись'];
        return refuse(
          `the profile of ${user} does not have ${set}, and ${user} may not set it: ${en}`,
          `в профиле пользователя ${user} не ${set}, и задать это ему нельзя: ${ru}`,
          text(
            `set ${set} in the profile, or let ${user} set it: readonly = 2, and no constraint on it`,
            `задайте в профиле ${set} или разрешите ${user} менять это: readonly = 2 и никаких constraints`,
          ),
        );
      }
      if (code === '452') break;
      return refuse(
        `${user} may only read here`,
        `пользователь ${user} может только читать`,
        text('load as a user who may write', 'загружайте от имени того, кто может писать'),
      );
    case '497': {
      const grant = /grant ([A-Z ]+(?:\([^)]*\))? ON [\w.*`]+)/.exec(message)?.[1];
      return refuse(
        `${user} lacks the right to it`,
        `у пользователя ${user} нет на это прав`,
        grant === undefined ? undefined : text(`grant ${grant} to ${user}`, `grant ${grant} to ${user}`),
      );
    }
    case '241':
      return refuse(
        'it has not enough memory for this',
        'ему не хватает памяти на это',
        text(
          'give max_memory_usage more there, or ask for fewer days',
          'дайте больше max_memory_usage или спросите меньше дней',
        ),
      );
    case '243':
      return refuse('no room is left there', 'там не осталось места', undefined, EXIT.output);
  }
  return new Error(`${shown}: ${code} ${type}`, { cause: new Error(message) });
}

/** What a profile or a quota bounds: rows, bytes, seconds, columns, how deep and how big statements are, what goes by no index. */
const BOUNDS = new Set('158 159 160 161 162 165 166 167 168 191 201 277 290 307 396 507 572 584'.split(' '));

/** `host:9000`, as a node says whom it could not reach. */
const NODE = /\(([\w.[\]-]+:\d+)(?:[,)]| )/;
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|HOSTNAME_MISMATCH|ALTNAME/;

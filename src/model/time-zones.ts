import { fold } from './fold.js';
import { nearest } from './nearest.js';

/** The name of a time zone as Intl has it. Offsets (`+03:00`) are not names: only newer versions of Node accept them. */
export function zoneNamed(written: string): string | undefined {
  if (!/^[a-z]/i.test(written)) return undefined;
  // A quick look-up first: a date format, which knows more spellings, takes a fifth of the time in which bare Node
  // starts.
  if (Intl.supportedValuesOf('timeZone').includes(written)) return written;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions();
    return timeZone.toLowerCase() === written.toLowerCase() ? timeZone : written;
  } catch {
    return undefined;
  }
}

/**
 * The zones of an offset (`UTC+3`, `+03:00`, `GMT-5`): Moscow if it is Moscow's, and the zone that has it all year, in
 * whose name the sign is reversed.
 */
function zonesAt(written: string): string[] {
  const [, sign, hours = ''] = /^(?:utc|gmt|z)?\s*([+-−–])0?(1?\d)(?::?00)?$/i.exec(written.trim()) ?? [];
  if (sign === undefined || Number(hours) > 14) return [];
  const fixed = `Etc/GMT${sign === '+' ? '-' : '+'}${hours}`;
  return sign === '+' && hours === '3' ? ['Europe/Moscow', fixed] : [fixed];
}

/** The zones of a city (`Moscow`), of a common name (`MSK`, «Москва»), or of a name that is nearly right. */
export function zonesMeant(written: string): string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  const word = fold(written).replaceAll(' ', '_');
  const called = CALLED.get(word) ?? zones.find((zone) => fold(zone).endsWith(`/${word}`));
  const fixed = zonesAt(written);
  const found = called ?? (fixed.length > 0 ? undefined : nearest(written, zones));
  return found === undefined ? fixed : [found];
}

const CALLED: ReadonlyMap<string, string> = new Map([
  ...['msk', 'мск', 'москва', 'россия', 'russia'].map((word): [string, string] => [word, 'Europe/Moscow']),
  ...['спб', 'санкт-петербург', 'питер'].map((word): [string, string] => [word, 'Europe/Moscow']),
  ['екатеринбург', 'Asia/Yekaterinburg'],
  ['новосибирск', 'Asia/Novosibirsk'],
  ['владивосток', 'Asia/Vladivostok'],
  ['самара', 'Europe/Samara'],
  ['калининград', 'Europe/Kaliningrad'],
  ['минск', 'Europe/Minsk'],
  ['киев', 'Europe/Kyiv'],
  ['алматы', 'Asia/Almaty'],
]);

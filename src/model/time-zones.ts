import { fold } from './fold.js';
import { nearest } from './nearest.js';

/** The name that Intl knows a time zone by, in its usual case. Offsets (`+03:00`) are no names: only newer Nodes take them. */
export function zoneNamed(written: string): string | undefined {
  if (!/^[a-z]/i.test(written)) return undefined;
  // Looked up at once; a format of dates, which knows other spellings, takes a fifth of a bare node's start.
  if (Intl.supportedValuesOf('timeZone').includes(written)) return written;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions();
    return timeZone.toLowerCase() === written.toLowerCase() ? timeZone : written;
  } catch {
    return undefined;
  }
}

/** An offset (`UTC+3`, `+03:00`, `GMT-5`): where it is Moscow's, that; the zone that has it all year. Its sign is the other way round there. */
function zonesAt(written: string): string[] {
  const [, sign, hours = ''] = /^(?:utc|gmt|z)?\s*([+-−–])0?(1?\d)(?::?00)?$/i.exec(written.trim()) ?? [];
  if (sign === undefined || Number(hours) > 14) return [];
  const fixed = `Etc/GMT${sign === '+' ? '-' : '+'}${hours}`;
  return sign === '+' && hours === '3' ? ['Europe/Moscow', fixed] : [fixed];
}

/** The zone of a city (`Moscow`), of what people call it (`MSK`, «Москва»), or of a name that is nearly right. */
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

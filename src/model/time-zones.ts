import { fold } from './fold.js';
import { nearest } from './nearest.js';

/** The name that Intl knows a time zone by, in its usual case. Offsets (`+03:00`) are no names: only newer Nodes take them. */
export function zoneNamed(written: string): string | undefined {
  if (!/^[a-z]/i.test(written)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions();
    return timeZone.toLowerCase() === written.toLowerCase() ? timeZone : written;
  } catch {
    return undefined;
  }
}

/** The zone of a city (`Moscow`), of what people call it (`MSK`, «Москва»), or of a name that is nearly right. */
export function zoneMeant(written: string): string | undefined {
  const zones = Intl.supportedValuesOf('timeZone');
  const word = fold(written).replaceAll(' ', '_');
  return CALLED.get(word) ?? zones.find((zone) => fold(zone).endsWith(`/${word}`)) ?? nearest(written, zones);
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

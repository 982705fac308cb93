import type { ExportFacts, FileFacts } from '../intake/type/export-facts.js';
import type { Warning } from '../model/report.js';
import { text } from '../model/text.js';

/**
 * Warns of moments by the clocks of several places if the report has no time zone. They stay as written, so that a lead
 * made at noon in Moscow seems later than a visit at 10:00 UTC. The clock of a moment is the zone that the
 * configuration gives its file, the offset in its cells, or unknown.
 */
export function zonesApart({ files }: ExportFacts): Warning[] {
  const telling = files.map((file) => ({ file, clocks: clocksOf(file) })).filter(({ clocks }) => clocks.length > 0);
  const stated = telling.filter(({ clocks }) => clocks.some((clock) => clock !== null));
  const [first] = stated.flatMap(({ file: { timezone } }) => timezone ?? []);
  if (stated.length === 0 || isOnePlaces(telling.map(({ clocks }) => clocks))) return [];
  const list = (none: string) =>
    stated
      .map(({ file, clocks }) => `${file.file}: ${clocks.map((clock) => nameOf(clock) ?? none).join(', ')}`)
      .join('; ');
  const key = first ?? 'Europe/Moscow';
  return [
    {
      code: 'zones-apart',
      count: stated.length,
      message: text(
        `moments are written by different clocks (${list('no zone')}) and the report is in no time zone, so they are compared as they are written; say in which it is${first ? '' : ', for example'}: timezone: ${key} at the top of funnel.yaml`,
        `время записано по разным часам (${list('без пояса')}), а у отчёта часового пояса нет, поэтому оно сравнивается так, как написано; укажите пояс отчёта${first ? '' : ', например'}: timezone: ${key} в начале funnel.yaml`,
      ),
    },
  ];
}

/** The name of a zone, minutes ahead of UTC, or null: unknown. */
type Clock = string | number | null;

function clocksOf({ timezone, clocks }: FileFacts): Clock[] {
  if (clocks === null) return [];
  const plain: Clock[] = timezone !== undefined ? [timezone] : clocks.isPlain ? [null] : [];
  return [...clocks.offsets, ...plain];
}

/**
 * Whether all clocks may be those of one place: its summer and winter time are an hour apart, and some file has both.
 */
function isOnePlaces(ofFiles: readonly (readonly Clock[])[]): boolean {
  const all = [...new Set(ofFiles.flat())];
  const offsets = all.filter((clock) => typeof clock === 'number');
  const isOneYears =
    Math.max(...offsets) - Math.min(...offsets) <= 60 && ofFiles.some((own) => own.length === all.length);
  return all.length === 1 || (offsets.length === all.length && isOneYears);
}

function nameOf(clock: Clock): string | null {
  if (typeof clock !== 'number') return clock;
  const [hours, minutes] = [Math.floor(Math.abs(clock) / 60), Math.abs(clock) % 60];
  const ahead = minutes === 0 ? `${hours}` : `${hours}:${String(minutes).padStart(2, '0')}`;
  return clock === 0 ? 'UTC' : `UTC${clock > 0 ? '+' : '−'}${ahead}`;
}

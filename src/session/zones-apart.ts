import type { Facts } from '../intake/type/export-facts.js';
import type { Warning } from '../model/report.js';
import { text } from '../model/text.js';

/**
 * Files that the configuration puts into different time zones, or some into one and others into none, while the report has
 * none: their moments stay as they are written, and a lead made at noon in Moscow seems later than a visit at 10:00 UTC.
 */
export function zonesApart({ files }: Facts, zone: string | undefined): Warning[] {
  const timed = files.filter(({ table, timezone }) => timezone !== undefined || table !== 'ad_stats');
  const zones = [...new Set(timed.map(({ timezone }) => timezone))];
  const [first] = zones.flatMap((one) => one ?? []);
  if (zone !== undefined || first === undefined || zones.length === 1) return [];
  const stated = timed.filter(({ timezone }) => timezone !== undefined);
  const list = stated.map(({ file, timezone }) => `${file}: ${timezone}`).join(', ');
  return [
    {
      code: 'zones-apart',
      count: stated.length,
      message: text(
        `files are in time zones of their own (${list}) and the report is in none, so moments are compared as they are written; say in which it is: timezone: ${first} at the top of funnel.yaml`,
        `у файлов свои часовые пояса (${list}), а у отчёта его нет, поэтому время сравнивается так, как написано; укажите пояс отчёта: timezone: ${first} в начале funnel.yaml`,
      ),
    },
  ];
}

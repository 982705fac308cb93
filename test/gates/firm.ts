import { shiftDay } from '../../src/model/dates.js';
import { folder } from '../cli/run.js';

/**
 * Four weeks of a firm. On each day two leads from VK for 100, one from Google for 90, one without a source; those of
 * the last week are open.
 */
export const FIRST = '2026-09-07';
const DAYS = 28;

export function firm(more: string, files: Record<string, string> = {}): string {
  const crm = ['ID,Created,Status,Source,Budget,Reason,Owner'];
  const ads = ['Day,Source,Campaign,Cost,Clicks'];
  for (let at = 0; at < DAYS; at++) {
    const day = shiftDay(FIRST, at);
    for (const [nth, source] of ['VK', 'VK', 'Google', 'Friends'].entries()) {
      const id = at * 4 + nth;
      const isOpen = at >= DAYS - 7;
      const isWon = !isOpen && id % 10 === 0;
      const status = isOpen ? 'New' : isWon ? 'Won' : id % 3 === 0 ? 'Refused' : 'Lost';
      const reason = isOpen || isWon || id % 20 === 3 ? '' : 'Too dear';
      crm.push(
        `${id + 1},${day} 10:00,${status},${source},${isWon ? 1000 : ''},${reason},${nth < 2 ? 'Anna' : 'Boris'}`,
      );
    }
    ads.push(`${day},VK,autumn,100,20`, `${day},Google,brand,90,9`);
  }
  return folder({
    'crm.csv': `${crm.join('\n')}\n`,
    'ads.csv': `${ads.join('\n')}\n`,
    'funnel.yaml': `currency: RUB
maturity: {deal: 30d, qualified: 3d}
files:
  - path: crm.csv
    table: crm
    columns: {lead_id: ID, created_at: Created, status: Status, source: Source, revenue: Budget, reason: Reason, manager: Owner}
  - path: ads*.csv
    table: ad_stats
    columns: {day: Day, source: Source, campaign: Campaign, cost: Cost, clicks: Clicks}
statuses: {New: lead, Won: deal, Lost: {lost: lead}, Refused: {lost: qualified}}
${more}`,
    ...files,
  });
}

import { describe, expect, it } from 'vitest';
import { folder } from '../cli/run.js';
import { findingsIn, found, foundInBoth } from './data.js';

/** Leads of ad forms with their IDs, and a CRM that received some of them. */
const forms = (received: readonly string[], sent: readonly [id: string, source: string][]) =>
  folder({
    'crm.csv': `ID,Created,Status,Ad lead\n${received.map((id, at) => `${at + 1},2026-10-15 10:00,New,${id}`).join('\n')}\n`,
    'forms.csv': `Lead,Time,Source\n${sent.map(([id, source]) => `${id},2026-10-15 09:00,${source}`).join('\n')}\n`,
    'funnel.yaml': `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, ad_lead_id: Ad lead}}
  - {path: forms.csv, table: ad_leads, columns: {lead_id: Lead, created_at: Time, source: Source}}
statuses: {New: lead}
`,
  });

describe('leads that never reached the CRM', () => {
  it('are counted, with the source that lost most of them', async () => {
    const path = forms(
      ['f1'],
      [
        ['f1', 'Meta'],
        ['f2', 'Meta'],
        ['f3', 'Meta'],
        ['f4', 'TikTok'],
      ],
    );
    expect(await foundInBoth('not-handed-over', path)).toEqual({
      tone: 'bad',
      owner: 'both',
      en: '3 leads never reached the CRM, most of them from Meta (2): sales cannot see them',
      ru: '3 лида не дошли до CRM, больше всего из Meta (2): продажи их не видят',
    });
  });

  it('are of one source where there is only one', { tags: 'slow' }, async () => {
    const path = forms(
      ['f1'],
      [
        ['f1', 'Meta'],
        ['f2', 'Meta'],
      ],
    );
    expect(await foundInBoth('not-handed-over', path)).toMatchObject({
      en: '1 lead from Meta never reached the CRM: sales cannot see it',
      ru: '1 лид из Meta не дошёл до CRM: продажи его не видят',
    });
  });

  it('are nothing where all arrived, or where nobody can tell', { tags: 'slow' }, async () => {
    expect(await findingsIn(forms(['f1'], [['f1', 'Meta']]))).toEqual([]);
    expect(await found('not-handed-over', { leads: [{ status: 'New', count: 3 }] })).toBeUndefined();
  });
});

import { expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const FILES = {
  'crm.csv': 'ID,Created,Status,Form ID\n1,2026-10-05,New,77\n2,2026-10-06,New,\n',
  'meta.csv': 'id,created_time,campaign_name,form_id,platform\nl:77,2026-10-05,a,f:1,fb\nl:78,2026-10-20,a,f:1,fb\n',
  'funnel.yaml': `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, ad_lead_id: Form ID}}
statuses: {New: lead}
`,
};

it('all days are those of leads that the CRM never received, too', { tags: 'slow' }, async () => {
  for (const flags of [[], ['--all'], ['--from', '2026-10-01']]) {
    const { out, code } = await funnel(['report', folder(FILES), '-f', 'json', ...flags]);
    expect(code).toBe(0);
    expect(JSON.parse(out).period).toEqual({ from: flags[1] ?? '2026-10-05', to: '2026-10-20' });
    expect(
      rowsOf(out, 'stages')
        .find((row) => row.get('stage') === 'lead')
        ?.get('reached'),
    ).toBe(3);
  }
});

import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const report = async (files: Record<string, string>, ...flags: string[]) => {
  const { code, out, err } = await funnel(['report', folder(files), '-f', 'json', '--all', ...flags]);
  if (code !== 0) throw new Error(err);
  return out;
};

const stage = (out: string, name: string) => rowsOf(out, 'stages').find((row) => row.get('stage') === name);

describe('what Excel left of an ID', () => {
  const LEADS = 'ID,Created,Status\n1,2026-10-01,New\n2,2026-10-02,New\n3,2026-10-03,New\n';
  const yaml = (deals: string) => `files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status}}
  - {path: deals.csv, table: crm, entity: deal, columns: ${deals}}
statuses: {New: lead, Won: deal, Talks: proposal}
`;

  it('links no two deals to one lead', async () => {
    const deals =
      'Deal,Lead,Created,Status\n11,1,2026-10-05,Won\n12,5.8E+18,2026-10-06,Talks\n13,5.8E+18,2026-10-07,Won\n';
    const out = await report({
      'leads.csv': LEADS,
      'deals.csv': deals,
      'funnel.yaml': yaml('{deal_id: Deal, lead_id: Lead, created_at: Created, status: Status}'),
    });
    expect(stage(out, 'lead')?.get('reached')).toBe(3);
    expect(stage(out, 'deal')?.get('reached')).toBe(1);
    const alone = rowsOf(out, 'sources').find((row) => row.get('row') === 'deals_without_lead');
    expect(alone?.get('won_deals')).toBe(1);
  });

  const LEADS_OF: [form: string, header: string, row: (id: string, at: number) => string][] = [
    ['Meta', 'id,created_time,campaign_name,form_id,platform', (id, at) => `${id},2026-10-01,a${at},f:1,fb`],
    ['Google', 'Lead ID,Lead Submit Time,Campaign ID,Form ID,GCLID', (id, at) => `${id},2026-10-01,${at},7,`],
    ['calls', 'id,Created,UTM,Note', (id, at) => `${id},2026-10-01,vk,n${at}`],
  ];
  const CALLS = {
    'funnel.yaml':
      'files: [{path: a.csv, table: ad_leads, columns: {lead_id: id, created_at: Created, source: UTM}}]\n',
  };
  describe.each(LEADS_OF)('makes no two leads of an ad form one: %s', (form, header, row) => {
    const file = (destroyed: readonly string[], whole: number) => ({
      'a.csv': `${header}\n${[...destroyed, ...Array.from({ length: whole }, (_, at) => `${7_000_001 + at}`)]
        .map((id, at) => `${row(id, at)}\n`)
        .join('')}`,
      ...(form === 'calls' ? CALLS : {}),
    });
    it('and says how many were destroyed', { tags: 'slow' }, async () => {
      const out = await report(file(['1.23457E+15', '1.23457E+15'], 198));
      expect(stage(out, 'lead')?.get('reached')).toBe(200);
      expect(JSON.parse(out).warnings).toContainEqual(expect.objectContaining({ code: 'destroyed-ids', count: 2 }));
    });
    it('and refuses a file of many', async () => {
      await expect(report(file(['1.23457E+15', '5.8E+18', '5.8E+18'], 2))).rejects.toThrow(
        'Excel destroyed 3 of 5 IDs',
      );
    });
    it('and says nothing of IDs that only look a little like it', { tags: 'slow' }, async () => {
      const out = await report(file(['1E15A', 'E+15', '15-E18'], 2));
      expect(stage(out, 'lead')?.get('reached')).toBe(5);
      expect(JSON.parse(out).warnings.map(({ code }: { code: string }) => code)).not.toContain('destroyed-ids');
    });
  });
});

describe('what stands where there was no click', () => {
  const CRM = (clicks: readonly string[]) =>
    `ID,Created,Status,Source,gclid\n${clicks.map((click, at) => `${at + 1},2026-10-0${at + 1},New,VK,${click}`).join('\n')}\n`;
  const yaml = `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source, gclid: gclid}}
statuses: {New: lead}
`;

  it.each(['0', '-', 'n/a', 'null', '{gclid}', '{{click.id}}', '(none)', 'undefined'])(
    'names no platform: %s',
    { tags: 'slow' },
    async (none) => {
      const out = await report({ 'crm.csv': CRM([none, none, 'EAIaIQobChMI']), 'funnel.yaml': yaml });
      const leads = Object.fromEntries(rowsOf(out, 'sources').map((row) => [row.get('source'), row.get('leads')]));
      expect(leads.VK).toBe(2);
    },
  );
});

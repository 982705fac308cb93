import { describe, expect, it } from 'vitest';
import { folder, funnel, small } from '../cli/run.js';
import { exportsOf, type Leads } from './data.js';

const LEADS: Leads[] = [
  { source: 'VK', status: 'New', count: 3 },
  { source: 'VK', status: 'Won', count: 2, budget: 100 },
  { source: 'Google', status: 'Lost', count: 3, reason: 'Too dear' },
  { source: 'Google', status: 'Lost late', count: 2, reason: 'too dear!' },
];
const exports = () =>
  exportsOf({
    leads: LEADS,
    spend: [{ source: 'VK', cost: 10, clicks: 5, actions: 2 }],
    yaml: 'rules: {qualified: {Manager: present, Budget: "> 50"}, contact: [{Status: [Called, Won]}, {Reason: {not: [Spam]}}]}',
  });
/** What stands under the title of each explanation, as one line. */
async function explained(argv: string[], title = 'What these figures are made of:'): Promise<string[]> {
  const { out, code, err } = await funnel(argv);
  if (code !== 0) throw new Error(err);
  const blocks = out.replaceAll(/\s+/g, ' ').split(/─{30,}/);
  return blocks.flatMap((block) => block.split(title).slice(1));
}

describe('--explain', () => {
  it('says what counts as each stage, and how many are implied', async () => {
    const [said = ''] = await explained(['stages', exports(), '--explain']);
    for (const part of [
      'Visit = «Clicks» of ad statistics',
      'Target action = «Actions» of ad statistics',
      'Lead = every lead of the CRM, by the day in «Created»',
      'Qualified lead = «Manager» filled in and «Budget» > 50; implied by a later stage: 4',
      'Manager contact = «Status» = Called, Won or «Reason» ≠ Spam',
      'Proposal = status «Lost late» (lost after it)',
      'Deal = status «Won»',
      'Lost = status «Lost», «Lost late»',
    ])
      expect(said).toContain(part);
    expect(said).toContain('A conversation alone does not make a lead qualified');
  });

  it('says which headings are money, what names a source, and what a verdict compares', { tags: 'slow' }, async () => {
    const [said = ''] = await explained(['sources', exports(), '--explain']);
    for (const part of [
      'Spend = «Cost» of ad statistics, without VAT',
      'Revenue = «Budget» of won deals',
      'Source of a lead = the field of the CRM «Source»',
      'cost per lead (CPL) against all other sources',
      'cost per qualified lead (CPQL)',
    ])
      expect(said).toContain(part);
  });

  it('says which heading is the reason and shows spellings that were folded', { tags: 'slow' }, async () => {
    const [said = ''] = await explained(['reasons', exports(), '--explain']);
    expect(said).toContain('Reason = «Reason» of lost leads; lost = status «Lost», «Lost late»');
    expect(said).toContain('like «Too dear» 3, «too dear!» 2');
    const [none = ''] = await explained(['reasons', folder(small()), '--explain']);
    expect(none).toContain('here there were none');
  });

  it('stands under every table of the report, in Russian too', { tags: 'slow' }, async () => {
    const said = await explained(['report', exports(), '--explain', '--lang', 'ru'], 'Из чего сложены эти цифры:');
    expect(said).toHaveLength(3);
    const [stages, sources, reasons] = said;
    expect(stages).toContain('«Manager» заполнено и «Budget» > 50; выведено из более поздних этапов: 4');
    expect(stages).toContain('Отказ = статус «Lost», «Lost late»');
    expect(sources).toContain('Расход = «Cost» в статистике рекламы, без НДС');
    expect(reasons).toContain('одна причина, например «Too dear» 3, «too dear!» 2');
    expect(said.join()).not.toMatch(/undefined|null|NaN/);
  });

  it('says nothing where it was not asked for, and changes no figure', { tags: 'slow' }, async () => {
    const path = exports();
    expect((await funnel(['report', path])).out).not.toContain('made of');
    expect((await funnel(['report', path, '--explain', '-f', 'json'])).out).toBe(
      (await funnel(['report', path, '-f', 'json'])).out,
    );
  });

  it('names a status with its pipeline where it means different things', async () => {
    const path = folder({
      'crm.csv':
        'ID,Created,Pipe,Status\n1,2026-10-01 10:00,New,Done\n2,2026-10-01 10:00,Old,Done\n3,2026-10-01 10:00,Old,Open\n',
      'funnel.yaml':
        'files:\n  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, pipeline: Pipe, status: Status}}\nstatuses: {New / Done: deal, Old / Done: lost, Open: lead}\n',
    });
    const [said = ''] = await explained(['stages', path, '--explain']);
    expect(said).toContain('Deal = status «New / Done»');
    expect(said).toContain('Lost = status «Old / Done»');
  });

  it('names the outcome where a CRM holds it apart from the stage', async () => {
    const path = folder({
      'crm.csv':
        'ID,Created,Status,Outcome\n1,2026-10-01 10:00,Offer,Won\n2,2026-10-01 10:00,Offer,Lost\n3,2026-10-01 10:00,Offer,Open\n',
      'funnel.yaml':
        'files:\n  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, outcome: Outcome}}\nstatuses: {Offer: proposal}\n',
    });
    const [said = ''] = await explained(['stages', path, '--explain']);
    expect(said).toContain('Proposal = status «Offer»');
    expect(said).toContain('Deal = status «Won»');
    expect(said).toContain('Lost = status «Lost»');
  });
});

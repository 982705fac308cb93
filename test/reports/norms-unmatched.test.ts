import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';

const CRM = 'ID,Created,Status,Source\n1,2026-10-01,Won,Google Ads\n2,2026-10-02,New,VK\n';
const said = async (norms: string) => {
  const yaml = `lang: en\nstatuses: {Won: deal, New: lead}\nnorms: {deal: 0.2, by: {source: ${norms}}}\n`;
  const path = folder({ 'crm.csv': CRM, 'funnel.yaml': yaml });
  const { warnings } = JSON.parse((await funnel(['report', path, '-f', 'json'])).out);
  const checked = (await funnel(['check', path])).out.replace(/\s+/g, ' ');
  const messages = warnings.flatMap((one: { code: string; message: string }) =>
    one.code === 'norms-unmatched' ? one.message : [],
  );
  expect(checked.includes('norms.by.source')).toBe(messages.length > 0);
  return messages;
};

describe('norms of a source', () => {
  it('that no export has are said, with the source that was meant', { tags: 'slow' }, async () => {
    expect(await said('{Gogle Ads: {deal: 0.3}}')).toEqual([expect.stringContaining('did you mean «Google Ads»?')]);
    expect(await said('{Billboards: {deal: 0.3}}')).toEqual([expect.stringContaining('as the sources table does')]);
  });

  it('under any of its spellings are its own', { tags: 'slow' }, async () => {
    expect(await said('{google: {deal: 0.3}, ВКонтакте: {deal: 0.1}}')).toEqual([]);
  });
});

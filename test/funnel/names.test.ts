import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const crm = (sources: readonly string[]): string =>
  `ID,Created,Status,Source,Campaign\n${sources.map((source, at) => `${at + 1},2026-10-0${at + 1},New,${source}`).join('\n')}\n`;
const yaml = (more: string): string => `files:
  - path: crm.csv
    table: crm
    columns: {lead_id: ID, created_at: Created, status: Status, source: Source, campaign: Campaign}
statuses: {New: lead}
${more}`;
const leadsBy = (out: string, report: string, key: string): Record<string, unknown> =>
  Object.fromEntries(rowsOf(out, report).map((row) => [row.get(key), row.get('leads')]));

describe('names that the configuration gives', () => {
  it.each([
    [
      'of a part of a platform stand for that part alone',
      'sources: {РСЯ: [rsya]}',
      ['yandex', 'direct', 'rsya', 'РСЯ'],
      { РСЯ: 2, yandex: 2 },
    ],
    [
      'of a platform stand for all its spellings',
      'sources: {Директ: [yandex]}',
      ['yandex', 'direct', 'yadirect'],
      { Директ: 3 },
    ],
    [
      'of what is spelled in two alphabets stand for all spellings',
      'sources: {Инста: [insta]}',
      ['insta', 'instagram'],
      { Инста: 2 },
    ],
  ])('%s', async (_, more, sources, expected) => {
    const known = sources.map((one) => (one === 'direct' ? 'yandex direct' : one));
    const path = folder({ 'crm.csv': crm(known.map((one) => `${one},`)), 'funnel.yaml': yaml(more) });
    const { out, code } = await funnel(['sources', path, '-f', 'json', '--all']);
    expect(code).toBe(0);
    const found = leadsBy(out, 'sources', 'source');
    const { '(total)': total, '(paid)': paid, ...own } = found;
    expect(Object.values(own).reduce((sum: number, leads) => sum + Number(leads), 0)).toBe(sources.length);
    expect(Object.values(own).sort()).toEqual(Object.values(expected).sort());
  });
});

describe('a filter', () => {
  const path = () =>
    folder({
      'crm.csv': crm(['a,Ivan Petrov', 'a,Ivan  Petrov', 'a,Ivan Petrov', 'a,İstanbul']),
      'funnel.yaml': yaml(''),
    });
  it.each([
    ['Ivan Petrov', 2],
    ['ivan petrov', 2],
    ['Ivan  Petrov', 1],
    ['İstanbul', 1],
  ])('takes «%s» as it was typed, whatever its case', async (campaign, leads) => {
    const { out, code } = await funnel(['sources', path(), '-f', 'json', '--all', '--where', `campaign=${campaign}`]);
    expect(code).toBe(0);
    expect(leadsBy(out, 'sources', 'source')['(total)']).toBe(leads);
  });
});

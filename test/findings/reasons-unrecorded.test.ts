import { describe, expect, it } from 'vitest';
import { funnel } from '../cli/run.js';
import { exportsOf, found, foundInBoth, type Leads } from './data.js';

const lost = (silent: number, told: number, status: Leads['status'] = 'Lost'): Leads[] => [
  { status, count: silent },
  { status: 'Lost', count: told, reason: 'Too dear' },
  { status: 'New', count: 10 },
];

describe('lost leads without a reason', () => {
  it('are counted for sales, with the stage after which most were lost', { tags: 'slow' }, async () => {
    expect(await foundInBoth('reasons-unrecorded', { leads: lost(11, 89, 'Lost late') })).toEqual({
      tone: 'bad',
      owner: 'sales',
      en: 'No reason is given for 11 of 100 lost leads (11.0%), mostly of those lost after Proposal (11)',
      ru: 'Причина отказа не указана у 11 лидов из 100 потерянных (11,0 %), чаще всего после этапа «Предложение» (11)',
    });
  });

  it('are also those whose reason says nothing', { tags: 'slow' }, async () => {
    const leads: Leads[] = [
      ...lost(4, 90),
      { status: 'Lost', count: 4, reason: 'Другое' },
      { status: 'Lost', count: 3, reason: '-' },
    ];
    expect(await foundInBoth('reasons-unrecorded', { leads })).toMatchObject({
      en: expect.stringMatching(
        /^No reason, or one that says nothing \(«Другое»(?:, «-»)?\), is given for (?:8|11) of 101/,
      ),
      ru: expect.stringMatching(/^Причина отказа не указана или ничего не говорит \(«Другое»/),
    });
  });

  it('are told above 5 %, and not at 5 %', { tags: 'slow' }, async () => {
    expect(await found('reasons-unrecorded', { leads: lost(5, 95) })).toBeUndefined();
    expect(await found('reasons-unrecorded', { leads: lost(6, 94) })).toMatchObject({ tone: 'bad' });
  });

  it('are told from 30 on whatever their share, quietly', { tags: 'slow' }, async () => {
    expect(await found('reasons-unrecorded', { leads: lost(29, 971) })).toBeUndefined();
    expect(await found('reasons-unrecorded', { leads: lost(30, 970) })).toMatchObject({ tone: 'info' });
  });

  it('is to be decided about only where it is many of them', { tags: 'slow' }, async () => {
    const decided = async (leads: Leads[]) =>
      (await funnel(['report', exportsOf({ leads }), '-f', 'text'])).out.includes('a field that must be filled in');
    expect([await decided(lost(6, 94)), await decided(lost(30, 970))]).toEqual([true, false]);
  });

  it('are nothing where the export has no column for reasons: then it is unknown', async () => {
    expect(await found('reasons-unrecorded', { leads: lost(50, 50), without: ['reason'] })).toBeUndefined();
  });

  it('are nothing where nobody is lost', { tags: 'slow' }, async () => {
    expect(await found('reasons-unrecorded', { leads: [{ status: 'New', count: 40 }] })).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const read = async (text: string, name = 'contacts.csv', yaml = '') => {
  const path = folder({ [name]: text, ...(yaml === '' ? {} : { 'funnel.yaml': yaml }) });
  const { out, code } = await funnel(['report', path, '-f', 'json', '--all', '--lang', 'en']);
  expect(code).toBe(0);
  const reached = Object.fromEntries(rowsOf(out, 'stages').map((row) => [row.get('stage'), row.get('reached')]));
  const { warnings, ledger } = JSON.parse(out);
  return {
    ...{ leads: reached.lead, deals: reached.deal },
    said: warnings.filter(({ code }: { code: string }) => code === 'left-out'),
    excluded: ledger[0].excluded,
  };
};

describe('contacts of HubSpot', () => {
  it.each([
    ['Record ID,Email,Lifecycle Stage,Create Date,Became a Customer Date', 'Subscriber', 'Other', 'Evangelist', 'Lead'],
    [
      'hs_object_id,email,lifecyclestage,createdate,hs_lifecyclestage_customer_date',
      'subscriber',
      'other',
      'evangelist',
      'lead',
    ],
    [
      'id,property_email,property_lifecyclestage,property_createdate,property_hs_lifecyclestage_customer_date',
      'subscriber',
      'other',
      'evangelist',
      'lead',
    ],
  ])(
    '%s: who only reads a newsletter is no lead, and who praises is a customer by a date alone',
    { tags: 'slow' },
    async (...words) => {
      const [header, subscriber, other, evangelist, lead] = words;
      const rows = [
        [1, 'a@example.com', subscriber, '2026-09-01 09:30', ''],
        [2, 'b@example.com', other, '2026-09-01 09:31', ''],
        [3, 'c@example.com', '', '2026-09-01 09:32', ''],
        [4, 'd@example.com', evangelist, '2026-09-01 09:33', ''],
        [5, 'e@example.com', evangelist, '2026-09-01 09:34', '2026-09-04 10:00'],
        [6, 'f@example.com', lead, '2026-09-01 09:35', ''],
      ];
      const text = `${[header, ...rows.map((row) => row.join(','))].join('\n')}\n`;
      const name = header.startsWith('id,') ? 'contact.csv' : 'contacts.csv';
      expect(await read(text, name)).toEqual({
        ...{ leads: 3, deals: 1, excluded: 3 },
        said: [{ code: 'left-out', count: 3, message: expect.stringContaining('3 rows left out: subscribers') }],
      });
    },
  );

  it('without a lifecycle stage in the export are leads, as they were', { tags: 'slow' }, async () => {
    const text =
      'Record ID,Email,Lead Status,Create Date\n1,a@example.com,New,2026-09-01 09:30\n2,b@example.com,,2026-09-01 09:31\n';
    expect(await read(text)).toMatchObject({ leads: 2, said: [] });
  });

  describe('that sales work on though nobody has sorted them', () => {
    const text = (heading: string) => `Record ID,Email,Lifecycle Stage,${heading},Create Date
1,a@example.com,Lead,New,2026-09-01 09:30
2,b@example.com,,In progress,2026-09-01 09:31
3,c@example.com,,Unqualified,2026-09-01 09:32
4,d@example.com,,,2026-09-01 09:33
5,e@example.com,Subscriber,,2026-09-01 09:34
`;

    it.each(['Lead Status', 'hs_lead_status'])(
      'are named among those left out, with what keeps them: %s',
      { tags: 'slow' },
      async (heading) => {
        const { leads, said } = await read(text(heading));
        expect([leads, said[0].count]).toEqual([1, 4]);
        expect(said[0].message).toContain(`4 rows left out: subscribers`);
        expect(said[0].message).toContain(`2 of them have a «${heading}»`);
        const typed = /rules: .*/.exec(said[0].message)?.[0] ?? '';
        const kept = await read(text(heading), 'contacts.csv', `${typed}\n`);
        expect([kept.leads, kept.said[0].count, kept.said[0].message]).toEqual([
          3,
          2,
          expect.not.stringContaining('of them have'),
        ]);
      },
    );

    it('are none where a column of their own says nothing', async () => {
      const { said } = await read(text('Note'));
      expect(said[0].message).not.toContain('of them have');
    });

    it('are counted apart from rows that funnel.yaml leaves out', async () => {
      const { said, excluded } = await read(text('Lead Status'), 'contacts.csv', 'exclude: {Email: [a@example.com]}\n');
      expect([said[0].count, excluded]).toEqual([4, 5]);
    });
  });
});

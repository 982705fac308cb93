import { afterAll, describe, expect, it } from 'vitest';
import { expectRefused, makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const crm = (day: string) => ({
  'crm.csv': `Lead ID,Created,Status\n1,${day},new\n2,15.03.2026,new\n`,
  'funnel.yaml': 'statuses: {new: lead}\n',
});

describe('a day that the calendar does not have', () => {
  it.each(['31.02.2026', '2026-02-30', '2026-02-31 10:00', '31.04.2026'])(
    'is said to be none: %s',
    { tags: 'slow' },
    async (day) => {
      const [date] = day.split(' ');
      const outcome = await harness.strictly(crm(day));
      expectRefused(
        outcome,
        new RegExp(`${date?.replaceAll('.', '\\.')}.*is no day of the calendar: put it right in the file`),
        3,
      );
      expect(outcome.err).not.toMatch(/no setting reads that/);
    },
  );

  it('is not what a day in the other order is, or one with another time', async () => {
    for (const day of ['yesterday', '2026-03-01 25:00'])
      expect((await harness.strictly(crm(day))).err).not.toMatch(/calendar/);
  });
});

import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';
import { Outcome } from '../intake/harness.js';
import { countOf, expectError, messageOf, over } from './over.js';

/** Options that let every line be rejected, so that the ledger can be looked at. */
const ANY = ['--max-rejects', '100%'];
const rejects = (outcome: Outcome) => outcome.ledger.rejects.map(({ line, column }) => [line, column]);

describe('C1: one separator before three digits', () => {
  it('is an error that names the flag, and the flag settles it', { tags: 'slow' }, async () => {
    const fixture = 'C1-one-separator-before-three-digits';
    expectError(await over(fixture), [
      /ads\.csv: column «Cost»: 1,234 may be a thousand/,
      /--decimal \. or --decimal ,/,
    ]);
    expect((await over(fixture, '--decimal', '.')).total('spend')).toBe('3734.00');
    expect((await over(fixture, '--decimal', ',')).total('spend')).toBe('3.73');
  });

  it('is settled by one value of the column that can be read in one way only', async () => {
    expect((await over('C1-settled-by-one-value')).total('spend')).toBe('3.73');
  });
});

describe('C2: groups of digits', () => {
  it('with narrow and no-break spaces are exact', async () => {
    expect((await over('C2-grouping-with-narrow-spaces')).total('spend')).toBe('13235.00');
  });

  it('in the Swiss and the Indian way are exact', async () => {
    expect((await over('C2-swiss-and-indian-grouping')).total('spend')).toBe('1235801.75');
  });

  it('against the format of the column are rejected', { tags: 'slow' }, async () => {
    const outcome = await over('C2-a-value-against-its-column', ...ANY);
    expect([outcome.total('spend'), rejects(outcome)]).toEqual(['49.50', [[11, 'Cost']]]);
    // One of eleven lines is more than 1 %.
    expectError(await over('C2-a-value-against-its-column'), [/1 of 11 lines could not be read/], 3);
  });
});

describe('C3: two currencies in one column', () => {
  it('are an error, and never added', async () => {
    expectError(await over('C3-two-currencies-in-one-column'), [/several currencies in one column: GBP, EUR/]);
  });
});

describe('C4: amounts in a smaller unit', () => {
  it('of a median click above 100,000 are said to be micros', async () => {
    const outcome = await over('C4-micros');
    expect(outcome.total('spend')).toBe('297500000.00');
    expect(messageOf(outcome, 'looks-like-micros')).toMatch(
      /^ads\.csv: half of the clicks of Google Ads cost more than 8500000\.00: the amounts are probably micros/,
    );
  });

  it('of a median click above 1,000 may be cents', async () => {
    expect(messageOf(await over('C4-cents-perhaps'), 'looks-like-micros')).toMatch(
      /2400\.00: the amounts may be of a smaller unit/,
    );
  });

  it('are not seen in one dear day', async () => {
    expect((await over('C4-one-dear-day')).warnings).toEqual([]);
  });
});

describe('C5: negative amounts', () => {
  it('in every style are exact, and a campaign below zero is kept and warned of', async () => {
    const outcome = await over('C5-refunds');
    // -4 - 4.50 - 4 - 1.25 of spring, 100 - 20 of summer.
    expect(outcome.total('spend')).toBe('66.25');
    expect(messageOf(outcome, 'negative-spend')).toMatch(/^1 campaign with a negative spend, .*: VK «spring» −13\.75$/);
  });
});

describe('C6: words in place of amounts', () => {
  it('are nothing where they are dashes, else rejected', async () => {
    const outcome = await over('C6-words-in-place-of-amounts', ...ANY);
    expect([outcome.total('spend'), outcome.total('visits')]).toEqual(['15.50', 4]);
    expect(rejects(outcome)).toEqual([4, 5, 6, 7, 8, 9].map((line) => [line, 'Cost']));
    expect(outcome.buckets).toEqual({ header: 1, rejected: 6, used: 3 });
  });

  it('in scientific notation are rejected, and said to be so', async () => {
    const outcome = await over('C6-scientific-amounts', ...ANY);
    expect([outcome.total('spend'), outcome.rejected]).toEqual(['20.00', [2, 3]]);
    expect(countOf(outcome, 'scientific-numbers')).toBe(2);
    expectError(await over('C6-scientific-amounts'), [/2 of 4 lines could not be read/], 3);
  });
});

describe('C7: sums', () => {
  it('of 30,000 times 0.1 are 3000 exactly', { tags: 'slow' }, async () => {
    const rows = Array.from({ length: 30_000 }, () => '2026-03-01,VK,0.1').join('\n');
    const ran = await funnel(['report', folder({ 'ads.csv': `Day,Source,Cost\n${rows}\n` }), '-f', 'json']);
    expect(new Outcome(ran.code, ran.out, ran.err, '').total('spend')).toBe('3000.00');
  });
});

describe('C8: day and month', () => {
  it('that nothing settles are an error that names the flag, and the flag settles them', { tags: 'slow' }, async () => {
    expectError(await over('C8-day-or-month-open'), [/03\/04 may be 3 April or March 4/, /--dates dmy or --dates mdy/]);
    expect((await over('C8-day-or-month-open', '--dates', 'dmy')).json.as_of).toBe('2026-06-05');
    expect((await over('C8-day-or-month-open', '--dates', 'mdy')).json.as_of).toBe('2026-05-06');
  });

  it('are settled by a day above 12', async () => {
    expect((await over('C8-settled-by-the-thirteenth')).json.as_of).toBe('2026-04-13');
  });

  it('in both orders are an error', async () => {
    expectError(await over('C8-both-orders'), [/some dates are day first, some month first/]);
  });
});

describe('C9: days that do not exist, or may be something else', () => {
  it('are rejected: 29 February 2026, 31 April, a serial number, a year of two digits, zeros', async () => {
    const outcome = await over('C9-days-that-do-not-exist', ...ANY);
    expect(outcome.rejected).toEqual([2, 4, 5, 6, 7]);
    expect([outcome.total('spend'), outcome.json.as_of]).toEqual(['20.00', '2026-03-01']);
  });
});

describe('C10: time zones', () => {
  it('the hour that clocks skip is read an hour later, of the hour that comes twice the first; both are counted', async () => {
    const outcome = await over('C10-clocks-changed-in-berlin');
    expect(outcome.json.warnings.filter(({ code }) => code !== 'winners-unknown')).toEqual([
      {
        code: 'clock-changes',
        count: 2,
        message:
          'crm.csv: moments of «Created» on a night when clocks were changed: 1 in the hour that was skipped, read an hour later; 1 in the hour that came twice, read as the first',
      },
    ]);
    // 03:30 of winter time in Berlin is 05:30 in Moscow.
    expect(outcome.json.as_of).toBe('2026-10-25T05:30:00');
  });

  it('the report says in which zone its times are', { tags: 'slow' }, async () => {
    const path = fileURLToPath(new URL('../../fixtures/bad/C10-clocks-changed-in-berlin', import.meta.url));
    expect((await funnel(['report', path])).out).toContain('time zone Europe/Moscow');
    expect((await funnel(['report', path, '-f', 'json'])).out).toMatch(/"timezone": ?"Europe\/Moscow"/);
  });
});

describe('C11: dates that cannot be', () => {
  it('stay in the counts, and are counted by what is wrong with them', async () => {
    const outcome = await over('C11-dates-that-cannot-be');
    expect([outcome.total('leads'), outcome.total('lost'), outcome.total('deals')]).toEqual([9, 3, 3]);
    // A closing day without a time is no moment before noon of the same day.
    expect(countOf(outcome, 'closed-before-created')).toBe(2);
    // What is still open may be planned to close in autumn.
    expect(countOf(outcome, 'closed-after-as-of')).toBe(1);
    // Won before it qualified; qualified before it came.
    expect(countOf(outcome, 'won-before-earlier-stage')).toBe(1);
    expect(countOf(outcome, 'stage-before-created')).toBe(1);
  });

  it('a lead closed after the as-of moment that was asked for is counted, one of the same day is not', {
    tags: 'slow',
  }, async () => {
    expect(countOf(await over('C11-dates-that-cannot-be', '--as-of', '2026-08-31'), 'closed-after-as-of')).toBe(1);
    expect((await over('C11-dates-that-cannot-be', '--as-of', '2026-09-01')).warnings).not.toContain(
      'closed-after-as-of',
    );
  });

  it('a lead created after the as-of date is left out and counted: nothing is wrong with it', async () => {
    const outcome = await over('C11-dates-that-cannot-be', '--as-of', '2026-03-10', ...ANY);
    expect([outcome.rejected, outcome.ledger.excluded, outcome.total('leads')]).toEqual([[], 1, 8]);
    expect(countOf(outcome, 'after-as-of')).toBe(1);
  });
});

describe('C12: a status that nobody explained', () => {
  it('is an error that lists it with its count and a guess; --guess takes what was guessed', async () => {
    expectError(await over('C12-a-status-nobody-explained'), [
      /statuses that funnel\.yaml does not explain: 2/,
      /Think about it: \?\s+# 2 rows/,
      /Qualifed: qualified\s+# 1 row/,
    ]);
  });
});

describe('C13: percents', () => {
  it.each(['C13-percents-mapped-as-clicks', 'C13-shares-mapped-as-clicks'])(
    '%s are no counts',
    { tags: 'slow' },
    async (fixture) => {
      expectError(await over(fixture), [/2 of 3 lines could not be read/], 3);
      const outcome = await over(fixture, ...ANY);
      expect(rejects(outcome)).toEqual([
        [2, 'Clicks'],
        [3, 'Clicks'],
      ]);
    },
  );

  it('of rows are never averaged: a rate is of the sums', async () => {
    const outcome = await over('C13-rates-of-rows');
    // 1 % of 1,000 and 50 % of 10 are 15 of 1,010.
    expect(outcome.figures('stages', 'step_rate').action).toBe(0.014851);
  });
});

describe('C14: campaigns called NA, null and None', () => {
  it('are campaigns', async () => {
    const path = fileURLToPath(new URL('../../fixtures/bad/C14-campaigns-called-null', import.meta.url));
    const { out } = await funnel(['sources', path, '--by', 'campaign', '-f', 'csv']);
    const spend = out.split('\n').map((line) => line.split(',').slice(0, 3).join(' '));
    expect(spend.slice(1, 5)).toEqual(['(no campaign) VK 8.00', 'None VK 4.00', 'null VK 2.00', 'NA VK 1.00']);
  });
});

describe('C15: nothing to divide by', () => {
  it('is blank: no rate, no cost per lead, never zero or infinity', async () => {
    const outcome = await over('C15-nothing-to-divide-by');
    expect(outcome.figures('sources', 'cpl')).toMatchObject({ VK: null, Radio: null, '(total)': '50.0000' });
    expect(outcome.figures('sources', 'roas')).toMatchObject({ VK: null });
    expect(outcome.out).not.toMatch(/Infinity|NaN/);
  });
});

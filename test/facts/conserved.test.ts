import { describe, expect, it } from 'vitest';
import { askedContext } from '../../src/commands/asked-context.js';
import { momentsOf } from '../../src/commands/needed-facts.js';
import { sql } from '../../src/engines/sql.js';
import { Bug } from '../../src/error.js';
import { balanceOf } from '../../src/facts/balance.js';
import { requireConserved } from '../../src/facts/conserved.js';
import { exact } from '../../src/model/exact.js';
import { reasons } from '../../src/reports/reasons.js';
import type { ReportContext } from '../../src/reports/report-context.js';
import { assertNoRateAboveOne } from '../../src/reports/stage-funnels.js';
import { type Session, withSession } from '../../src/session/session.js';
import { folder, small } from '../cli/run.js';
import { PLAIN } from '../explain/multiplied.js';
import { silentIo } from '../silent-io.js';

const files = folder(small());

/** What becomes of exports, with the tables that hold their facts at hand. */
const within = <T>(work: (session: Session, context: ReportContext) => Promise<T>): Promise<T> => {
  const options = { ...PLAIN, paths: [files], dimensions: new Set<string>(), moments: momentsOf(false) };
  return withSession(options, silentIo(), async (session) =>
    work(session, (await askedContext(session, options)).context),
  );
};
const SETTINGS = { hasCrm: true };

/** The facts of a session, held against its exports as its census has them, with a part of that changed. */
const held = ({ built }: Session, changed: Partial<Session['built']['census']>) =>
  requireConserved({ ...built.census, ...changed }, built.replaced, built.matching, SETTINGS);

describe('nothing is lost on the way, or the run ends', () => {
  it('leads in are those that are used, merged and excluded', () =>
    within(async (session) => {
      const { census } = session.built;
      expect(() => held(session, {})).not.toThrow();
      expect(() => held(session, { leads: census.leads + 1 })).toThrow(Bug);
      const [first = '', ...rest] = census.balance;
      const [file, typed, facts, cost] = first.split(':');
      const balance = [`${file}:${Number(typed) + 1}:${facts}:${cost}`, ...rest];
      expect(() => held(session, { balance })).toThrow(/of \d rows \d are facts and 0 are not/);
    }));

  it.each([
    ['a kopeck more', sql`update spend set cost_as_exported = cost_as_exported + 0.01 where record = 1`],
    ['a blank', sql`update spend set cost_as_exported = null where record = 1`],
  ])('what a file says was spent is in the facts: %s is not', { tags: 'slow' }, (_, fault) =>
    within(async (session) => {
      const { from, values } = balanceOf({
        ...{
          adLeads: sql`(select file from ad_leads_rows)`,
          comesAgain: false,
          hasCrm: true,
          hasAdLeads: true,
          hasAds: true,
          hasSums: false,
          hasTouches: false,
          hasPayments: false,
          hasCalls: false,
        },
      });
      const balanced = async () => {
        const [[all] = []] = await session.engine.query(sql`select ${values.balance} from ${from}`);
        return String(all).split(' ');
      };
      const asItIs = await balanced();
      expect(() => held(session, { balance: asItIs })).not.toThrow();
      await session.engine.run(fault);
      const faulty = await balanced();
      expect(() => held(session, { balance: faulty })).toThrow(/of its spend is in no fact/);
    }),
  );

  it('what is broken down twice comes to the same whole', () =>
    within(async ({ engine }, { cube }) => {
      await cube(['source']);
      await engine.run(sql`update spend set spend = spend + 1 where record = 1`);
      await expect(cube(['platform'])).rejects.toThrow(
        /by platform measure \d+ does not come to what it is by source, campaign/,
      );
    }));

  it('the reasons come to the lost leads', () =>
    within(async ({ engine }, context) => {
      await context.cube([]);
      await engine.run(
        sql`create or replace view leads as select * replace ('lost' as ending) from leads_rows join leads_kinds using (kind)`,
      );
      await expect(reasons.compute(context)).rejects.toThrow(/1 lost, but 4 by their reasons/);
    }));

  it.each(['implied', 'strict'] as const)(
    'no more leads reach a stage than the one before it, %s',
    { tags: 'slow' },
    (reach) =>
      within(async (_, { cube, known, has }) => {
        const [{ measures } = { measures: null }] = await cube([]);
        if (measures === null) throw new Error('no measures');
        const context = { known, has, reach };
        expect(() => assertNoRateAboveOne(measures, context)).not.toThrow();
        const faulty = { ...measures, 'reached.deal': exact(5n) };
        expect(() => assertNoRateAboveOne(faulty, context)).toThrow(/deal: 5 reached it, of/);
        // Seen alone a stage may be marked where the one before it is not.
        expect(() => assertNoRateAboveOne(faulty, { ...context, reach: 'observed' })).not.toThrow();
      }),
  );
});

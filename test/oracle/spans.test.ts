import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eachOf, seedsOr } from '../given.js';
import { byEventsAtTimes, expectAgreement } from './compare.js';
import { generateSpans } from './generate-spans.js';

const seeds = seedsOr(10);

describe('random exports of months, weeks, stated days and leads without a day', () => {
  it('are the same for the same seed', () => {
    expect(generateSpans(7)).toEqual(generateSpans(7));
  });
});

describe('the program says what the oracle says', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'funnel-oracle-spans-'));
  });
  afterAll(() => {
    if (!process.env.FUNNEL_KEEP) rmSync(folder, { recursive: true, force: true });
  });

  eachOf(4, seeds)('of exports with other days than one a row: seed %i', async (seed) => {
    await expectAgreement(byEventsAtTimes(generateSpans(seed), seed), join(folder, String(seed)), `spans seed ${seed}`);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eachOf, seedsOr } from '../given.js';
import { byEventsAtTimes, expectAgreement } from './compare.js';
import { generateJoin } from './generate-join.js';

const seeds = seedsOr(12);

describe('random exports to be joined', () => {
  it('are the same for the same seed', () => {
    expect(generateJoin(7)).toEqual(generateJoin(7));
  });
});

describe('the program says what the oracle says', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'funnel-oracle-join-'));
  });
  afterAll(() => {
    if (!process.env.FUNNEL_KEEP) rmSync(folder, { recursive: true, force: true });
  });

  eachOf(5, seeds)('of joined exports: seed %i', async (seed) => {
    await expectAgreement(byEventsAtTimes(generateJoin(seed), seed), join(folder, String(seed)), `joined seed ${seed}`);
  });
});

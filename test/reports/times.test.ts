import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { funnel } from '../cli/run.js';

const DEMO = join(new URL('../..', import.meta.url).pathname, 'fixtures/demo');

describe('times', () => {
  it('names the way of each row, and draws no funnel of ways', async () => {
    const { out } = await funnel(['times', DEMO], { width: 100 });
    const lines = out.split('\n');
    const head = lines.findIndex((line) => line.startsWith('Stage'));
    const rows = lines.slice(head + 1, head + 7).map((line) => line.split(/\s{2,}/).slice(0, 2));
    expect(rows).toEqual([
      ['Qualified lead', 'Lead'],
      ['Manager contact', 'Qualified lead'],
      ['Proposal', 'Manager contact'],
      ['Decision', 'Proposal'],
      ['Deal', 'Decision'],
      ['', 'Lead'],
    ]);
    expect(out).not.toMatch(/[▏█]|bars:/u);
  });
});

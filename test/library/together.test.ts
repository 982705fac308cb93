import { afterEach, describe, expect, it, vi } from 'vitest';
import { type FunnelOptions, readFunnel } from '../../src/library.js';
import { CRM, folder, small } from '../cli/run.js';

describe('readFunnel', () => {
  afterEach(() => vi.restoreAllMocks());

  it('answers calls at once as it answers them one by one', { tags: 'slow' }, async () => {
    const one = folder(small());
    const other = folder({ ...small(), 'crm.csv': CRM.replaceAll('VK', 'Google').replace('1000.50', '7') });
    const asked: [string, FunnelOptions][] = [
      [one, { from: '2026-10-02' }],
      [other, { period: 'month', lang: 'ru' }],
      [one, { by: 'campaign' }],
      [other, { where: 'source=VK' }],
    ];
    const alone = [];
    for (const [path, options] of asked) alone.push(await readFunnel(path, options));
    expect(await Promise.all(asked.map(([path, options]) => readFunnel(path, options)))).toEqual(alone);
  });

  it('is not disturbed by another call that fails', { tags: 'slow' }, async () => {
    const good = folder(small());
    const bad = folder({ ...small(), 'crm.csv': CRM.replace('Won', 'Unheard of') });
    const settled = await Promise.allSettled([good, bad, good, 'nowhere', good].map((path) => readFunnel(path)));
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  it('prints nothing, whatever happens', { tags: 'slow' }, async () => {
    const said: unknown[] = [];
    const hear = (...words: unknown[]) => said.push(words) > 0;
    vi.spyOn(process.stdout, 'write').mockImplementation(hear);
    vi.spyOn(process.stderr, 'write').mockImplementation(hear);
    for (const how of ['log', 'info', 'warn', 'error', 'debug'] as const)
      vi.spyOn(console, how).mockImplementation(hear);
    process.on('warning', hear);
    // More at once than Node takes for a leak of listeners.
    const unclean = folder({ ...small(), 'crm.csv': `${CRM}5,2026-10-05\n` });
    await Promise.all(Array.from({ length: 12 }, () => readFunnel(unclean, { maxRejects: 1 })));
    await readFunnel('nowhere').catch(() => {});
    await new Promise(setImmediate);
    process.off('warning', hear);
    vi.restoreAllMocks();
    expect(said).toEqual([]);
  });
});

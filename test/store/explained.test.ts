import { beforeAll, describe, expect, it } from 'vitest';
import { REPORTS } from '../../src/reports/all-reports.js';
import { funnel } from '../cli/run.js';
import { isLong, without } from '../given.js';
import { freshDatabase, inStore, noNodes } from './standing.js';

const DEMO = ['fixtures/demo', 'fixtures/demo-calls'];
/** Each report, and of its columns one in so many. */
const EVERY = isLong ? 1 : 16;
without('FUNNEL_LONG=1: every column of every report explained out of a store', isLong);

const FIGURES = REPORTS.flatMap(({ name, columns }) =>
  Object.keys(columns).map((column) => `${name}.${column}`),
).filter((_, at) => at % EVERY === 0);

describe.skipIf(noNodes)(inStore('explain from a store'), () => {
  let store: readonly string[] = [];
  beforeAll(async () => {
    const { two } = await freshDatabase('explained');
    store = ['--store', two];
    expect(await funnel(['load', ...DEMO, '--into', two])).toMatchObject({ code: 0 });
  });
  /** Where a line is known it is left out: only the exports have it. */
  const withoutLines = (json: string) => json.replace(/"line": \d+/g, '"line": null');

  /** What is to be typed of a figure: where it has no total, the first row that there is. */
  async function askedFor(figure: string): Promise<string[]> {
    const own = [figure, ...(figure.startsWith('compare.') ? ['--a', '2026-02', '--b', '2026-03'] : [])];
    const { err } = await funnel(['explain', ...own, ...DEMO]);
    const rows = [...err.matchAll(/--row (?:"([^"]+)"|([^\s,]+))/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    const keys = new Set(rows.map((row) => row.split('=')[0]));
    return [...own, ...rows.slice(0, keys.size).flatMap((row) => ['--row', row]), '-f', 'json', '--ids'];
  }

  it.each(FIGURES)('says of %s what the exports say, down to the lead IDs', { tags: 'slow' }, async (figure) => {
    const [name = '', ...flags] = await askedFor(figure);
    const exports = await funnel(['explain', name, ...DEMO, ...flags]);
    // Two refusals would be alike too.
    expect([flags, exports.code, exports.err]).toEqual([flags, 0, '']);
    const stored = await funnel(['explain', name, ...store, ...flags]);
    expect({ ...stored, out: withoutLines(stored.out) }).toEqual({ ...exports, out: withoutLines(exports.out) });
  });

  it.each([
    ['sources.cpl', '--row', 'source=(paid)', '--month', '2026-03'],
    [
      'sources.deals',
      '--by',
      'campaign',
      '--row',
      'source=Google Ads',
      '--row',
      'campaign=g_brand',
      '--attribution',
      'linear',
    ],
    ['stages.deal.step_rate', '--basis', 'event', '--where', 'source!=VK'],
  ])('keeps to rows, days and filters: %s %s %s', { tags: 'slow' }, async (...asked) => {
    for (const flags of [['-f', 'json', '--ids'], []]) {
      const exports = await funnel(['explain', asked[0] as string, ...DEMO, ...asked.slice(1), ...flags]);
      expect(exports).toMatchObject({ code: 0, err: '' });
      const stored = await funnel(['explain', ...asked, ...store, ...flags]);
      expect({ ...stored, out: withoutLines(stored.out) }).toEqual({ ...exports, out: withoutLines(exports.out) });
    }
  });

  it('says where the lines of the exports are to be had, in a list of them', { tags: 'slow' }, async () => {
    const asked = ['sources.cpl', '--row', 'source=VK Реклама', '--ids'];
    const line = 'only the exports tell: explain without --store';
    const { out, code } = await funnel(['explain', ...asked, ...store]);
    expect([code, out]).toEqual([0, expect.stringContaining(line)]);
    expect(out).toMatch(/^ *vk-ads\.csv {2,}/m);
    const exports = await funnel(['explain', ...asked, ...DEMO]);
    expect(exports.out).not.toContain(line);
  });
});

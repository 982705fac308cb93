import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf, small } from '../cli/run.js';

const exports = (margin?: string) => {
  const { 'funnel.yaml': yaml, ...files } = small();
  return folder({ ...files, 'funnel.yaml': margin === undefined ? (yaml as string) : `${yaml}margin: ${margin}\n` });
};
const ran = async (margin: string | undefined, ...flags: string[]) => {
  const { out, err, code } = await funnel(['report', exports(margin), ...flags], { width: 300 });
  if (code !== 0) throw new Error(err);
  return out;
};
const inOneLine = (out: string) => out.replaceAll(/\s+/g, ' ');

describe('with a margin ROMI is of gross profit', () => {
  it.each(['en', 'ru'])('and everything that speaks of it says so, in %s', { tags: 'slow' }, async (lang) => {
    const words = {
      en: ['(revenue × margin − spend) / spend', 'ROMI) is of gross profit', '(revenue − spend) / spend'],
      ru: ['(выручка × маржа − расход) / расход', 'ROMI) считается по валовой прибыли', '(выручка − расход) / расход'],
    }[lang] as string[];
    const [formula = '', note = '', plain = ''] = words;
    for (const flags of [[], ['--explain'], ['--by', 'campaign'], ['--period', 'month']]) {
      const said = inOneLine(await ran('40%', '--lang', lang, ...flags));
      expect([formula, note, plain].map((one) => said.includes(one))).toEqual([true, true, false]);
      const without = inOneLine(await ran(undefined, '--lang', lang, ...flags));
      expect([formula, note, plain].map((one) => without.includes(one))).toEqual([false, false, true]);
    }
  });

  it.each(['0', '5%', '12.5%', '0.333', '40%', '100%'])(
    'of %s, in every row that has both',
    { tags: 'slow' },
    async (margin) => {
      const out = await ran(margin, '-f', 'json');
      const share = margin.endsWith('%') ? Number(margin.slice(0, -1)) / 100 : Number(margin);
      expect(JSON.parse(out).margin).toBeCloseTo(share, 9);
      let seen = 0;
      for (const row of rowsOf(out, 'sources')) {
        const [spend, revenue, romi] = ['spend', 'costed_revenue', 'romi'].map((name) => row.get(name));
        if (romi === null) continue;
        seen += 1;
        expect(romi).toBeCloseTo((Number(revenue) * share - Number(spend)) / Number(spend), 5);
      }
      expect(seen).toBeGreaterThan(2);
    },
  );

  it('and without one there is none to tell of', { tags: 'slow' }, async () => {
    expect('margin' in JSON.parse(await ran(undefined, '-f', 'json'))).toBe(false);
  });
});

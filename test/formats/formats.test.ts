import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/intake/recognise/recognise.js';
import { displayWidth } from '../../src/render/width.js';
import { examples } from '../../src/sources/heading-examples.js';
import { knownFormats } from '../../src/sources/known-formats.js';
import { SOURCES } from '../../src/sources/known-sources.js';
import { funnel } from '../cli/run.js';

/** Exports that are recognised only to be left out are not listed. */
const READ = SOURCES.filter(({ exports }) => exports.some(({ table }) => table !== 'none'));

const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe('funnel formats', () => {
  it.each(['en', 'ru'] as const)(
    'lists every source that is known and where to get its exports (%s)',
    { tags: 'slow' },
    async (lang) => {
      const ran = await funnel(['formats', '--lang', lang], { width: 140 });
      expect(ran).toMatchObject({ code: 0, err: '' });
      for (const { name, title, where } of READ) {
        expect(ran.out).toMatch(new RegExp(`^${name}( |$)`, 'm'));
        expect(flat(ran.out)).toContain(title.split(' ')[0]);
        // The words of a cell stand in several lines, beside those of other cells.
        for (const word of where[lang].split(' ')) expect(ran.out).toContain(word);
      }
    },
  );

  it.each([20, 40, 60, 80, 100, 140, 200])('fits into %i columns', { tags: 'slow' }, async (width) => {
    for (const lang of ['en', 'ru']) {
      const { out } = await funnel(['formats', '--lang', lang], { width });
      const widest = Math.max(...out.split('\n').map(displayWidth));
      expect(widest).toBeLessThanOrEqual(Math.max(40, width));
      expect(out).not.toContain('\u001b[');
    }
  });

  it('is the same list as JSON, whatever the language', async () => {
    const { out } = await funnel(['formats', '-f', 'json']);
    expect((await funnel(['formats', '-f', 'json', '--lang', 'ru'])).out).toBe(out);
    const { schema, formats } = JSON.parse(out);
    expect(schema).toBe('funnel/formats/1');
    expect(formats.map(({ name }: { name: string }) => name)).toEqual(READ.map(({ name }) => name));
    expect(formats[0]).toMatchObject({ name: 'google-ads', title: 'Google Ads' });
    expect(formats[0].exports[0]).toEqual({
      table: 'ad_stats',
      needs: [['Cost'], expect.arrayContaining(['Impr.', 'Currency code', 'Campaign status'])],
    });
  });

  it('says which headings of any other sheet are usual', async () => {
    expect(flat((await funnel(['formats'])).out)).toContain('CRM: Lead ID + Created');
    expect(flat((await funnel(['formats', '--lang', 'ru'])).out)).toContain('Расход | Клики + Дата');
  });

  it('takes no format but table and json', async () => {
    expect((await funnel(['formats', '-f', 'csv'])).code).toBe(2);
  });

  it('names only headings by which a file is then recognised', { tags: 'slow' }, () => {
    for (const { name, exports } of knownFormats())
      for (const { table, needs, named } of exports) {
        expect(needs.map((list) => list.length)).not.toContain(0);
        const headings = [...new Set(needs.map(([first = '']) => first.replaceAll('…', 'x')))];
        const found = recognise(headings, `${named?.replaceAll('…', '-') ?? name}.csv`, undefined);
        expect({ name, headings, table: found.table }).toEqual({ name, headings, table });
      }
  });
});

describe('the headings that a pattern stands for', () => {
  const PATTERNS: [RegExp, string[]][] = [
    [/^Cost$/, ['Cost']],
    [/^(?:impr\.|cost \(.+\)|avg\. cost)$/i, ['Impr.', 'Cost (…)', 'Avg. cost']],
    [/^(Record )?Id$/i, ['Id']],
    [/^№ (?:кампании|группы)$/iu, ['№ кампании']],
    [/^(?:тип )?услови[ея] показа$/iu, ['Услови\u0435 показа']],
    [/^form[ _]?id$/i, ['Form id']],
    [/^date entered "(?!x)[^"]+"$/, ['date entered "…"']],
    [/^a{2}b+c*d?$/, ['aab']],
    [/^cost\s*[,(].+$/i, ['Cost,…']],
  ];
  it.each(PATTERNS)('%s', (pattern, headings) => expect(examples(pattern)).toEqual(headings));

  it('are all taken by the pattern itself', () => {
    for (const { exports } of SOURCES)
      for (const { required, fields } of exports)
        for (const pattern of [...required, ...Object.values(fields).flatMap(({ headings }) => headings)])
          if (typeof pattern !== 'string')
            for (const heading of examples(pattern))
              if (!heading.includes('…'))
                expect(heading).toMatch(new RegExp(pattern.source, `${pattern.flags.replace('i', '')}i`));
  });
});

import { describe, expect, it } from 'vitest';
import { RENDERERS } from '../../src/render/renderers.js';
import { displayWidth } from '../../src/render/width.js';
import { folder, funnel, small } from '../cli/run.js';
import { options, reasons, report, sources, stages } from './sample.js';

const md = (of = report(), lang: 'en' | 'ru' = 'en') => RENDERERS.md.render(of, options({ lang }));
/** How many cells each row of each table has. */
const tables = (page: string) =>
  page
    .split(/\n\n/)
    .filter((block) => block.startsWith('| '))
    .map((block) => block.split('\n').map((line) => line.slice(2, -2).split(' | ').length));
const shown = (page: string) => page.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

describe('Markdown', () => {
  it.each(['en', 'ru'] as const)(
    'shows in %s the tables within 120 columns, what is left out of them, and what they stand on',
    (lang) => {
      const page = md(report(), lang);
      const lines = page.split('\n').filter((line) => line.startsWith('| '));
      expect(lines.length).toBe(8 + 1 + 6 + 3 + 3 * 2);
      for (const line of lines) expect(displayWidth(shown(line))).toBeLessThanOrEqual(122);
      expect(shown(page)).toContain(lang === 'ru' ? 'НИЖЕ НОРМЫ' : 'BELOW NORM');
      expect(page).toMatch(/<details><summary>.*⚠️ \d+<\/summary>\n\n- /);
      expect(page.match(/<details>/g)).toHaveLength(1);
      expect(page.trimEnd().endsWith('</details>')).toBe(true);
      expect(page).not.toMatch(/undefined|NaN|null|\[object/);
    },
  );

  it.each(['a|b', '</details><script>x</script>', '**x** `y` [z](http://e.vil) @team #1', '| --- |', 'a\nb', '<!-- x'])(
    'takes a name of others for text: %s',
    (name) => {
      const own = { ...sources(), rows: sources().rows.map((row, at) => (at === 0 ? { ...row, source: name } : row)) };
      const said = { ...reasons(), rows: reasons().rows.map((row) => ({ ...row, reason: name })) };
      const page = md(report({ title: name, sheets: [stages(), own, said] }));
      expect(page.replaceAll(/<\/?(?:details|summary|code|br|i)>/g, '')).not.toMatch(/[<`@[\]]|https?:\/\//);
      expect(tables(page).map((rows) => new Set(rows).size)).toEqual([1, 1, 1]);
      expect(tables(page).map((rows) => rows.length)).toEqual(tables(md()).map((rows) => rows.length));
      expect(shown(page)).toContain(name.replace('\n', '\\n'));
    },
  );

  it('is chosen by the name of --out, and names no manager and nobody else', { tags: 'slow' }, async () => {
    const crm =
      'ID,Created,Status,Source,Budget,Reason,Owner\n1,2026-10-01 10:00,Lost,VK,,call +7 999 123-45-67,Anna Petrova\n';
    const yaml = small()['funnel.yaml']?.replace('reason: Reason}', 'reason: Reason, manager: Owner}') ?? '';
    const path = folder({ ...small(), 'crm.csv': crm, 'funnel.yaml': yaml });
    const { out } = await funnel(['report', path, '-f', 'md', '--by', 'manager', '--lang', 'ru']);
    expect(shown(out)).toContain('Менеджер 1');
    expect(out).not.toMatch(/Anna|Petrova|999/);
    expect(await funnel(['report', path, '-o', `${path}/x.md`, '--personal'])).toMatchObject({ code: 2 });
    expect(await funnel(['report', path, '-o', `${path}/x.md`])).toMatchObject({ code: 0, out: '' });
  });
});

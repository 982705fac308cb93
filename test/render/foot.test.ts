import { describe, expect, it } from 'vitest';
import { text } from '../../src/model/text.js';
import { RENDERERS, renderCheck } from '../../src/render/renderers.js';
import { displayWidth } from '../../src/render/width.js';
import { entry, options, report } from './sample.js';

const plain = (printed: string) => printed.replaceAll('\u00a0', ' ');
const nothing = { open: [], known: [], notes: { read: new Map(), left: [], ignored: [] }, gates: [], said: [] };
const clean = { rejected: 0, rejects: [], bad_cells: new Map<string, number>() };

describe('the foot', () => {
  const foot = (changes: Parameters<typeof report>[0] = {}, lang: 'en' | 'ru' = 'en') =>
    plain(RENDERERS.table.render(report({ sheets: [], ...changes }), options({ lang, width: 200 })))
      .split(/─\n/)
      .at(-1);

  it('adds up the lines of all files, naming only what there is', () => {
    const printed = foot({ ledger: [entry(), entry({ ...clean, lines: 3_844 })], warnings: [] }) ?? '';
    const [, total, rest] = /lines ([\d,]+) = (.*)/.exec(printed.replaceAll('\n', ' ').split(' ! ')[0] ?? '') ?? [];
    const count = (digits = '') => Number(digits.replaceAll(',', ''));
    expect(count(total)).toBe(7_692);
    expect([...(rest ?? '').matchAll(/[\d,]+/g)].reduce((sum, [digits]) => sum + count(digits), 0)).toBe(7_692);
    expect(printed).not.toMatch(/footers|excluded/);
  });

  it('shows the first three rejected lines of a file, where they are and why', () => {
    expect(foot({ warnings: [] })).toBe(
      [
        'WHAT THIS STANDS ON',
        'Files 1 · lines 3,848 = used 3,831 + headings 1 + preamble 2 + totals 1 + blank 3 + duplicates 6',
        '+ rejected 4',
        'A later stage implies the earlier ones',
        ' ! Deals.csv · 4 lines rejected · unreadable cells: Closing Date 3',
        '   line 17 · no lead ID',
        '   line 1219 · Id · no lead ID',
        '   line 2000 · Id · no lead ID',
        '   and 1 more: funnel check',
        '',
      ].join('\n'),
    );
  });

  it('gives each warning a line of its own, in the language', () => {
    expect(foot({ ledger: [entry(clean)] }, 'ru')).toContain('\n ! Этап отказа неизвестен у 42 из 2 290 отказов');
  });

  it('is not printed when there is nothing to say', () => {
    expect(foot({ ledger: [], warnings: [] })).not.toContain('STANDS');
  });

  it('names ten damaged files and counts the rest', () => {
    const ledger = Array.from({ length: 12 }, (_, i) => entry({ file: `f${i}.csv` }));
    expect(foot({ ledger }, 'ru')).toContain(' ! такое есть ещё в 2 файлах: funnel check');
  });
});

describe('the view of check', () => {
  it('says what a file is, how it was read and what was left out', () => {
    const printed = plain(renderCheck({ ...nothing, ledger: [entry({ delimiter: '\t' })] }, options()));
    expect(printed).toContain(
      'Deals.csv\n   zoho · CRM\n   utf-8 · delimiter tab · dates: dd.MM.yyyy · decimal mark: ,\n',
    );
    expect(printed).toContain(' ! unreadable cells: Closing Date 3');
    expect(printed).toContain('     line 1219 · Id · "5.8E+18" · no lead ID');
  });

  it('shows at most ten rejected lines of a file', () => {
    const rejects = Array.from({ length: 14 }, (_, i) => ({
      line: i + 2,
      column: 'Id',
      value: '',
      reason: text('no', 'нет'),
    }));
    const printed = renderCheck({ ...nothing, ledger: [entry({ rejects })] }, options({ lang: 'ru' }));
    expect(printed.match(/строка \d+/g)).toHaveLength(10);
    expect(printed).toContain('и ещё 4');
  });

  it('ends with the warnings, or says that nothing needs a person', () => {
    expect(renderCheck({ ...nothing, ledger: [entry()], open: report().warnings }, options())).toMatch(
      / ! The stage of rejection.*\n$/,
    );
    expect(renderCheck({ ...nothing, ledger: [entry(clean)] }, options({ lang: 'ru' }))).toMatch(
      /Ничего не требует внимания\n$/,
    );
    // A damaged file is something, even without a warning.
    expect(renderCheck({ ...nothing, ledger: [entry()] }, options())).not.toContain('Nothing needs');
  });

  it.each([40, 80, 200])('has no line wider than %i columns', (width) => {
    for (const lang of ['en', 'ru'] as const)
      for (const line of renderCheck(
        { ...nothing, ledger: [entry({ file: '广告'.repeat(40) })], open: report().warnings },
        options({ lang, width }),
      ).split('\n'))
        expect(displayWidth(line)).toBeLessThanOrEqual(width);
  });
});

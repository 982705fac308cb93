import { execFileSync } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { accountIn } from '../../src/intake/recognise/grain.js';
import { workOf } from '../work.js';
import {
  AD_COLUMNS,
  adsYaml,
  bucketsOf,
  CRM_COLUMNS,
  crmYaml,
  expectBuckets,
  expectRefused,
  makeHarness,
} from './harness.js';
import { described, isRefused, makeReader } from './reader.js';
import { delimiters, linesOf, newlines } from './text.js';

const harness = makeHarness();
afterAll(harness.remove);

const fixture = (name: string) => readFile(new URL(`../../fixtures/intake/${name}`, import.meta.url));
const HEAD = 'Day,Source,Cost,Clicks';
const ADS = adsYaml();
/** Rows of the 2nd of March on, 1.50 and a click each. */
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => `2026-03-${String(2 + ((at + from) % 20)).padStart(2, '0')},@S,1.50,1`);
const lines = (...all: string[]) => `${all.join('\n')}\n`;
/** `@S` is the source that a case calls its own. */
const own = (text: string, source: string) => text.replaceAll('@S', source);
const report = (text: string | Uint8Array, yaml = ADS, ...flags: string[]) =>
  harness.report({ 'a.csv': typeof text === 'string' ? own(text, 'S') : text, 'funnel.yaml': yaml }, ...flags);

type Case = [name: string, text: string, buckets: Record<string, number>, spend?: string];

/** Files that are read in one run, each with its own source, and looked at one by one. */
function cases(name: string, all: readonly Case[], yaml = ADS) {
  let run: ReturnType<typeof harness.report> | undefined;
  it.each(all)(name, { tags: 'slow' }, async (label, _, buckets, spend) => {
    run ??= harness.report({
      ...Object.fromEntries(all.map(([, text], at) => [`c${at}.csv`, own(text, `S${at}`)])),
      'funnel.yaml': yaml,
    });
    const outcome = await run;
    const at = all.findIndex(([one]) => one === label);
    const ledger = outcome.json.ledger.find(({ file }) => file === `c${at}.csv`);
    if (!ledger) expect.fail('not in the ledger');
    expect(bucketsOf(ledger)).toEqual(buckets);
    if (spend !== undefined) expect(outcome.figures('sources', 'spend')[`S${at}`]).toBe(spend);
  });
}
const NO_DAYS = adsYaml({ source: 'Source', cost: 'Cost', clicks: 'Clicks' });

describe('exports of the platforms, as they are downloaded', () => {
  it.each(['google-days.csv', 'google-days.utf16.csv'])('%s: two lines above, totals below', async (name) => {
    const outcome = await harness.report({ 'google.csv': await fixture(name) });
    expectBuckets(outcome, { preamble: 2, header: 1, total: 2, used: 6 });
    expect([outcome.total('spend'), outcome.total('visits')]).toEqual(['262.00', 142]);
    expect(outcome.ledger.source).toBe('google-ads');
  });

  it.each([
    ['yandex-days.csv', 'utf-8'],
    ['yandex-days.cp1251.csv', 'windows-1251'],
  ])('%s: four lines above, of which one is blank; the total is the first row', async (name, encoding) => {
    const outcome = await harness.report({ 'yandex.csv': await fixture(name) });
    expectBuckets(outcome, { preamble: 4, header: 1, total: 1, used: 4 });
    expect([outcome.total('spend'), outcome.total('visits')]).toEqual(['3180.55', 188]);
    expect([outcome.ledger.encoding, outcome.ledger.delimiter]).toEqual([encoding, ';']);
  });

  it('a CRM with notes of several lines', async () => {
    const yaml = crmYaml(
      { ...CRM_COLUMNS, status: 'Stage', source: 'Source', amount: 'Budget', reason: 'Reason' },
      [],
      ['statuses: {New: lead, Won: deal, Lost: lost}'],
    );
    const outcome = await report(await fixture('crm-notes.csv'), yaml);
    expectBuckets(outcome, { header: 1, used: 8 });
    expect([outcome.total('leads'), outcome.total('deals'), outcome.ledger.rows]).toEqual([5, 1, 5]);
  });

  it('a separator at the end of every line, header and all', async () => {
    const yaml = crmYaml(
      { ...CRM_COLUMNS, status: 'Stage', source: 'Source', amount: 'Budget' },
      [],
      ['statuses: {New: lead, Won: deal, Lost: lost}'],
    );
    const outcome = await report(await fixture('crm-quoted.csv'), yaml);
    expectBuckets(outcome, { header: 1, used: 4 });
    expect([outcome.total('leads'), outcome.total('pipeline')]).toEqual([4, '1500.00']);
  });

  it('sep=, lines above, a blank row, a total of another width, a footer', async () => {
    const outcome = await report(await fixture('report-footer.csv'));
    expectBuckets(outcome, { preamble: 4, header: 1, total: 1, footer: 2, blank: 1, used: 3 });
    expect([outcome.total('spend'), outcome.total('visits')]).toEqual(['23.25', 12]);
  });
});

describe('lines above the header', () => {
  const above: [string, string, number][] = [
    ['none', '', 0],
    ['a title', 'Report of spring\n', 1],
    ['a title with commas', 'Report, of, spring\n', 1],
    ['a title as wide as the header', 'a,b,c,d\n', 1],
    ['a title in quotes with commas', '"2 March 2026, 4 March 2026"\n', 1],
    ['a title of two lines in quotes', '"Report\nof spring"\n', 2],
    ['a quote that is never closed', '"Report of spring\n', 1],
    ['a stray quote', 'Report 5" wide\n', 1],
    ['blank lines', '\n\n,,,\n', 3],
    ['sep=,', 'sep=,\n', 1],
    ['"sep=,"', '"sep=,"\n', 1],
    ['comments', '# --------\n# Start date: 20260302\n# --------\n', 3],
    ['other delimiters', 'a;b;c;d;e;f\n1|2|3|4|5\n', 2],
    ['forty lines', 'note\n'.repeat(40), 40],
    ['one known word', 'Cost\n', 1],
    ['a date range', '2026-03-02,2026-03-04\n', 1],
  ];
  cases(
    '%s',
    above.map(([name, preamble, count]): Case => {
      const buckets = { ...(count > 0 ? { preamble: count } : {}), header: 1, used: 3 };
      return [name, preamble + lines(HEAD, ...rows(3)), buckets, '4.50'];
    }),
  );

  cases(
    'with every newline: %j',
    newlines.map((newline): Case => {
      const text = lines('Report', '"of, spring"', '', HEAD, ...rows(3)).replaceAll('\n', newline);
      return [newline, text, { preamble: 3, header: 1, used: 3 }, '4.50'];
    }),
  );

  it('rows above the header are no preamble: they would be lost without a word', async () => {
    // Two exports joined, the second with one more known heading: its header looks better than the first's.
    const text = lines('Day,Source,Cost', '2026-03-02,A,100.50', '2026-03-03,B,200.50', HEAD, '2026-03-04,C,1.50,3');
    const outcome = await report(text);
    if (outcome.code === 0) expect(outcome.buckets).not.toHaveProperty('preamble');
    else expectRefused(outcome, /heading|header/);
  });

  it('rows above the header of a known export are no preamble either', async () => {
    const text = lines(
      ...['Day,Campagn,Impr.,Cost', '2026-03-02,Oak,10,100.50', '2026-03-03,Oak,10,200.50'],
      ...['Day,Campaign,Impr.,Cost', '2026-03-04,Oak,10,1.50'],
    );
    const outcome = await harness.report({ 'a.csv': text });
    if (outcome.code === 0) expect(outcome.buckets).not.toHaveProperty('preamble');
    else expectRefused(outcome, /heading|header/);
  });
});

describe('the header', () => {
  const variants: [string, string][] = [
    ['as configured', HEAD],
    ['in capitals', HEAD.toUpperCase()],
    ['padded with blanks', ' Day , Source,Cost  ,\tClicks'],
    ['padded with blanks that do not look so', '\u00a0Day,Source\u202f,\u200bCost,Clicks\ufeff'],
    ['in quotes', '"Day","Source","Cost","Clicks"'],
    ['with blanks inside the quotes', '" Day","Source ","Cost","Clicks"'],
    ['in another order', 'Clicks,Cost,Source,Day'],
  ];
  cases(
    '%s',
    variants.map(([name, header]): Case => {
      const turned = header.startsWith('Clicks');
      const body = rows(3).map((row) => (turned ? row.split(',').reverse().join() : row));
      return [name, lines(header, ...body), { header: 1, used: 3 }, '4.50'];
    }),
  );

  it('with a newline inside a heading', async () => {
    const outcome = await report(
      lines('Day,Source,"Cost","Clicks","Note\nof the manager"', ...rows(3).map((row) => `${row},x`)),
    );
    expectBuckets(outcome, { header: 2, used: 3 });
  });

  it('with further columns, unnamed ones among them', async () => {
    const outcome = await report(lines(`,${HEAD},,Note,`, ...rows(3).map((row) => `1,${row},2,x,3`)));
    expectBuckets(outcome, { header: 1, used: 3 });
    expect(outcome.total('spend')).toBe('4.50');
  });

  it('missing: refused, and a row is not taken for one', async () => {
    expectRefused(await report(lines(...rows(3))), /has no column «(Day|Source|Cost|Clicks)»/);
    expectRefused(await harness.report({ 'a.csv': lines(...rows(3)) }), /not an export that is known/);
  });

  it('damaged: refused', async () => {
    for (const header of ['Day,Source,"Cost,Clicks', 'Day,So"urce,Cost,Clicks', 'Day,Source'])
      expectRefused(await report(lines(header, ...rows(3))), /has no column/);
    const text = lines(HEAD.replaceAll(',', ';'), ...rows(3));
    expectRefused(await harness.strictly({ 'a.csv': text, 'funnel.yaml': ADS }), /3 of 4 lines could not be read/, 3);
  });

  it('narrower or wider than every row: refused, not shifted', { tags: 'slow' }, async () => {
    for (const header of [`${HEAD},More`, `${HEAD},`, `Nr,${HEAD}`]) {
      const outcome = await harness.strictly({ 'a.csv': lines(header, ...rows(3)), 'funnel.yaml': ADS });
      expectRefused(outcome, /3 of 4 lines could not be read/, 3);
    }
  });

  it('a mapped heading that stands twice: refused', async () => {
    expectRefused(await report(lines(`${HEAD},cost`, ...rows(3).map((row) => `${row},9`))), /«Cost» stands 2 times/);
    expectRefused(await report(lines(`${HEAD}, COST `, ...rows(3).map((row) => `${row},9`))), /«Cost» stands 2 times/);
  });

  it('a heading that stands twice and is not read is no matter', async () => {
    const outcome = await report(lines(`${HEAD},Note,Note`, ...rows(3).map((row) => `${row},a,b`)));
    expectBuckets(outcome, { header: 1, used: 3 });
  });

  describe('a heading that stands twice and that a setting reads: refused', () => {
    const text = lines('Id,Created,Kind,Kind', 'a1,2026-03-02,Test,Real', 'a2,2026-03-02,Real,Test');
    it.each([
      ['exclude', 'exclude: {Kind: [Test]}'],
      ['a rule', 'rules: {qualified: {Kind: [Real]}}'],
      ['a dimension', 'dimensions: {kind: Kind}'],
    ])('%s', async (_, setting) => {
      expectRefused(await report(text, crmYaml(CRM_COLUMNS, [], [setting])), /«Kind» stands 2 times/);
    });
  });

  it('of two thousand columns is read, of more is refused, and of very many is refused soon', {
    tags: 'slow',
  }, async () => {
    const more = (count: number) => Array.from({ length: count }, (_, at) => `h${at}`).join();
    const cells = (count: number) => Array.from({ length: count }, () => '1').join();
    const wide = await report(lines(`${HEAD},${more(1900)}`, ...rows(3).map((row) => `${row},${cells(1900)}`)));
    expectBuckets(wide, { header: 1, used: 3 });
    expectRefused(await report(lines(`${HEAD},${more(2100)}`, ...rows(3))), /2104 columns/);
    const huge = lines(more(100_000), ...Array(8).fill(cells(100_000)));
    const work = await workOf(async () => expectRefused(await report(huge), /columns|has no column/));
    expect(work).toBeLessThan(4000);
  });

  it('alone: no rows, and a warning', { tags: 'slow' }, async () => {
    for (const text of [HEAD, `${HEAD}\n`, `${HEAD}\r\n\r\n`, `Title\n${HEAD}\n`]) {
      const outcome = await report(text);
      expect(outcome.buckets).toMatchObject({ header: 1 });
      expect(outcome.buckets).not.toHaveProperty('used');
      expect(Object.values(outcome.buckets).reduce((a, b) => a + b)).toBe(linesOf(text).length);
      expect(outcome.warnings).toContain('no-rows');
      expect(outcome.total('spend')).toBeNull();
    }
  });

  it('of one column', async () => {
    const yaml = adsYaml({ clicks: 'Clicks' }, ['set: {source: S}']);
    const outcome = await report('Clicks\n5\n\n"7"\n8,9\n', yaml);
    expectBuckets(outcome, { header: 1, blank: 1, rejected: 1, used: 2 });
    expect(outcome.total('visits')).toBe(12);
  });
});

describe('rows of totals', () => {
  const labels = [
    'Total',
    'TOTAL',
    'Totals',
    'Total:',
    'Total: Account',
    'Total : campagnes',
    'Grand total',
    'Grand Total',
  ];
  const further = ['Итого', 'ИТОГО', 'Итого:', 'Итого и средние', 'Всего', 'Общий итог', 'Gesamt', 'Gesamt: Konto'];
  const counted = ['Total of 33 results', 'Grand Totals (3 records)', 'Total 3'];
  const [one = '', two = '', three = ''] = rows(3);
  cases(
    '%s',
    [...labels, ...further, ...counted].flatMap((label) => {
      const total = `,${label},4.50,3`;
      const orders = {
        first: [total, one, two, three],
        'in the middle': [one, total, two, three],
        last: [one, two, three, total],
      };
      return Object.entries(orders).map(
        ([place, order]): Case => [
          `${label}, ${place}`,
          lines(HEAD, ...order),
          { header: 1, total: 1, used: 3 },
          '4.50',
        ],
      );
    }),
  );

  cases(
    '%s where there is no column of days: the label is all there is',
    [...labels, ...further, ...counted].map((label): Case => {
      const text = lines('Source,Cost,Clicks', '@S,1.50,1', `${label},4.00,3`, '@S,2.50,2');
      return [label, text, { header: 1, total: 1, used: 2 }, '4.00'];
    }),
    NO_DAYS,
  );

  it('several, with the label in the third column', async () => {
    const text = lines(
      ...['Status,Day,Keyword,Source,Cost,Clicks', 'on,2026-03-02,oak,S,1.50,1', 'on,2026-03-03,pine,S,2.50,2'],
      ...[' --, --,Total: Keywords, --,4.00,3', ',,Total: Account,,4.00,3'],
    );
    const outcome = await report(text);
    expectBuckets(outcome, { header: 1, total: 2, used: 2 });
    expect(outcome.total('spend')).toBe('4.00');
  });

  cases(
    'a campaign that is truly called %s has a day, and is a row',
    ['Total', 'Total: Account', 'Итого', 'Grand Total', 'Всего за март'].map((name): Case => {
      const text = lines(
        'Day,Source,Campaign,Cost,Clicks',
        '2026-03-02,@S,Oak,1.50,1',
        `2026-03-03,@S,${name},10.50,7`,
      );
      return [name, text, { header: 1, used: 2 }, '12.00'];
    }),
  );

  cases(
    'a campaign called %s is no total, with days or without',
    ['Totally oak', 'Total war', 'Totality', 'Всегорск', 'Итогология', 'Gesamtkunstwerk', 'Sub total'].map(
      (name): Case => {
        const text = lines('Source,Campaign,Cost,Clicks', '@S,Oak,1.50,1', `@S,${name},2.50,2`);
        return [name, text, { header: 1, used: 2 }, '4.00'];
      },
    ),
    NO_DAYS,
  );

  it('a lead has an ID: what its cells say does not make it a total', async () => {
    const outcome = await report(lines('Id,Created,Note', 'a1,2026-03-02,Total: 5', 'a2,2026-03-02,Итого'), crmYaml());
    expectBuckets(outcome, { header: 1, used: 2 });
  });

  it('a lead that its row stands for has a date of creation', async () => {
    const yaml = crmYaml({ lead_id: '$row', created_at: 'Created' });
    const outcome = await report(
      lines('Created,Note', '2026-03-02,Total: 5', '2026-03-02,Итого: две двери', '2026-03-03,'),
      yaml,
    );
    expectBuckets(outcome, { header: 1, used: 3 });
    expect(outcome.total('leads')).toBe(3);
  });

  it('a deal has an ID of its own, whatever lead it belongs to', async () => {
    const yaml = crmYaml(
      { deal_id: 'Deal', lead_id: 'Lead', created_at: 'Created', amount: 'Sum', status: 'State' },
      ['entity: deal'],
      // Without a status nobody knows whose amounts are still hoped for.
      ['statuses: {new: lead}', 'rules: {deal: {Note: [sold]}}'],
    );
    const rows = [
      'd1,a1,2026-03-02,1.50,Total: 5,new',
      'd2,,2026-03-02,2.50,Итого: две двери,new',
      'd3,,2026-03-03,3.50,Oak,new',
    ];
    const outcome = await report(lines('Deal,Lead,Created,Sum,Note,State', ...rows), yaml);
    expectBuckets(outcome, { header: 1, used: 3 });
    expect(outcome.total('pipeline')).toBe('7.50');
  });

  it('a campaign has an ID, too, where the export has no days', async () => {
    const yaml = adsYaml({ source: 'Source', campaign: 'Campaign', campaign_id: 'ID', cost: 'Cost' });
    const text = lines('Source,Campaign,ID,Cost', 'S,Oak,17,1.50', 'S,Total: beds,18,2.50', ',Total,,4.00');
    const outcome = await report(text, yaml);
    expectBuckets(outcome, { header: 1, total: 1, used: 2 });
    expect(outcome.total('spend')).toBe('4.00');
  });

  it('of another width than the rows', { tags: 'slow' }, async () => {
    for (const total of ['Grand Totals (2 records)', 'Total,3.00', 'Total,,3.00,2,,', '"Total"']) {
      const outcome = await report(lines(HEAD, ...rows(2), total));
      expectBuckets(outcome, { header: 1, total: 1, used: 2 });
    }
  });

  it('a row with a day and the wrong width is a rejected row, whatever its campaign is called', {
    tags: 'slow',
  }, async () => {
    for (const row of ['2026-03-05,Total,10.50,7,more', '2026-03-05,Total: beds,10.50', '2026-03-05,Итого,10.50,7,']) {
      const outcome = await report(lines(HEAD, ...rows(2), row));
      expectBuckets(outcome, { header: 1, rejected: 1, used: 2 });
    }
  });

  describe('as a checksum of the rows (bad-input.md, B3)', () => {
    const told = async (total: string, yaml = ADS) => {
      const outcome = await report(lines(HEAD, ...rows(8), `,Total,"${total}",8`), yaml);
      return outcome.warnings.filter((code) => /total|covered/.test(code)).length;
    };

    it.each(['12.00', '12', '12.05', '11.93', ''])('%s is right, or right but for rounding', async (total) => {
      expect(await told(total)).toBe(0);
    });

    it.each(['15.00', '7.50', '112.00', '1,012.00', '0.00', '€ 15.00'])(
      '%s is not, and is told',
      { tags: 'slow' },
      async (total) => {
        expect(await told(total)).toBe(1);
      },
    );

    it('rows that the configuration leaves out are no missing rows', async () => {
      const text = lines(HEAD, ...rows(4), '2026-03-02,Test,7.00,1', ',Total,13.00,5');
      const outcome = await report(text, adsYaml(AD_COLUMNS, [], ['exclude: {Source: [Test]}']));
      expectBuckets(outcome, { header: 1, total: 1, excluded: 1, used: 4 });
      expect(outcome.warnings).toEqual([]);
    });
  });
});

describe('below the rows', () => {
  const footers = [
    '©2026 Example Corporation. All rights reserved. ',
    '@2026 Example Corporation. All rights reserved. ',
    '"�2026 Example Corporation. All rights reserved. "',
    '"Copyright (c) 2000-2026 Example, inc. All rights reserved."',
    'Confidential Information - Do Not Distribute',
    'Generated By: somebody  3/5/2026 9:15 AM',
    'Total rows: 3',
    'Rows: 3',
    'Data as of 2026-03-05',
    'Сформирован 05.03.2026',
    'Источник: Пример, Реклама',
  ];
  cases(
    '%s',
    footers.map(
      (footer): Case => [
        footer,
        lines(HEAD, ...rows(3), '', footer),
        { header: 1, footer: 1, blank: 1, used: 3 },
        '4.50',
      ],
    ),
  );

  it('a footer that a spreadsheet made as wide as the rows is a footer, and so is one without a line break', async () => {
    const outcome = await report(
      lines(HEAD, ...rows(3), ',,,', 'Report of March,,,', '"Copyright (c) 2026 Example, inc.",,,'),
    );
    expectBuckets(outcome, { header: 1, footer: 2, blank: 1, used: 3 });
    const narrow = await report(lines(HEAD, ...rows(3), '', 'Report of March', 'Generated By: somebody').trimEnd());
    expectBuckets(narrow, { header: 1, footer: 2, blank: 1, used: 3 });
    const between = await report(lines(HEAD, ...rows(2), ',,,', 'Report of March,,,', ...rows(2), 'Best regards,,,'));
    expectBuckets(between, { header: 1, rejected: 2, blank: 1, used: 4 });
  });

  it('a footer is at the end: the same words between rows are a rejected line', async () => {
    const outcome = await report(lines(HEAD, ...rows(2), '© 2026', ...rows(2)));
    expectBuckets(outcome, { header: 1, rejected: 1, used: 4 });
  });

  it.each(['"No data available."', 'No results found', 'Нет данных'])(
    'that there are no rows is no row: %s',
    async (nothing) => {
      const outcome = await report(lines(HEAD, nothing));
      expectBuckets(outcome, { header: 1, footer: 1 });
      expect(outcome.warnings).toEqual(['no-rows']);
    },
  );

  it('what is neither total nor footer is a rejected line', async () => {
    const outcome = await report(lines(HEAD, ...rows(2), 'Best regards'));
    expectBuckets(outcome, { header: 1, rejected: 1, used: 2 });
  });

  it.each([
    [',', ';'],
    [';', ','],
    ['\t', ','],
  ])('a second table of another delimiter is no footer: %j, then %j', { tags: 'slow' }, async (one, other) => {
    const table = ['Day,Source,Cost,Clicks', '2026-03-02,B,9.50,9', '2026-03-03,B,9.50,9'];
    const first = [HEAD, ...rows(3)].map((row) => row.replaceAll(',', one));
    const outcome = await report(lines(...first, '', ...table.map((row) => row.replaceAll(',', other))));
    if (outcome.code === 0) expectBuckets(outcome, { header: 1, blank: 1, rejected: 3, used: 3 });
    else expectRefused(outcome, /head/);
  });

  it('a row that was cut off below a blank line is no footer', { tags: 'slow' }, async () => {
    const outcome = await report(`${lines(HEAD, ...rows(3), '')}2026-03-0`);
    expectBuckets(outcome, { header: 1, blank: 1, rejected: 1, used: 3 });
  });

  it('a second table is refused, where its width is another and where it is the same', { tags: 'slow' }, async () => {
    // The second time cost and clicks have changed places: read by the first header, spend would be clicks.
    const others = [
      ['Clicks,Cost'].map((end) => `Day,Source,${end}`),
      ['Day,Source,Clicks,Views'],
      // Not a word of it is the longest of the first.
      ['Day,Place,Clicks,Cost'],
      ['Source,Day,Cost,Clicks'],
    ].flat();
    for (const other of others) {
      const outcome = await harness.strictly({
        'a.csv': lines(HEAD, ...rows(150), other, ...rows(150)),
        'funnel.yaml': ADS,
      });
      expectRefused(outcome, /line 152: .*head/);
    }
    const narrow = lines(HEAD, ...rows(50), 'Day,Clicks', '2026-03-02,5', '2026-03-03,6');
    const outcome = await harness.strictly({ 'a.csv': narrow, 'funnel.yaml': ADS });
    expect(outcome.code).toBeGreaterThan(1);
  });
});

describe('a header that comes again', () => {
  const twice = lines(HEAD, ...rows(3), HEAD, ...rows(3, 5));
  const joined = adsYaml(AD_COLUMNS, ['concatenated: true']);

  it('is refused, with its line', async () => {
    expectRefused(await report(twice), /line 5: the heading stands here again[\s\S]*concatenated: true/);
  });

  it('is let through where funnel.yaml says so', async () => {
    const outcome = await report(twice, joined);
    expectBuckets(outcome, { header: 2, used: 6 });
    expect(outcome.total('spend')).toBe('9.00');
  });

  it.each([
    ['quoted', '"Day","Source","Cost","Clicks"'],
    ['with a mark before it', `\ufeff${HEAD}`],
    ['in another case', HEAD.toLowerCase()],
    ['padded', `${HEAD} `],
  ])('is the same header %s', { tags: 'slow' }, async (_, again) => {
    const text = lines(HEAD, ...rows(3), again, ...rows(3, 5));
    expectRefused(await report(text), /line 5: the heading stands here again/);
    expectBuckets(await report(text, joined), { header: 2, used: 6 });
  });

  it('in another order, or of other columns, is refused though files may be joined', async () => {
    // Read by the first header, the clicks of the second part would be its cost.
    for (const other of [
      'Day,Source,Clicks,Cost',
      'Source,Day,Cost,Clicks',
      'Day,Source,Cost,Views',
      'Day,Place,Clicks,Cost',
    ]) {
      const text = lines(HEAD, ...rows(150), other, ...rows(150, 5));
      expectRefused(await harness.strictly({ 'a.csv': own(text, 'S'), 'funnel.yaml': joined }), /line 152/);
    }
  });

  it('with a heading that holds quotes', async () => {
    const header = 'Id,Created,"Date entered ""Closed Won (Sales)"""';
    const text = lines(header, 'a1,2026-03-02,', header, 'a2,2026-03-03,');
    expectRefused(await report(text, crmYaml()), /line 3: the heading stands here again/);
  });

  it('at once below itself', async () => {
    expectRefused(await report(lines(HEAD, HEAD, ...rows(3))), /line 2: the heading stands here again/);
    expectBuckets(await report(lines(HEAD, HEAD, ...rows(3)), joined), { header: 2, used: 3 });
  });

  it('with the lines above it, totals and all', async () => {
    const google = (await fixture('google-days.csv')).toString('utf8');
    const other = google.replaceAll('2026-03-0', '2026-03-1');
    expectRefused(await harness.report({ 'a.csv': google + other }), /line 14: the heading stands here again/);
    const yaml = 'files:\n  - {path: a.csv, concatenated: true}\n';
    const outcome = await harness.report({ 'a.csv': google + other, 'funnel.yaml': yaml });
    // The two lines above the second header are no rows; that they are no preamble any more is a matter of taste.
    expectBuckets(outcome, { preamble: 2, header: 2, total: 4, rejected: 2, used: 12 });
    expect(outcome.total('spend')).toBe('524.00');
  });

  it('in two kinds of newline, as files of two systems are joined', async () => {
    const text = lines(HEAD, ...rows(3)) + lines(HEAD, ...rows(3, 5)).replaceAll('\n', '\r\n');
    expectBuckets(await report(text, joined), { header: 2, used: 6 });
  });
});

describe('rows of another width', () => {
  const ragged: [string, string, string][] = [
    ['short', '2026-03-02,S,1.50', '3 cells, the header has 4'],
    ['much too short', '2026-03-02', '1 cell, the header has 4'],
    ['long', '2026-03-02,S,1.50,1,x', '5 cells, the header has 4'],
    ['with a separator more', '2026-03-02,S,1.50,1,', '5 cells, the header has 4'],
    ['with a separator more at an empty end', '2026-03-02,S,1.50,,', '5 cells, the header has 4'],
    ['with a decimal comma that is not quoted', '2026-03-02,S,1,50,1', '5 cells, the header has 4'],
    ['with an unquoted quote', '2026-03-02,S 5",1.50,1', 'a quote inside an unquoted cell'],
    ['with text behind a quote', '2026-03-02,"S"x,1.50,1', 'text after a closing quote'],
    ['with a backslash as escape', '2026-03-02,"S \\"x\\"",1.50,1', 'text after a closing quote'],
    ['with apostrophes as quotes', "2026-03-02,'S,x',1.50,1", '5 cells, the header has 4'],
    ['with a quote that is not closed', '2026-03-02,"S,1.50,1', 'a quote is opened and never closed'],
  ];
  cases(
    '%s: its line is rejected, and no other',
    ragged.map(
      ([name, row]): Case => [
        name,
        lines(HEAD, ...rows(2), row, ...rows(2)),
        { header: 1, rejected: 1, used: 4 },
        '6.00',
      ],
    ),
  );

  it('are named with their lines and the reason', async () => {
    const text = lines(HEAD, ...rows(2), ...ragged.flatMap(([, row]) => [row, ...rows(1)]));
    const outcome = await report(text);
    const reasons = ragged.map(([, , reason], at) => ({ line: 4 + 2 * at, column: null, value: '', reason }));
    expect(outcome.ledger.rejects).toEqual(reasons);
  });

  it('and of several lines: each of its lines is counted', { tags: 'slow' }, async () => {
    const head = 'Id,Created,Note';
    for (const row of ['a2,"two\nlines"', 'a2,2026-03-02,"two\nlines",more', 'a2,"three\n\nlines"']) {
      const outcome = await report(lines(head, 'a1,2026-03-02,x', row, 'a3,2026-03-02,"y\nz"'), crmYaml());
      const { header, rejected = 0, blank = 0, used } = outcome.buckets;
      expect([header, rejected + blank, used]).toEqual([1, linesOf(row).length, 3]);
      expect(outcome.total('leads')).toBe(2);
    }
  });

  it('one in a hundred passes, more do not', { tags: 'slow' }, async () => {
    const bad = '2026-03-02,S';
    const passes = await harness.strictly({ 'a.csv': lines(HEAD, ...rows(198), bad), 'funnel.yaml': ADS });
    expectBuckets(passes, { header: 1, rejected: 1, used: 198 });
    expect(passes.warnings).toContain('rejected-lines');
    const outcome = await harness.strictly({ 'a.csv': lines(HEAD, ...rows(97), bad, bad), 'funnel.yaml': ADS });
    expectRefused(outcome, /2 of 100 lines could not be read[\s\S]*line 99: 2 cells, the header has 4/, 3);
  });

  it('blank rows are blank, however wide', async () => {
    const outcome = await report(lines(HEAD, '', '   ', ',,,', ',,', ' , , , ', '"","","",""', '\t', ...rows(2), ''));
    expectBuckets(outcome, { header: 1, blank: 8, used: 2 });
  });

  it('tall cells move the numbers of the lines below them', async () => {
    const text = lines(
      'Id,Created,Note',
      'a1,2026-03-02,"x\ny\nz"',
      '',
      'a2,soon,"p\nq"',
      'a3,2026-03-02,"r\ns"',
      'a4,never,t',
    );
    const outcome = await report(text, crmYaml());
    expectBuckets(outcome, { header: 1, blank: 1, rejected: 3, used: 5 });
    expect(outcome.rejected).toEqual([6, 10]);
  });
});

describe('delimiters and newlines', () => {
  const table = [
    ['Day', 'Source', 'Campaign', 'Cost', 'Clicks'],
    ['2026-03-02', '@S', 'A, B; C', '1.50', '1'],
    ['2026-03-03', '@S', 'tab\there | pipe', '2.50', '2'],
    ['2026-03-04', '@S', 'two\nlines', '3.50', '3'],
  ];
  const all = delimiters.flatMap((delimiter) => newlines.map((newline) => [delimiter, newline] as const));
  cases(
    '%j',
    all.map(([delimiter, newline]): Case => {
      const write = (cell: string) => (/[,;\t|\n]/.test(cell) ? `"${cell}"` : cell);
      const text = table.map((row) => row.map(write).join(delimiter) + newline).join('');
      return [`${delimiter} and ${newline}`, text, { header: 1, used: 4 }, '7.50'];
    }),
  );

  it('a delimiter in a cell is text', async () => {
    const outcome = await report(lines(HEAD, '2026-03-02,"A, B; C|\tD",1.50,1'));
    expect(outcome.figures('sources', 'spend')).toHaveProperty(['A, B; C|\tD'], '1.50');
  });

  it.each(delimiters)('--delimiter %j with every newline', { tags: 'slow' }, async (delimiter) => {
    const files = newlines.map((newline, at) => {
      const text = lines(HEAD, ...rows(2)).replaceAll(',', delimiter);
      return [`${at}.csv`, own(text.replaceAll('\n', newline), `S${at}`)] as const;
    });
    const given = { ...Object.fromEntries(files), 'funnel.yaml': ADS };
    const { ledger } = (await harness.report(given, '--delimiter', delimiter)).json;
    expect(ledger.map(bucketsOf)).toEqual(files.map(() => ({ header: 1, used: 2 })));
  });

  it('a delimiter that the file does not have is refused', async () => {
    expectRefused(await report(lines(HEAD, ...rows(2)), ADS, '--delimiter', ';'), /divided by comma, not by semicolon/);
  });

  it('rows of another delimiter than the header are rejected', async () => {
    const outcome = await report(lines(HEAD, ...rows(2).map((row) => row.replaceAll(',', ';')), ...rows(2)));
    expectBuckets(outcome, { header: 1, rejected: 2, used: 2 });
  });

  const mixes: [string, string][] = [
    ['LF, then CRLF', `${lines(HEAD, ...rows(2))}${lines(...rows(2)).replaceAll('\n', '\r\n')}`],
    ['CRLF, then LF', `${lines(HEAD, ...rows(2)).replaceAll('\n', '\r\n')}${lines(...rows(2))}`],
    ['CR, then LF', `${lines(HEAD, ...rows(2)).replaceAll('\n', '\r')}${lines(...rows(2))}`],
    ['each in turn', `${HEAD}\r\n${rows(4).join('\n').replace('\n', '\r').replace('\n', '\r\n')}\n`],
    ['a header with CRLF over rows with LF', `${HEAD}\r\n${lines(...rows(4))}`],
    ['a header with LF over rows with CRLF', `${HEAD}\n${lines(...rows(4)).replaceAll('\n', '\r\n')}`],
    ['a header with CR over rows with LF', `${HEAD}\r${lines(...rows(4))}`],
    ['a header with LF over rows with CR', `${HEAD}\n${lines(...rows(4)).replaceAll('\n', '\r')}`],
    ['no newline at the end', lines(HEAD, ...rows(4)).slice(0, -1)],
    [
      'CRLF and no newline at the end',
      lines(HEAD, ...rows(4))
        .slice(0, -1)
        .replaceAll('\n', '\r\n'),
    ],
    [
      'half a newline at the end',
      `${lines(HEAD, ...rows(4))
        .slice(0, -1)
        .replaceAll('\n', '\r\n')}\r`,
    ],
  ];
  cases(
    '%s',
    mixes.map(([name, text]): Case => [name, text, { header: 1, used: 4 }, '6.00']),
  );

  const inside = newlines.flatMap((outer) => newlines.map((inner) => [outer, inner] as const));
  cases(
    'lines end and cells hold: %j',
    inside.map(([outer, inner]): Case => {
      const note = `"x${inner}2026-03-05,@S,9.00,9${inner}y"`;
      const head = 'Day,Source,Cost,Clicks,Note';
      const text = [head, '2026-03-02,@S,1.50,1,', `2026-03-03,@S,2.50,2,${note}`, '2026-03-04,@S,3.50,3,', ''].join(
        outer,
      );
      return [`${outer}${inner}`, text, { header: 1, used: 5 }, '7.50'];
    }),
  );

  it('characters that only look like newlines are none', async () => {
    const text = lines(HEAD, '2026-03-02,a\u2028b\u2029c\u0085d\u000be\u000cf,1.50,1');
    const outcome = await report(text);
    expectBuckets(outcome, { header: 1, used: 1 });
  });
});

describe('what a reader of a database stumbles over', () => {
  it('comments, lists and what stands for an argument are text', async () => {
    const names = ['#1', '# x', 'null', '\\n', '[2, 3]', "O'Brien", '--y', '// z', '%s', '$4', '"q"'];
    const text = lines(HEAD, ...names.map((name) => `2026-03-02,"${name.replaceAll('"', '""')}",1.50,1`));
    const outcome = await report(text);
    expectBuckets(outcome, { header: 1, used: names.length });
    for (const name of names) expect(outcome.figures('sources', 'spend')).toHaveProperty([name], '1.50');
  });

  it('files of any name', { tags: 'slow' }, async () => {
    const names = ['with blank.csv', "o'hara.csv", 'say "x".csv', 'star*.csv', 'list[1].csv', 'q?.csv', '{a,b}.csv'];
    names.push('отчёт.csv', '100%.csv', '$1.csv', 'back\\slash.csv', '-f.csv', 'UPPER.CSV');
    // Plain text is plain text, whatever the ending says.
    names.push('a.csv.gz', 'a.zst', 'a.csv.zip');
    const text = (at: number) => lines('Day,Campaign,Impr.,Cost', `2026-03-${at + 10},Oak ${at},1,1.50`);
    const outcome = await harness.report(Object.fromEntries(names.map((name, at) => [name, text(at)])));
    const read = new Map(outcome.json.ledger.map((one) => [one.file, bucketsOf(one)]));
    expect(read).toEqual(new Map(names.map((name) => [name, { header: 1, used: 1 }])));
  });

  it.each(['month=2026-03/a.csv', 'c1=Evil/a.csv', 'c2=9.75/a.csv', 'c0=5/Day=1/a.csv'])(
    'a folder that looks like a partition: %s',
    async (name) => {
      const folder = harness.write({
        [name]: own(lines(HEAD, ...rows(2)), 'S'),
        'funnel.yaml': ADS.replace('*.csv', '**/*.csv'),
      });
      const config = join(folder, 'funnel.yaml');
      const outcome = await harness.start(
        ['report', join(folder, name), '--config', config, '-f', 'json', '--all'],
        folder,
      );
      expectBuckets(outcome, { header: 1, used: 2 });
      expect(outcome.figures('sources', 'spend')).toEqual({ S: '3.00', '(paid)': '3.00', '(total)': '3.00' });
    },
  );

  it('notes of several lines in a file of some megabytes', { tags: 'slow' }, async () => {
    const note = (at: number) => `"Called at ${at}.\nSaid: ""no"", budget 5,000;\n${'later '.repeat(at % 60)}"`;
    const text = lines(
      `${HEAD},Note`,
      ...Array.from({ length: 20_000 }, (_, at) => `2026-03-02,@S,1.50,1,${note(at)}`),
    );
    const outcome = await report(text);
    expectBuckets(outcome, { header: 1, used: 60_000 });
    expect([outcome.total('spend'), outcome.total('visits')]).toEqual(['30000.00', 20_000]);
  });

  it('notes that hold whole rows, in a file of some megabytes', { tags: 'slow' }, async () => {
    const note = '"x\n2026-03-05,Fake,9.00,9,a\n2026-03-05,Fake,9.00,9,b\nz"';
    const text = lines(`${HEAD},Note`, ...Array.from({ length: 30_000 }, () => `2026-03-02,@S,1.50,1,${note}`));
    const outcome = await report(text);
    expectBuckets(outcome, { header: 1, used: 120_000 });
    expect([outcome.total('spend'), outcome.total('visits')]).toEqual(['45000.00', 30_000]);
  });

  it.each(['\r', 'mixed'])('two hundred thousand rows that end with %j', { tags: 'slow' }, async (newline) => {
    const body = lines([HEAD, ...rows(200_000)].join('\n'));
    const text = newline === '\r' ? body.replaceAll('\n', '\r') : `${body.slice(0, -1)}\r\n`;
    const outcome = await report(text);
    expectBuckets(outcome, { header: 1, used: 200_000 });
    expect(outcome.total('spend')).toBe('300000.00');
  });

  it('a cell of almost a megabyte is read, a larger one costs its line', { tags: 'slow' }, async () => {
    const cell = (size: number) => `2026-03-02,"${'x'.repeat(size)}",1.50,1`;
    const outcome = await report(lines(HEAD, cell(1_000_000), cell(1_100_000), ...rows(1)));
    expectBuckets(outcome, { header: 1, rejected: 1, used: 2 });
    expect(outcome.rejected).toEqual([3]);
  });
});

describe('a line of many megabytes (bad-input.md, B17)', () => {
  it('costs its line, or is refused, and does not take half a minute', { tags: 'slow' }, async () => {
    const more = Array.from({ length: 24 }, (_, at) => `n${at}`).join();
    const huge = `2026-03-02,@S,1.50,1,${Array(24).fill('x'.repeat(1_000_000)).join()}`;
    const work = await workOf(async () => {
      const outcome = await report(lines(`${HEAD},${more}`, huge, `${rows(1)}${','.repeat(24)}`));
      if (outcome.code !== 0) expectRefused(outcome, /line 2|columns|large|long/);
    });
    expect(work).toBeLessThan(10_000);
  });
});

describe('what funnel.yaml and the flags say of a known export', () => {
  const google = lines('Day,Campaign,Impr.,Cost', '03/04/2026,Oak,10,"1.234,50"');
  it('dates and decimal, of a file that is recognised by itself', async () => {
    const yaml = 'files:\n  - {path: a.csv, dates: dmy, decimal: ","}\n';
    const outcome = await harness.report({ 'a.csv': google, 'funnel.yaml': yaml });
    expectBuckets(outcome, { header: 1, used: 1 });
    expect([outcome.total('spend'), outcome.json.as_of]).toEqual(['1234.50', '2026-04-03']);
  });

  it('--dates and --decimal', async () => {
    const outcome = await harness.report({ 'a.csv': google }, '--dates', 'mdy', '--decimal', ',');
    expectBuckets(outcome, { header: 1, used: 1 });
    expect([outcome.total('spend'), outcome.json.as_of]).toEqual(['1234.50', '2026-03-04']);
  });
});

describe('what is no file', () => {
  it('a pipe that nobody writes into is refused at once', async () => {
    const folder = harness.write({ 'funnel.yaml': ADS });
    const pipe = join(folder, 'a.csv');
    execFileSync('mkfifo', [pipe]);
    const run = harness.start(['report', pipe, '-f', 'json'], folder);
    const waited = new Promise<string>((done) => setTimeout(done, 30_000, 'still waiting'));
    const first = await Promise.race([run, waited]);
    if (first === 'still waiting') {
      // Lets the reader go, so that the test ends.
      await (await open(pipe, 'r+')).close();
      await run;
    }
    expect(first).toMatchObject({ code: 2 });
  });

  it('the same file twice, by a copy', async () => {
    const text = lines(HEAD, ...rows(2));
    expectRefused(await harness.report({ 'a.csv': text, 'b.csv': text, 'funnel.yaml': ADS }), /b\.csv: is given twice/);
  });
});

describe('many shapes at once', () => {
  const read = makeReader(harness.base);
  const settings = described('ad_stats', AD_COLUMNS);
  const parts = {
    above: ['', 'Title\n', '"a, b"\n\n'],
    total: ['', ',Total,3.00,2\n'],
    gap: ['', '\n', ',,,\n'],
    bad: ['', '2026-03-02,S\n', '2026-03-02,"S\n'],
    below: ['', '© 2026\n', '\nRows: 2\n'],
    end: ['', 'cut'],
  };
  const count = (text: string) => linesOf(text).length;

  it('are told apart line by line', { tags: 'slow' }, async () => {
    let seen = 0;
    for (const above of parts.above)
      for (const total of parts.total)
        for (const gap of parts.gap)
          for (const bad of parts.bad)
            for (const below of parts.below)
              for (const newline of newlines) {
                const [one = '', two = ''] = rows(2);
                const text = `${above}${HEAD}\n${total}${one}\n${gap}${bad}${two}\n${below}`.replaceAll('\n', newline);
                const result = await read(Buffer.from(text), settings);
                if (isRefused(result)) throw new Error(`${JSON.stringify(text)}: ${result.message}`);
                const { loaded } = result;
                expect([text, result.rows.map((row) => row.cells.join())]).toEqual([text, [one, two]]);
                expect([
                  text,
                  loaded.preambleLines,
                  loaded.totalLines,
                  loaded.rejects.length,
                  loaded.footerLines,
                ]).toEqual([text, count(above), count(total), count(bad), below === '' ? 0 : 1]);
                seen++;
              }
    expect(seen).toBe(486);
  });
});

it('an account is read out of a line of any length in one pass', () => {
  expect(accountIn(['Report', `"Account: North${' '.repeat(300_000)}x",,; `])).toMatch(/^North\s+x$/);
  expect(accountIn(['Клиент:  ООО «Ромашка» (romashka-demo);;'])).toBe('ООО «Ромашка» (romashka-demo)');
  expect(accountIn(['Account: ,,'])).toBeUndefined();
});

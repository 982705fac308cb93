import { createHash } from 'node:crypto';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { text } from '../../src/model/text.js';
import { overlap, placeLabels } from '../../src/render/html/place-labels.js';
import { makePage } from '../../src/render/page.js';
import { RENDERERS } from '../../src/render/renderers.js';
import { folder, funnel, small } from '../cli/run.js';
import { options, reasons, report, sources, stages } from './sample.js';

const html = (of = report(), lang: 'en' | 'ru' = 'en') => RENDERERS.html.render(of, options({ lang }));

/** What a reader of markup sees: elements that were opened and closed in turn, and the text between them. */
function read(page: string) {
  const [open, elements, texts]: [string[], { name: string; attributes: Record<string, string> }[], string[]] = [
    [],
    [],
    [],
  ];
  const crossed: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      open.push(name);
      elements.push({ name, attributes });
    },
    onclosetag: (name, isImplied) => {
      const own = open.pop();
      if (own !== name || (isImplied && !VOID.has(name))) crossed.push(`${own} ${name}`);
    },
    ontext: (words) => {
      if (!['style', 'script'].includes(open.at(-1) ?? '')) texts.push(words);
    },
  });
  parser.end(page);
  return { elements, crossed, text: texts.join(''), of: (name: string) => elements.filter((one) => one.name === name) };
}
const VOID = new Set(['meta', 'br', 'input', 'path', 'circle', 'rect', 'line']);
const between = (page: string, tag: string): string =>
  new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)?.[1] ?? '';

/** What others may have written in a cell. */
const HOSTILE = [
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '$& $1 $` $<a>',
  '</style><style>*{display:none}',
  '<!--',
  ']]>',
  'a\u202eb\u2066c',
  '\u2028\u2029',
  '{{constructor}}',
  'я'.repeat(5000),
];

describe('the page', () => {
  it.each(['en', 'ru'] as const)('says in %s whatever the tables say, without its style and its script', (lang) => {
    const shown = makePage(report(), lang);
    const { text: words, crossed, of } = read(html(report(), lang));
    expect(crossed).toEqual([]);
    const said = [
      ...[shown.head.title, shown.head.scope, ...shown.head.terms, ...shown.head.lines],
      ...shown.sheets.flatMap(({ title, notes, columns }) => [
        ...[title, ...notes],
        ...columns.flatMap(({ heading, cells }) => [heading, ...cells.map((cell) => cell.text)]),
      ]),
      ...[...shown.foot.lines, ...shown.foot.alerts.flatMap(({ words, below }) => [words, ...below])],
    ];
    expect(said.filter((one) => !words.includes(one))).toEqual([]);
    expect(words).not.toMatch(/undefined|NaN|null|Infinity|\[object/);
    expect(of('html')[0]?.attributes.lang).toBe(lang);
    expect(of('table').length).toBe(of('caption').length);
    expect(of('th').filter(({ attributes }) => !attributes.scope)).toEqual([]);
    expect(of('h1')).toHaveLength(1);
  });

  it('asks for nothing from anywhere, and lets nothing run but what its policy names, first of all', () => {
    const page = html();
    const { elements, of } = read(page);
    expect(elements.slice(0, 3).map(({ name }) => name)).toEqual(['html', 'head', 'meta']);
    const policy = of('meta')[0]?.attributes.content ?? '';
    for (const tag of ['style', 'script'])
      expect(policy).toContain(`'sha256-${createHash('sha256').update(between(page, tag)).digest('base64')}'`);
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toMatch(/unsafe|\*/);
    const asking = elements.flatMap(({ name, attributes }) =>
      Object.keys(attributes).flatMap((key) =>
        /^(?:src|srcset|href|action|style|on.*)$/.test(key) ? [`${name} ${key}`] : [],
      ),
    );
    expect(asking).toEqual([]);
    expect(page).not.toMatch(/url\((?!#)|@import|https?:/);
  });

  it.each(HOSTILE)('takes a name of others for text: %.40s', { tags: 'slow' }, (name) => {
    const calm = html();
    const own = { ...sources(), rows: sources().rows.map((row, at) => (at === 0 ? { ...row, source: name } : row)) };
    const said = { ...reasons(), rows: reasons().rows.map((row) => ({ ...row, reason: name })) };
    const finding = {
      code: 'x',
      tone: 'bad',
      owner: 'both',
      ...{ codes: ['x'], money: null, figure: 'sources.cpl', scope: name, n: null, command: name },
      text: text(name, name),
      detail: text(name, name),
    } as const;
    const page = html(
      report({
        title: name,
        sheets: [stages(), own, said],
        findings: [finding],
        result: [text(name, name)],
        toDecide: [text(name, name)],
        head: [text(name, name)],
      }),
    );
    const count = (tag: string) => read(page).of(tag).length - read(calm).of(tag).length;
    expect(['script', 'style', 'img', 'meta', 'table', 'tr'].map(count)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(read(page).crossed).toEqual([]);
    expect(between(page, 'script')).toBe(between(calm, 'script'));
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028\u2029]/);
    expect(read(page).text).toContain(
      name
        .replace(/[\u202a-\u202e\u2066-\u2069\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`)
        .slice(0, 500),
    );
  });

  it('holds what each quotient divides as data, which nothing in it can end', () => {
    const data = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html())?.[1] ?? '';
    expect(data).not.toMatch(/[<>&]/);
    expect(Object.keys(JSON.parse(data))).toEqual(['words', 'fractions']);
  });

  it('is the same to the byte, small, and right of the demo', { tags: 'slow' }, async () => {
    expect(html()).toBe(html());
    const { code, out } = await funnel(['report', 'fixtures/demo', '-f', 'html', '--lang', 'ru']);
    expect(code).toBe(0);
    expect(Buffer.byteLength(out)).toBeLessThan(300_000);
    expect(read(out).crossed).toEqual([]);
    expect(read(out).text).toContain('НИЖЕ НОРМЫ');
    // What a quotient divides is in the page for whoever points at it.
    expect(out).toContain('891 / 2\u00a0600');
  });
});

describe('a page that is handed on', () => {
  const crm =
    'ID,Created,Status,Source,Budget,Reason,Owner\n1,2026-10-01 10:00,Lost,VK,,call +7 999 123-45-67,Anna Petrova\n';
  const given = () => ({
    ...small(),
    'crm.csv': crm,
    'funnel.yaml': small()['funnel.yaml']?.replace('reason: Reason}', 'reason: Reason, manager: Owner}') ?? '',
  });

  it('calls managers by their number, on stdout too, and says who is who beside it', async () => {
    const path = folder(given());
    const { out, err } = await funnel(['report', path, '-f', 'html', '--by', 'manager']);
    expect(out).toContain('Manager 1');
    expect(out).not.toMatch(/Anna|Petrova|999/);
    expect(err).toContain('Manager 1 = Anna Petrova');
  });

  it('is refused with --personal, and chosen by the name of --out', { tags: 'slow' }, async () => {
    const path = folder(given());
    expect(await funnel(['report', path, '-f', 'html', '--personal'])).toMatchObject({ code: 2, out: '' });
    expect(await funnel(['sources', path, '-o', `${path}/page.html`])).toMatchObject({ code: 0, out: '' });
    const { out } = await funnel(['sources', path, '-f', 'html']);
    expect(out).toContain('data-sheet="sources"');
    expect(out).not.toContain('data-sheet="reasons"');
    expect(out).toContain('class="tiles"');
    expect((await funnel(['stages', path, '-f', 'html'])).out).not.toContain('class="tiles"');
  });
});

describe('charts', () => {
  const drawn = (sheets = report().sheets, lang: 'en' | 'ru' = 'en') => read(html(report({ sheets }), lang));
  const seen = (page: ReturnType<typeof read>, id: string) =>
    page.of('figure').some(({ attributes }) => attributes.id === id);

  it('draw the funnel with the way between its stages, in parts where these add up, and the seam', () => {
    const page = drawn([stages()], 'ru');
    expect(seen(page, 'chart-funnel')).toBe(true);
    expect(page.text).toContain('↓ 34,3\u00a0% · норма 50,0\u00a0% · НИЖЕ НОРМЫ');
    expect(page.text).toContain('выше реклама, ниже лиды CRM');
    const bars = page.of('rect').filter(({ attributes: { height, x } }) => height === '14' && x === '0');
    // A bar per stage, and over four of them what is not marked.
    expect(bars.length).toBe(8 + 4);
    expect(bars.map(({ attributes }) => Number(attributes.width)).every((width) => width >= 0 && width <= 420)).toBe(
      true,
    );
  });

  it('divide no bar of which nobody knows what became of it', () => {
    const sheet = stages();
    const unknown = {
      ...sheet,
      rows: sheet.rows.map((row) => (row.stage === 'proposal' ? { ...row, lost: null } : row)),
    };
    const soft = (of: typeof sheet) =>
      drawn([of])
        .of('rect')
        .filter(({ attributes }) => attributes.class === 'soft' && attributes.height === '14').length;
    expect(soft(unknown)).toBe(soft(sheet) + 1);
  });

  it('set each paid source between cheap and qualified, and mark the one without a deal', () => {
    const page = drawn([sources()]);
    expect(seen(page, 'chart-quadrant')).toBe(true);
    expect(page.of('circle')).toHaveLength(3);
    expect(page.of('path').filter(({ attributes }) => attributes.class === 'bad')).toHaveLength(1);
    expect(page.text).toMatch(/cheap, qualified.*dear, weak/s);
    const [first] = sources().rows;
    expect(seen(drawn([{ ...sources(), rows: first ? [first] : [] }]), 'chart-quadrant')).toBe(false);
  });

  it('are left out of a report that is broken down', () => {
    const by = { isKey: true, name: 'city', kind: 'text', label: text('City', 'Город'), value: () => 'Omsk' } as const;
    const page = drawn([stages(), sources()].map((sheet) => ({ ...sheet, columns: [by, ...sheet.columns] })));
    expect(page.of('figure')).toEqual([]);
  });

  it('of reasons by source add up, whatever is folded, and say no sum of which a part is unknown', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, at) => `${at + 1},2026-10-${10 + (at % 19)} 10:00,Lost,S${at % 10},,R${at % 20}`,
    );
    const path = folder({ ...small(), 'crm.csv': `ID,Created,Status,Source,Budget,Reason\n${lines.join('\n')}\n` });
    const { out } = await funnel(['report', path, '-f', 'html', '--all']);
    const heat = /<table class="heat">([\s\S]*?)<\/table>/.exec(out)?.[1] ?? '';
    const rows = [...heat.matchAll(/<tr><th scope="row"[^>]*>([^<]*)<\/th>(.*?)<\/tr>/g)].map(
      ([, name, cells = '']) => ({
        name,
        counts: [...cells.matchAll(/<td[^>]*>(?:<b>)?(\d+)/g)].map(([, count]) => Number(count)),
      }),
    );
    expect(rows.at(-1)?.name).toBe('(other reasons)');
    for (const { counts } of rows) expect(counts.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(counts.at(-1));
    expect(rows.reduce((sum, { counts }) => sum + (counts.at(-1) ?? 0), 0)).toBe(40);
    expect(heat).not.toContain('<small>');
    expect(/id="chart-trend"/.test(out)).toBe(true);
  });
});

describe('labels of points', () => {
  it('never lie over each other or another point, nor outside', () => {
    const bounds = { x: 0, y: 0, width: 400, height: 300 };
    const points = Array.from({ length: 24 }, (_, at) => ({
      x: (at * 137) % 400,
      y: (at * 89) % 300,
      r: 4 + (at % 5) * 4,
      width: 60,
    }));
    const found = placeLabels(points, bounds);
    const placed = found.filter((box) => box !== null);
    expect(placed.length).toBeGreaterThan(8);
    for (const [at, box] of placed.entries()) {
      expect(placed.slice(at + 1).some((other) => overlap(box, other))).toBe(false);
      expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 400 && box.y + box.height <= 300).toBe(true);
    }
  });
});

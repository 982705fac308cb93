import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exact } from '../../src/model/exact.js';
import { RENDERERS } from '../../src/render/renderers.js';
import { folder } from '../cli/run.js';
import { without } from '../given.js';
import { options, type Row, reasons, report, sources, stages } from './sample.js';

/** The browser: Debian's, or the one that is named. */
const CHROMIUM = process.env.FUNNEL_CHROMIUM ?? '/usr/bin/chromium';

/** Figures of tiles that are wider than these. */
const CUT_OFF =
  "[...document.querySelectorAll('.tiles .value')].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)";

describe.skipIf(without('a browser: FUNNEL_CHROMIUM names one', existsSync(CHROMIUM)))('the page in a browser', () => {
  let browser: Browser;
  const hostile = {
    ...sources(),
    rows: sources().rows.map((row, at) =>
      at === 0 ? { ...row, source: '</script><img src=x onerror=alert(1)>'.repeat(90) } : row,
    ),
  };
  const divided = sources().columns.map((column) =>
    column.name === 'cpl'
      ? { ...column, fraction: ({ spend, leads }: Row) => [spend, leads] as [Exact, Exact] }
      : column,
  );
  const files = {
    'en.html': RENDERERS.html.render(report({ sheets: [stages(), { ...sources(), columns: divided }] }), options()),
    'ru.html': RENDERERS.html.render(report({ sheets: [stages(), hostile, reasons()] }), options({ lang: 'ru' })),
  };
  const path = folder(files);

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  /** What is asked of it, and what it complains of, are nothing. */
  async function opened(
    file: keyof typeof files,
    settings: Parameters<Browser['newContext']>[0],
    look: (page: Page) => Promise<void>,
  ) {
    const context = await browser.newContext(settings);
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => void said.push(message.text()));
    page.on('pageerror', ({ message }) => void said.push(message));
    page.on('dialog', (dialog) => void said.push(dialog.message()));
    page.on('request', (request) => void (request.url().startsWith('file:') || said.push(request.url())));
    await page.goto(pathToFileURL(join(path, file)).href);
    await look(page);
    await context.close();
    expect(said).toEqual([]);
  }

  async function fits(width: number): Promise<void> {
    for (const file of ['en.html', 'ru.html'] as const)
      for (const colorScheme of ['light', 'dark'] as const)
        await opened(
          file,
          { viewport: { width, height: 900 }, colorScheme, javaScriptEnabled: colorScheme === 'light' },
          async (page) => {
            const [wide, shown] = [await page.locator('body').boundingBox(), await page.locator('h1').boundingBox()];
            expect(wide?.width).toBe(width);
            expect(shown?.width).toBeLessThan(width);
            // Whatever is wider is moved within its own frame.
            if (colorScheme === 'light') {
              expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
              expect(await page.evaluate(CUT_OFF)).toEqual([]);
            }
          },
        );
  }

  const FITS = 'fits %i px, light and dark, with script and without, and asks for nothing';
  it.each([360])(FITS, fits);
  it.each([768, 1600])(FITS, { tags: 'slow' }, fits);

  it('puts rows in order by what they stand for, finds some, and says what a quotient divides', async () => {
    await opened('en.html', { viewport: { width: 1280, height: 900 } }, async (page) => {
      const table = page.locator('table[data-sheet=sources]');
      const first = () => table.locator('tbody tr').first().locator('th').textContent();
      const last = () => table.locator('tbody tr').last().locator('th').textContent();
      await table.getByRole('button', { name: 'Spend' }).click();
      expect([await first(), await last()]).toEqual(['Google Ads', 'Total']);
      await table.getByRole('button', { name: 'Spend' }).click();
      expect([await first(), await last()]).toEqual(['Яндекс Директ', 'Total']);
      expect(await table.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
      await table.locator('td', { hasText: '350.00' }).hover();
      expect(await page.locator('.tip').textContent()).toBe('105,000 / 300');
      await page.mouse.move(0, 0);
      expect(await page.locator('.tip').isVisible()).toBe(false);
    });
  });

  it('is printed, and is whole without its style', async () => {
    await opened('ru.html', {}, async (page) => {
      const pdf = await page.pdf({ format: 'A4' });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      await page.evaluate('document.querySelector("style").remove()');
      for (const one of ['НИЖЕ НОРМЫ', 'Из первого', 'Яндекс Директ'])
        expect(await page.locator('table').getByText(one, { exact: true }).first().isVisible()).toBe(true);
    });
  });

  it('gives the table beside a chart the whole width of the paper, which cannot be scrolled', async () => {
    await opened('en.html', {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(
        'document.body.innerHTML = `<div class="charts"><figure class="pair"><svg></svg><section class="report">1</section></figure></div>`',
      );
      const [figure, table] = [await page.locator('.pair').boundingBox(), await page.locator('.report').boundingBox()];
      expect(table?.width).toBe(figure?.width);
    });
  });
});

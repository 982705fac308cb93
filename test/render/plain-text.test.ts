import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/report.js';
import { text } from '../../src/model/text.js';
import { RENDERERS } from '../../src/render/renderers.js';
import { folder, funnel, small } from '../cli/run.js';
import { exportsOf } from '../findings/data.js';
import { options, report, sources } from './sample.js';

const finding = (words: string, at = 0): Finding => ({
  ...{ code: 'x', codes: ['x'], tone: at === 0 ? 'bad' : 'info', owner: 'marketing', money: null },
  ...{ figure: 'sources.cpl', scope: null, n: null, command: 'funnel sources exports/' },
  text: text(words, words),
});
const said = {
  result: [text('Spent 5 RUB → 2 leads', 'Потрачено 5 ₽ → 2 лида')],
  toDecide: [text('VK: keep it or stop it', 'VK: оставить или остановить')],
  sheets: [],
};
const print = (changes: Parameters<typeof report>[0], lang: 'en' | 'ru' = 'en') =>
  RENDERERS.text.render(report({ ...said, ...changes }), options({ lang, width: 40 }));

describe('a report as text', () => {
  it('is what it says in sentences: no line is broken, no table drawn, whatever the terminal', () => {
    const long = `VK ${'is dear and '.repeat(30)}brings nothing`;
    expect(print({ findings: [finding(long)] }).replace(/.*\n/, '')).toBe(
      `Spent 5 RUB → 2 leads.

Findings
! ${long}. Marketing starts
→ funnel sources exports/

To decide
1. VK: keep it or stop it

Stands on: files 1, lines 3,848, rejected 4, warnings 1 (funnel check)
`,
    );
    expect(print({}, 'ru')).toContain(
      '\n\nРешить\n1. VK: оставить или остановить\n\nНа чём основано: файлов 1, строк 3\u00a0848,',
    );
  });

  it('is a message of 4,000 characters at most: findings of least money stay out, and are counted', () => {
    const many = Array.from({ length: 7 }, (_, at) => finding(`${at} ${'x'.repeat(850)}`, at));
    const message = print({ findings: many });
    expect(message.length).toBeLessThanOrEqual(4000);
    expect([...message.matchAll(/^[!·] (\d) /gm)].map(([, at]) => at)).toEqual(['0', '1', '2', '3']);
    expect(message).toContain('\nAnd more: 3: funnel report\n\nTo decide\n');
    const endless = text('y'.repeat(9000), 'y'.repeat(9000));
    expect(print({ findings: many, toDecide: [endless] }).length).toBeLessThanOrEqual(4000);
    expect(print({ result: [text('😀'.repeat(4000), '')] }).length).toBeLessThanOrEqual(4001);
  });

  it('has a line per row of a report that is asked for, without what is unknown', () => {
    const [title, first] = RENDERERS.text.renderSheet(sources(), options()).split('\n');
    expect(title).toBe('Sources');
    expect(first).toMatch(/^[^:]+: Spend [\d,]+ · .*Leads/);
    expect(first).not.toContain('—');
  });

  it('says below them what is to be talked about', () => {
    const agenda = [{ title: text('Questions', 'Вопросы'), lines: [text('Why?', 'Почему?')] }];
    expect(print({ agenda, sheets: [sources()] }, 'ru')).toMatch(/\nВсего: .*\n\nВопросы\nПочему\?\n$/);
  });

  it('leaves the tables of the whole report out, and is no CSV', { tags: 'slow' }, async () => {
    const path = folder(small());
    const whole = await funnel(['report', path, '-f', 'text', '--lang', 'ru']);
    expect(whole.out).not.toMatch(/ЭТАПЫ|Этапы/);
    expect(whole.out).toBe((await funnel(['report', path, '-f', 'text', '--lang', 'ru', '--section', 'findings'])).out);
    expect((await funnel(['sources', path, '-f', 'text'])).out).toContain('\nSources\n');
    const { code, err } = await funnel(['report', path, '-f', 'csv', '--section', 'findings']);
    expect([code, err]).toEqual([2, expect.stringContaining('--section findings -f text')]);
  });

  it('hides people as a table does', async () => {
    const leads = [{ source: 'VK', status: 'Lost early' as const, count: 300, reason: 'call +7 999 000-00-01' }];
    const spend = [
      { source: 'VK', cost: 300 },
      { source: 'Google', cost: 9000 },
    ];
    const more = [{ source: 'Google', status: 'Won' as const, count: 40, budget: 900 }];
    const path = exportsOf({ leads: [...leads, ...more], spend });
    const { out } = await funnel(['report', path, '-f', 'text']);
    expect(out).toContain('They say: «call •••» 300');
  });
});

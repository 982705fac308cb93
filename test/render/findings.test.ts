import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { exact } from '../../src/model/exact.js';
import type { Finding } from '../../src/model/report.js';
import { text } from '../../src/model/text.js';
import { RENDERERS, runJson } from '../../src/render/renderers.js';
import { displayWidth } from '../../src/render/width.js';
import { options, report, sources } from './sample.js';

const finding = (own: Partial<Finding> & Pick<Finding, 'code' | 'tone' | 'owner' | 'text'>): Finding => ({
  ...{
    codes: [own.code],
    money: null,
    figure: 'sources.cpl',
    scope: null,
    n: null,
    command: 'funnel sources exports/',
  },
  ...own,
});
const SAID: Parameters<typeof finding>[0][] = [
  {
    code: 'cheap-and-empty',
    tone: 'bad',
    owner: 'marketing',
    ...{ money: exact(108_000), scope: 'source=VK', n: exact(900) },
    text: text('VK: 120 RUB a lead, and not one deal', 'VK: лид за 120 ₽, и ни одной сделки'),
    detail: text('They say: «only asked» 370', 'Говорят: «только спросил» 370'),
  },
  { code: 'reasons-unrecorded', tone: 'info', owner: 'sales', text: text('No reason for 30', 'Без причины 30') },
  { code: 'changed', tone: 'good', owner: null, text: text('Deals 30 → 50', 'Сделок 30 → 50') },
];
const FINDINGS: Finding[] = SAID.map(finding);
const print = (findings: readonly Finding[], changes = {}) =>
  RENDERERS.table.render(report({ findings, sheets: [] }), options(changes));

describe('the findings of a table', () => {
  it('stand after the head and the line of result, each with its sign, who takes it up and the command behind it', () => {
    const [, said] = print(FINDINGS).split(/─+\n/);
    expect(said?.trimEnd().split('\n')).toEqual([
      'FINDINGS',
      ' ! VK: 120 RUB a lead, and not one deal. Marketing starts',
      '   They say: «only asked» 370',
      '   → funnel sources exports/',
      ' · No reason for 30. Sales start',
      '   → funnel sources exports/',
      ' + Deals 30 → 50',
      '   → funnel sources exports/',
    ]);
    const [, russian] = print(FINDINGS, { lang: 'ru' }).split(/─+\n/);
    expect(russian?.trimEnd().split('\n')).toEqual([
      'ГЛАВНОЕ',
      ' ! VK: лид за 120 ₽, и ни одной сделки. Начинает маркетинг',
      '   Говорят: «только спросил» 370',
      '   → funnel sources exports/',
      ' · Без причины 30. Начинают продажи',
      '   → funnel sources exports/',
      ' + Сделок 30 → 50',
      '   → funnel sources exports/',
    ]);
  });

  it('never let through what a terminal would obey', () => {
    const bad = text('\x1b]0;x\x07\u2028\u202e', '\x1b]0;x\x07\u2028\u202e');
    const printed = print([
      finding({ code: 'x', tone: 'bad', owner: 'both', text: bad, detail: bad, command: bad.en }),
    ]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be absent
    expect(printed).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]/);
  });

  it('stand between the line of result, one paragraph, and what is to be decided, the last of all', () => {
    const said = {
      result: [
        text('Spent 5 RUB → 2 leads', 'Потрачено 5 ₽ → 2 лида'),
        text('By the day of the deal: 1 deal', 'По дню сделки: 1 сделка'),
      ],
      toDecide: [text('VK: keep it or stop it', 'VK: оставить или остановить'), text('Who calls', 'Кто перезвонит')],
    };
    const of = (lang: 'en' | 'ru') =>
      RENDERERS.table.render(report({ ...said, findings: FINDINGS, sheets: [] }), options({ lang })).split(/\n─+\n/);
    expect(of('en')[1]).toBe('Spent 5 RUB → 2 leads. By the day of the deal: 1 deal.');
    expect(of('en').at(-1)).toBe('TO DECIDE\n 1 VK: keep it or stop it\n 2 Who calls\n');
    expect(of('ru')[1]).toBe('Потрачено 5 ₽ → 2 лида. По дню сделки: 1 сделка.');
    expect(of('ru').at(-1)).toBe('РЕШИТЬ\n 1 VK: оставить или остановить\n 2 Кто перезвонит\n');
    const json = JSON.parse(RENDERERS.json.render(report(said), options()));
    expect(json.result).toEqual({
      en: 'Spent 5 RUB → 2 leads. By the day of the deal: 1 deal',
      ru: 'Потрачено 5 ₽ → 2 лида. По дню сделки: 1 сделка',
    });
    expect(json.to_decide).toEqual(said.toDecide);
  });

  it('are no section where there are none', () => {
    expect(print([])).not.toContain('FINDINGS');
    expect(print([]).match(/─{40,}/g)).toHaveLength(1);
  });

  it('have red and green signs, and the same words without colour', () => {
    const coloured = print(FINDINGS, { color: true });
    expect(coloured).toContain('\x1b[31m\x1b[1m ! ');
    expect(coloured).toContain('\x1b[32m + ');
    expect(stripVTControlCharacters(coloured)).toBe(print(FINDINGS));
  });

  it.each([40, 60, 100, 200])('are wrapped at %i columns, under their first word', (width) => {
    const long = text('a sentence that goes on '.repeat(20).trim(), 'фраза, которой нет конца, '.repeat(20).trim());
    for (const lang of ['en', 'ru'] as const) {
      const lines = print([finding({ code: 'x', tone: 'bad', owner: 'both', text: long, detail: long })], {
        lang,
        width,
      }).split('\n');
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      const at = lines.findIndex((line) => line.startsWith(' ! '));
      expect(lines[at + 1]).toMatch(/^ {3}\S/);
    }
  });
});

describe('the findings of JSON', () => {
  it('are in both languages, what explains them in the same text', () => {
    for (const lang of ['en', 'ru'] as const)
      for (const written of [
        RENDERERS.json.render(report({ findings: FINDINGS }), options({ lang })),
        runJson(report({ findings: FINDINGS }), lang),
      ]) {
        const json = JSON.parse(written);
        expect(Object.keys(json)).toContain('findings');
        expect(json.findings[0]).toEqual({
          code: 'cheap-and-empty',
          codes: ['cheap-and-empty'],
          tone: 'bad',
          owner: 'marketing',
          money: '108000.00',
          figure: 'sources.cpl',
          scope: 'source=VK',
          n: 900,
          command: 'funnel sources exports/',
          text: {
            en: `${FINDINGS[0]?.text.en}. ${FINDINGS[0]?.detail?.en}`,
            ru: `${FINDINGS[0]?.text.ru}. ${FINDINGS[0]?.detail?.ru}`,
          },
        });
        expect(json.findings[2]).toMatchObject({ tone: 'good', owner: null, money: null, scope: null, n: null });
        expect(json.findings[2].text).toEqual(FINDINGS[2]?.text);
      }
  });

  it('are an empty list where there are none', () => {
    expect(JSON.parse(RENDERERS.json.render(report(), options())).findings).toEqual([]);
  });

  it('change nothing of the CSV', () => {
    const { csv } = RENDERERS;
    expect(csv.render(report({ findings: FINDINGS }), options())).toBe(csv.render(report(), options()));
  });
});

it('spells out an abbreviation where its column is not shown', () => {
  const columns = sources().columns.map((one) =>
    one.name === 'romi'
      ? { ...one, note: text('ROMI, return on marketing investment = x', 'ROMI, окупаемость = x') }
      : one,
  );
  const at = (width: number) =>
    RENDERERS.table.renderSheet({ ...sources(), columns }, options({ width })).replaceAll(/\s+/g, ' ');
  expect(at(60)).toContain('ROMI (return on marketing investment)');
  expect(at(200)).not.toContain('ROMI (');
});

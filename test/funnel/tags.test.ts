import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const ADS = 'Day,Source,Campaign,Cost\n2026-10-01,yandex,Поиск Москва,100\n2026-10-01,yandex,brand+generic,50\n';
const leadsBy = async (dimension: 'campaign' | 'source', tags: readonly string[]) => {
  const column = dimension === 'campaign' ? 'UTM Campaign,UTM Source' : 'UTM Source,UTM Campaign';
  const rows = tags.map((tag, at) => `${at + 1},2026-10-01,${tag},${dimension === 'campaign' ? 'yandex' : ''}`);
  const path = folder({ 'leads.csv': `Lead ID,Created,${column}\n${rows.join('\n')}\n`, 'ads.csv': ADS });
  const { out, code } = await funnel(['sources', path, '--by', dimension, '-f', 'json', '--all']);
  expect(code).toBe(0);
  const own = rowsOf(out, 'sources').filter((row) => !['(paid)', '(total)'].includes(row.get('source') as string));
  return Object.fromEntries(own.flatMap((row) => (row.get('leads') ? [[row.get(dimension), row.get('leads')]] : [])));
};
const escaped = (words: string, encode = encodeURIComponent) => encode(words);

describe('a tag of an address', () => {
  it.each([
    ['as it is', 'Поиск Москва'],
    ['with a plus for a blank', 'Поиск+Москва'],
    ['escaped', escaped('Поиск Москва')],
    ['escaped with a plus', escaped('Поиск Москва').replace('%20', '+')],
    ['in small letters', escaped('Поиск Москва').toLowerCase()],
    ['escaped twice', escaped(escaped('Поиск Москва'))],
    ['escaped in windows-1251', '%CF%EE%E8%F1%EA%20%CC%EE%F1%EA%E2%E0'],
  ])('is compared as it was before: %s', { tags: 'slow' }, async (_, tag) => {
    expect(await leadsBy('campaign', [tag])).toEqual({ 'Поиск Москва': 1 });
  });

  it('keeps a plus that the campaign has', async () => {
    expect(await leadsBy('campaign', ['brand+generic', 'other+one'])).toEqual({ 'brand+generic': 1, 'other one': 1 });
  });

  it.each(['100%', '50% off', 'caf%E9', '%D0%9F%D0', '%zz', '%'])(
    'that cannot be unescaped stays: %s',
    { tags: 'slow' },
    async (tag) => {
      expect(await leadsBy('campaign', [tag])).toEqual({ [tag]: 1 });
    },
  );

  it.each(['{campaign_name}', '%7Bcampaign_name%7D', '{{campaign.name}}', '%7B%7Bcampaign.name%7D%7D'])(
    'that was never filled in is unknown: %s',
    { tags: 'slow' },
    async (tag) => {
      expect(await leadsBy('campaign', [tag])).toEqual({ '(no campaign)': 1 });
    },
  );

  it.each([
    ['a number', 'Поиск&#32;Москва'],
    ['a number in hexadecimal', 'Поиск&#x20;Москва'],
    ['letters', [...'Поиск Москва'].map((letter) => `&#${letter.codePointAt(0)};`).join('')],
    ['a name', 'Поиск&nbsp;Москва'],
    ['a page within an address', escaped('Поиск&#32;Москва')],
  ])('is compared as a page shows it: %s', { tags: 'slow' }, async (_, tag) => {
    expect(await leadsBy('campaign', [tag])).toEqual({ 'Поиск Москва': 1 });
  });

  it('is what a page would show, once: R&amp;D', { tags: 'slow' }, async () => {
    expect(await leadsBy('campaign', ['R&amp;D', 'R&D', 'R&#38;D'])).toEqual({ 'R&D': 3 });
    expect(await leadsBy('campaign', ['R&amp;amp;D'])).toEqual({ 'R&amp;D': 1 });
  });

  it.each(['&#0;a', '&#55296;', '&#9999999;', '&#xFFFFFF;', '&#32', '&copy;', 'a&b;', '&#;'])(
    'that a page would show as it is, or as nothing, stays: %s',
    { tags: 'slow' },
    async (tag) => {
      expect(await leadsBy('campaign', [tag])).toEqual({ [tag]: 1 });
    },
  );

  it('names its source', { tags: 'slow' }, async () => {
    const tags = [escaped('Яндекс Директ'), 'Яндекс+Директ', 'yandex%2Ddirect', 'yandex%20direct'];
    expect(Object.values(await leadsBy('source', tags))).toEqual([4]);
    expect(await leadsBy('source', ['Google+'])).toEqual({ 'Google+': 1 });
  });
});

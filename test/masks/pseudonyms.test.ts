import { describe, expect, it } from 'vitest';
import { masking } from '../../src/masks/masking.js';
import { pseudonyms } from '../../src/masks/pseudonyms.js';

const KEY = new Uint8Array(32).fill(7);
const own = () => pseudonyms(KEY, () => false);
const form = (words: string) =>
  words
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{Ll}/gu, 'a')
    .replace(/\d/g, '0');

describe('other words for words', () => {
  it('keep their form: length, capitals, digits, what stands between them', () => {
    const { of } = own();
    for (const words of ['Бренд_2026|1234567', 'a1B2-c3', 'ООО «Ромашка»', '8f0e-4c1d', 'Größe XL']) {
      expect(of(words)).not.toBe(words);
      expect(form(of(words))).toBe(form(words));
    }
  });

  it('are the same for the same, whatever its case, in whatever column, and others by another key', () => {
    const { of } = own();
    expect(of('Brand sale').toLowerCase()).toBe(of('BRAND SALE').toLowerCase());
    expect(of('1234567')).toBe(of('x|1234567').split('|')[1]);
    expect(pseudonyms(new Uint8Array(32).fill(8), () => false).of('1234567')).not.toBe(of('1234567'));
  });

  it('are never one for two, in however small a space', () => {
    const { of } = own();
    const all = Array.from({ length: 900 }, (_, at) => String(at + 100));
    expect(new Set(all.map((one) => of(one))).size).toBe(900);
    expect(new Set([...'123456789'].map((one) => of(one))).size).toBe(9);
    expect(new Set([...'abcdefghijklmnopqrstuvwxyz'].map((one) => of(one))).size).toBe(26);
  });

  it('keep leading zeros, so that an ID that lost them meets its twin', () => {
    const { of } = own();
    expect(of('00001234')).toBe(`0000${of('1234')}`);
    expect(of('1234')).toMatch(/^[1-9]/);
    expect(of('1001.0')).toBe(`${of('1001')}.0`);
  });

  it('are no words of the exports, and none that mean something to the program', () => {
    const taken = new Set(Array.from({ length: 80 }, (_, at) => String(at + 10)));
    const { of, avoid } = pseudonyms(KEY, (word) => taken.has(word));
    for (let at = 90; at < 95; at++) avoid(String(at));
    for (const one of ['11', '12', '13', '14']) expect(Number(of(one))).toBeGreaterThan(94);
  });
});

describe('what becomes of a cell', () => {
  const masks = masking({ key: KEY, factor: 3, years: 1 });

  it('leaves what names nobody: nothing at all, platforms, media, totals, macros', () => {
    for (const cell of ['—', '(not set)', 'All', 'n/a']) expect(masks.name(cell)).toBe(cell);
    for (const cell of ['google', 'Яндекс.Директ', 'google / cpc', 'vk', '(direct) / (none)'])
      expect(masks.source(cell)).toBe(cell);
    for (const cell of ['cpc', 'Instagram_Stories', 'органика']) expect(masks.medium(cell)).toBe(cell);
    expect(masks.name('{campaign_name}')).toBe('{campaign_name}');
    expect(masks.name('{{campaign.name}}')).toBe('{{campaign.name}}');
    expect(masks.name('{anna}')).toMatch(/^\{(?!anna)\p{L}{4}\}$/u);
    expect(masks.name('Итого')).toBe('Итого');
    expect(masks.name('Итого по Ромашка')).toBe(`Итого по ${masks.name('Ромашка')}`);
  });

  it('hides what names somebody among it', () => {
    expect(masks.source('ivanov-agency / cpc')).not.toMatch(/ivanov|agency/);
    expect(masks.source('ivanov-agency / cpc')).toMatch(/ \/ cpc$/);
    for (const cell of ['email-petrov', 'stories/anna', 'cpc_ivanov', 'sms+79167051342', 'google / cpc-ivanov'])
      expect(masks.source(cell)).not.toMatch(/petrov|anna|ivanov|705/);
    expect(masks.source('google / cpc-ivanov')).toMatch(/^\p{L}+ \/ cpc-\p{L}{6}$/u);
    expect(masks.source('paid social')).toBe('paid social');
    expect(masks.medium('cpc_ivanov')).toMatch(/^cpc_[^_]{6}$/);
    expect(masks.page('https://romashka.example/price?utm_source=x')).toMatch(/^https:\/\/(?!.*romashka)/);
  });

  it('leaves of an ID what exports put before it, and cuts a checksum that would no longer fit', () => {
    expect(masks.id('l:1234567890')).toBe(`l:${masks.id('1234567890')}`);
    expect(masks.id('[55]')).toBe(`[${masks.id('55')}]`);
    expect(masks.id('5.8E+18')).toMatch(/^\d\.\dE\+\d\d$/);
    expect(masks.id('00Q5e00000AbCdEAAV', 15).slice(0, 15)).toBe(masks.id('00Q5e00000AbCdE', 15));
  });

  it('makes phones of phones, of which the same person is told, and nobody else', () => {
    const phone = masks.person('phone', '8 (916) 705-13-42', 'RU');
    expect(phone).toMatch(/^\+7\d{10}$/);
    expect(masks.person('phone', '+7 916 7051342 доб. 5', 'RU')).toBe(phone);
    expect(phone).not.toContain('9167051342');
    expect(masks.person('email', 'Anna@Firm.example.org', undefined)).toMatch(/^[^@]+@mail\.invalid$/);
    expect(masks.person('phone', 'call Anna', 'RU')).toBe('');
  });

  it('leaves nothing of what cannot be read', () => {
    expect(masks.count('call Anna')).toBe('?');
    expect(masks.time('Anna')).toBe('?');
    expect(masks.date('soon, says Anna', () => 'dmy')).toBe('?');
    expect(masks.code('Anna')).toBe('?');
    expect(masks.time('1 ч 20 мин')).toBe('1 ч 20 мин');
  });
});

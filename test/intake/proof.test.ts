import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/error.js';
import { hasSome } from '../../src/intake/recognise/heading-match.js';
import { recognise } from '../../src/intake/recognise/recognise.js';
import type { FileSettings } from '../../src/model/settings.js';
import type { Export } from '../../src/sources/define-source.js';
import { isUsual } from '../../src/sources/generic.js';
import { examples } from '../../src/sources/heading-examples.js';
import { SOURCES } from '../../src/sources/known-sources.js';

const OURS = 'Наша колонка';
const named = (...fields: string[]): FileSettings => ({
  path: 'a.csv',
  table: [],
  entity: 'lead',
  columns: new Map(fields.map((field, at) => [field, [{ heading: `${OURS} ${at}` }]])),
  set: new Map(),
  concatenated: false,
});

/** Whose export a header is; `nobody's` where it is read as any sheet, or not at all. */
function whose(headings: readonly string[], settings?: FileSettings): string {
  try {
    const { source } = recognise(headings, 'a.csv', settings);
    return source === 'guess' || source === 'configured' ? "nobody's" : source;
  } catch (error) {
    if (error instanceof UserError) return "nobody's";
    throw error;
  }
}

/** Every heading that people use and the export reads, or is told by. */
function usual({ fields, required }: Export): string[] {
  const wanted = [
    ...Object.values(fields).flatMap(({ headings }) => headings),
    ...required.filter((one) => one instanceof RegExp),
  ];
  return [...new Set(wanted.flatMap((one) => (typeof one === 'string' ? one : examples(one))))].filter(isUsual);
}

/** Analytics names no source of its own. */
const ADS = SOURCES.filter(({ isAnalytics }) => !isAnalytics).flatMap(({ name, exports }) =>
  exports.flatMap((shape, at) => (shape.table === 'ad_stats' || shape.table === 'ad_leads' ? { name, at, shape } : [])),
);

describe('law: what funnel.yaml names proves no platform', () => {
  it.each(ADS)('usual headings beside named columns are not of $name ($at)', { tags: 'slow' }, ({ shape }) => {
    const required = shape.required.filter((one) => typeof one === 'string');
    for (const fields of [required, ...required.map((field) => [field])]) {
      const wanted = fields.flatMap((field) => shape.fields[field]?.headings ?? []);
      const left = usual(shape).filter((heading) => !hasSome(wanted, [heading]));
      const headings = [...left, ...fields.map((_, at) => `${OURS} ${at}`)];
      const told = { headings, by: whose(headings, named(...fields)) };
      expect([
        { headings, by: "nobody's" },
        { headings, by: whose(headings) },
      ]).toContainEqual(told);
    }
  });
});

describe('law: a sheet with a day that a platform would leave unread is not its export', () => {
  it.each(ADS.filter(({ shape }) => shape.table === 'ad_stats'))('$name ($at)', { tags: 'slow' }, ({ shape }) => {
    const { day, source, medium, ...fields } = shape.fields;
    const told = shape.required.filter((one) => one instanceof RegExp).map((one) => [one]);
    const others = [...Object.values(fields).map(({ headings }) => headings), ...told].flatMap(
      (wanted) =>
        wanted
          .flatMap((one) => (one instanceof RegExp ? examples(one) : one))
          .find((one) => isUsual(one) && !hasSome(day?.headings ?? [], [one])) ?? [],
    );
    for (const own of ['Date', 'Дата', 'Fecha'].filter((own) => !hasSome(day?.headings ?? [], [own]))) {
      const headings = [own, ...new Set(others)];
      expect([headings, whose(headings)]).toEqual([headings, "nobody's"]);
    }
  });
});

describe('a sheet of home-made headings', () => {
  it.each([
    'Date,Campaign,Наша колонка 0,Clicks',
    'Date,Campaign,Наша колонка 0,Clicks,Impr.',
    'Дата;Кампания;Наша колонка 0;Клики;Показы',
    'Дата;Название кампании;ID кампании;Наша колонка 0;Клики',
    'Día,Campaña,Наша колонка 0,Clics',
    'Dia,Campanha,Наша колонка 0,Cliques',
    'Date,Ad set name,Ad name,Наша колонка 0,Link clicks,Currency code',
    'Day,Campaign Name,Наша колонка 0,Impressions,Clicks,eCPM',
    'Start Date,End Date,Campaign,Наша колонка 0,Clicks',
  ])('is nobody’s where its cost has to be named: %s', (header) => {
    expect(whose(header.split(/[,;]/), named('cost'))).toBe("nobody's");
  });

  it.each([
    ['Date,Campaign,Amount Spent,Link Clicks'],
    ['Date,Campaign,Spend,Clicks,Currency code'],
    ['Дата;Кампания;Код валюты;Клики;Расход'],
    ['Дата;Кампания;Потрачено всего;Клики'],
    ['Дата;Кампания;Расход;Клики;eCPM'],
    ['Date,Campaign,Clicks,Cost,Avg. CPC'],
    ['День;Кампания;Сумма затрат;Клики'],
    ['id,created_time,platform,status,amount'],
    ['Created,Stage,Channel,Phone number,ID'],
  ])('is nobody’s by words that a platform uses too: %s', (header) => {
    expect(whose(header.split(/[,;]/))).toBe("nobody's");
  });

  it.each([
    ['Day,Campaign,Impr.,Clicks,Interaction rate,Наша колонка 0', 'google-ads'],
    ['Start Date (in UTC),Account Name,Campaign Group,Clicks,Наша колонка 0', 'linkedin-ads'],
    ['Reporting starts,Reporting ends,Campaign name,Link clicks,Наша колонка 0', 'meta-ads'],
    ['Date,Campaign Name,Impressions,Swipe Ups,Наша колонка 0', 'snapchat-ads'],
  ])('is not what a platform’s own heading stands in: %s', (header, source) => {
    expect(whose(header.split(/[,;]/), named('cost'))).toBe(source);
  });
});

it('takes what a lead may bring for revenue only where nothing says what it did', () => {
  const { columns } = recognise(['Lead ID', 'Created', 'Stage', 'Lead Value', 'Total'], 'a.csv', undefined);
  expect(columns.get('revenue')?.heading).toBe('Total');
});

describe('a CRM that calls the day of creation otherwise than the one whose words it has', () => {
  it.each([
    ['Record ID, Deal name, Deal stage, Deal owner, Deal value, Created at', 'deal value', 'hubspot'],
    ['Opportunity Name, stage, Lead Value, source, Created on, status, Opportunity ID', 'lead value', 'salesforce'],
  ])('is read as any other: %s', (list, amount, other) => {
    const headings = list.split(', ');
    const { source, columns } = recognise(headings, 'a.csv', undefined);
    expect(source).toBe('guess');
    expect(columns.get('revenue')?.heading.toLowerCase()).toBe(amount);
    expect(columns.get('created_at')?.heading).toMatch(/^Created/);
    // Where nothing says when, what it has is asked for as that one calls it.
    expect(whose(headings.filter((one) => !one.startsWith('Created')))).toBe(other);
  });
});

it('a platform’s own headings are its own by the month too', () => {
  const headings = (first: string) => [
    first,
    'ID кампании',
    'Название кампании',
    'Показы',
    'Клики',
    'Потрачено всего, ₽',
  ];
  expect([whose(headings('Дата')), whose(headings('Месяц'))]).toEqual(['vk-ads', 'vk-ads']);
  expect(whose(['Month', 'Campaign', 'Impressions', 'Clicks', 'Cost'])).toBe("nobody's");
});

it('a connector’s rows of web analytics are left out beside those of ads, and are read by themselves', () => {
  const headings = ['Date', 'Data source name', 'Campaign', 'Cost', 'Clicks'];
  const rules = (...values: string[]) => {
    const valuesOf = (column: number) => new Set(column === 1 ? values : []);
    return recognise(headings, 'a.csv', undefined, { valuesOf, firstOf: (column) => [...valuesOf(column)] }).rows;
  };
  expect(rules('Google Ads', 'Google Analytics 4')).toMatchObject([{ column: { index: 1 }, drop: expect.any(RegExp) }]);
  expect([rules('Google Analytics 4'), rules('Google Ads', 'Facebook Ads')]).toEqual([[], []]);
});

it('what somebody says that a file holds it does, or nothing that is known', () => {
  const headings = ['Name', 'Phone', 'utm_source', 'tranid', 'formid', 'formname', 'referer', 'sent'];
  const said = (table: string) => whose(headings, { ...named(), table: [table] });
  expect([whose(headings), said('crm'), said('ad_leads')]).toEqual(['tilda', 'tilda', "nobody's"]);
  expect(() => recognise(headings, 'a.csv', { ...named(), table: ['ad_leads'] })).toThrow('known as tilda, table: crm');
});

it('what a platform alone writes above its header makes headings that people use its own', () => {
  const source = (headings: string[], ...preamble: string[]) =>
    recognise(headings, 'a.csv', undefined, { preamble }).source;
  const headings = ['Дата', 'Название кампании', 'Расход, ₽', 'Показы', 'Клики'];
  const wizard = ['Клиент: ООО (login)', 'Отчет: Мастер отчетов'];
  expect([source(headings), source(headings, 'Отчет за сентябрь'), source(headings, ...wizard)]).toEqual([
    'guess',
    'guess',
    'yandex-direct',
  ]);
  const monthly = ['Month', 'Campaign name', 'Currency code', 'Impressions', 'Clicks', 'Spend'];
  expect(source(monthly, '"Report Aggregation: Monthly"')).toBe('microsoft-ads');
});

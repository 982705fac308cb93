import { afterAll, describe, expect, it } from 'vitest';
import { type SaidOfVat, saidOfVat } from '../../src/session/vat-words.js';
import { folder, funnel } from '../cli/run.js';
import { expectRefused, makeHarness, type Outcome } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const warned = (outcome: Outcome, code: string) =>
  outcome.json.warnings.find((warning) => warning.code === code)?.message ?? '';

describe('a heading that speaks of VAT', () => {
  const direct = (heading: string, cost = '610,00') =>
    `Дата;Кампания;№ Кампании;Показы;Клики;${heading}\n01.08.2026;Хлеб;100;1000;20;${cost}\n`;

  it.each([
    ['Яндекс Директ', direct('"Расход (с НДС), ₽"')],
    ['VK Реклама', 'ID объявления;Название объявления;Показы;Клики;"Потрачено всего, ₽ с НДС"\n1;a;10;1;610,00\n'],
    ['Яндекс Директ, with НДС after a comma', direct('"Расход, ₽, включая НДС"')],
    ['a sheet kept by hand', 'Дата;Источник;Клики;Расход с НДС\n01.08.2026;VK;20;610,00\n'],
  ])('%s: is an error until the rate is said, and then the net', { tags: 'slow' }, async (_, text) => {
    const refused = await harness.report({ 'a.csv': text });
    expectRefused(refused, /includes VAT, and its rate is not in the file/);
    const typed = /files: \[\{.*?\}\]/.exec(refused.err.replaceAll('\n', ' '))?.[0] ?? '';
    // No rate is proposed: it is another in another year.
    expect(typed).toContain('vat: …');
    const outcome = await harness.report({ 'a.csv': text, 'funnel.yaml': `${typed.replace('…', '20%')}\n` });
    expect(outcome.total('spend')).toBe('508.33');
    const forAll = await harness.report({ 'a.csv': text, 'funnel.yaml': 'vat: 22%\n' });
    expect(forAll.total('spend')).toBe('500.00');
    expectRefused(await harness.report({ 'a.csv': text, 'funnel.yaml': 'vat: excluded\n' }), /includes VAT/);
  });

  it.each<[said: SaidOfVat, headings: string[]]>([
    ['without', ['Spend, VAT not included', 'Cost ex-VAT', 'Cost (excl-VAT)', 'Spend VAT-free', 'Spend minus VAT']],
    ['without', ['Cost not including VAT', 'Cost, not incl. VAT', 'Cost (VAT: no)', 'Cost, VAT 0%', 'Cost w/o VAT']],
    ['without', ['Расход, НДС не включён', 'Расход за вычетом НДС', 'Расход исключая НДС', 'Расход, НДС исключён']],
    [
      'without',
      ['Cost, VAT isn’t included', 'Расход (без учета НДС), ₽', 'Расход до НДС', 'Расход без ПДВ', 'Cost, no VAT'],
    ],
    [
      'without',
      ['Coste sin IVA', 'Costo (IVA esclusa)', 'Custo sem IVA', 'Coût HT', 'Coût hors TVA', 'Kosten ohne MwSt.'],
    ],
    ['without', ['Kosten excl. btw', 'Kostnad exkl. moms', 'Koszt netto', 'Cost ex GST', 'Расход, НДС не облагается']],
    ['with', ['Cost incl. VAT', 'Cost, VAT included', 'Spend inclusive of VAT', 'Cost with VAT', 'Gross spend']],
    [
      'with',
      ['Расход с НДС', 'Расход, включая НДС', 'Расход, в т.ч. НДС', 'Расход (в том числе НДС)', 'Расход, НДС вкл.'],
    ],
    [
      'with',
      ['Coste con IVA', 'Costo (IVA inclusa)', 'Coût TTC', 'Coût TVA comprise', 'Kosten inkl. MwSt', 'Koszt brutto'],
    ],
    ['with', ['Kosten incl. btw', 'Витрати з ПДВ', 'Cost including GST']],
    [
      'open',
      ['VAT', 'НДС', 'Cost VAT', 'Расход НДС', 'Cost (VAT 20%)', 'Расход, НДС 20 %', 'Cost + VAT', 'Spend/VAT', 'IVA'],
    ],
    [
      null,
      ['Cost', 'Расход, ₽', 'Private spend', 'Innovation cost', 'Расход на сандс', 'Elevator cost', 'Moustache spend'],
    ],
  ])('says that it is %s: %j', (said, headings) => {
    expect(headings.map((heading) => [heading, saidOfVat(heading)])).toEqual(
      headings.map((heading) => [heading, said]),
    );
  });

  it.each(['Cost VAT', 'Расход (НДС 20%)'])(
    'and leaves open whether it is there asks for the file: %s',
    { tags: 'slow' },
    async (heading) => {
      const text = `Day,Source,"${heading}"\n2026-03-02,VK,120.00\n`;
      const spend = async (all: string, own: string) => {
        const yaml = `${all}files: [{path: a.csv, ${own}table: ad_stats, columns: {day: Day, source: Source, cost: "${heading}"}}]\n`;
        return harness.report({ 'a.csv': text, 'funnel.yaml': yaml });
      };
      for (const all of ['', 'vat: 20%\n', 'vat: excluded\n'])
        expectRefused(await spend(all, ''), /does not say whether VAT is in the amounts\n.*vat: …/);
      expect((await spend('', 'vat: 20%, ')).total('spend')).toBe('100.00');
      expect((await spend('vat: 20%\n', 'vat: excluded, ')).total('spend')).toBe('120.00');
    },
  );

  it('and says there is none is net, whatever is said of the other files', async () => {
    const outcome = await harness.report({ 'a.csv': direct('"Расход (без НДС), ₽"'), 'funnel.yaml': 'vat: 20%\n' });
    expect(outcome.total('spend')).toBe('610.00');
  });

  it('is passed over for the one without, where both are there', async () => {
    const text = direct('"Расход (с НДС), ₽";"Расход (без НДС), ₽"', '610,00;500,00');
    expect((await harness.report({ 'a.csv': text })).total('spend')).toBe('500.00');
  });
});

describe('what a sheet of spend says of leads and deals', () => {
  it('is named where it is not read', async () => {
    const text =
      'Дата;Источник;Расход;Лиды;Выручка клиента, ₽;Доля продаж;Цена сделки\n01.08.2026;VK;610;9;9000;22;305\n';
    const outcome = await harness.report({ 'a.csv': text });
    expect(outcome.total('revenue')).toBeNull();
    expect(warned(outcome, 'results-not-read')).toContain('«Выручка клиента, ₽» not read');
    expect(warned(outcome, 'results-not-read')).toContain('files: [{path: "a.csv", table: agg}]');
    const sums = await harness.report({ 'a.csv': text, 'funnel.yaml': 'files: [{path: a.csv, table: agg}]' });
    expect(sums.figures('sources', 'leads')).toMatchObject({ VK: 9 });
  });

  it('is named where it is the value of purchases, with a line that reads it', async () => {
    const text = 'date,source,clicks,spend,purchases,purchase_value\n2026-10-01,Meta,20,50.5,2,300\n';
    const outcome = await harness.report({ 'a.csv': text });
    expect(warned(outcome, 'results-not-read')).toContain('revenue is unknown: «purchase_value» not read');
    const [, entry] = /(files: .*)$/u.exec(warned(outcome, 'results-not-read') ?? '') ?? [];
    const sums = await harness.report({ 'a.csv': text, 'funnel.yaml': `${entry}\n` });
    expect(['deals', 'revenue', 'spend'].map((name) => sums.figures('sources', name))).toMatchObject([
      { Meta: 2 },
      { Meta: '300.00' },
      { Meta: '50.50' },
    ]);
  });
});

describe('spend that is not read', () => {
  const sheet = (headings: string) =>
    `Дата;Источник;Клики;${headings}\n01.08.2026;VK;20;${headings
      .split(';')
      .map(() => '610,00')
      .join(';')}\n`;

  it.each([
    ['Факт расхода с НДС', 'vat: ?, columns: {cost: "Факт расхода с НДС"}'],
    ['Факт расхода', 'columns: {cost: "Факт расхода"}'],
    ['cost_micros', 'micros: true, columns: {cost: cost_micros}'],
    ['Расход, тыс. руб.', 'convert it first'],
    ['Cost (cents)', 'convert it first'],
    ['cost_cents', 'convert it first'],
    ['Расход (вкл. НДС 22%)', 'vat: ?, columns: {cost: "Расход (вкл. НДС 22%)"}'],
    ['Kosten brutto', 'vat: ?, columns: {cost: "Kosten brutto"}'],
    ['Gasto con IVA 21 %', 'vat: ?, columns: {cost: "Gasto con IVA 21 %"}'],
    ['Gross Cost;Net Cost', '{path: "a.csv", columns: {cost: "Net Cost"}}'],
  ])('is named, with what to do: %s', { tags: 'slow' }, async (heading, next) => {
    const outcome = await harness.report({ 'a.csv': sheet(heading) });
    expect([outcome.total('spend'), outcome.total('visits')]).toEqual([null, 20]);
    for (const one of heading.split(';')) expect(warned(outcome, 'spend-not-read')).toContain(`«${one}»`);
    expect(warned(outcome, 'spend-not-read')).toContain(next);
  });

  it.each(['Цена расхода', 'Cost per click', 'Доля расхода, %', 'Kosten pro Klick', 'Расход на клик, средний'])(
    'is no price of one: %s',
    { tags: 'slow' },
    async (heading) => {
      expect((await harness.report({ 'a.csv': sheet(`"${heading}"`) })).warnings).not.toContain('spend-not-read');
    },
  );

  it.each(['acquisition_cost', 'Ad Spend', 'CPL', 'Стоимость лида', 'Затраты на рекламу, руб.'])(
    'is said to be left out where a list of leads holds it: %s',
    async (heading) => {
      const leads = `Lead ID,Created,Source,"${heading}"\nL1,2026-08-01,VK,500\n`;
      const outcome = await harness.report({ 'leads.csv': leads });
      expect(outcome.total('spend')).toBe(null);
      expect(warned(outcome, 'spend-not-read')).toMatch(/leads\.csv: «.+» not read: spend is read of sheets of spend/);
      const goods = leads.replace(heading, 'Cost of goods');
      expect((await harness.report({ 'leads.csv': goods })).warnings).not.toContain('spend-not-read');
    },
  );

  it('is no question where another column is the spend', async () => {
    const known = await harness.report({
      'a.csv': 'Дата;Источник;Расход;Расход с НДС\n01.08.2026;VK;500;610\n',
    });
    expect([known.total('spend'), known.warnings]).toEqual(['500.00', ['guessed-columns']]);
  });

  it.each([
    ['Расход, руб', 'Расход на блогеров, руб'],
    ['Расход', 'Расход на блогеров без НДС'],
    ['Spend', 'Spend Audience Network'],
    ['Spend', 'Spend on private label'],
    ['Spend', 'Gasto TV'],
    ['Spend', 'Costi radio'],
    ['Spend', 'custo_offline'],
  ])('is named beside another that is read: «%s» and «%s»', { tags: 'slow' }, async (read, further) => {
    const outcome = await harness.report({ 'a.csv': `Дата;Кампания;${read};${further}\n01.08.2026;a;500;610\n` });
    expect(outcome.total('spend')).toBe('500.00');
    expect(warned(outcome, 'spend-not-read')).toContain(`«${read}» alone: «${further}» not read`);
  });

  it.each([
    ['Расход, руб', 'Расход в долларах'],
    ['Расход без НДС', 'Расход (с учётом НДС 22%), ₽'],
    ['Cost', 'Cost incl. VAT'],
    ['Cost', 'Gross Cost'],
    ['Cost', 'costUSD'],
    ['Cost', 'VAT of the cost'],
    ...['Customers', 'Custom event', 'Costa Rica', 'Suspended', 'Time spent', 'Kostenlos'].map((one) => ['Spend', one]),
  ])('is none where a column is the same money, or no money: «%s» and «%s»', { tags: 'slow' }, async (read, other) => {
    const outcome = await harness.report({ 'a.csv': `Дата;Кампания;${read};"${other}"\n01.08.2026;a;500;610\n` });
    expect(outcome.total('spend')).toBe('500.00');
    expect(outcome.warnings).not.toContain('spend-not-read');
  });

  it.each([
    ['the currency follows an underscore', 'date,source,spend_eur'],
    ['buyers of media call it so', 'Дата,Источник,Спенд'],
    ['a table of a database does', 'cost_date,source,cost_amount'],
  ])('is read where %s', async (_, headings) => {
    const outcome = await harness.report({ 'a.csv': `${headings}\n2026-03-01,VK,5.50\n` });
    expect([outcome.total('spend'), outcome.json.ledger[0]?.used]).toEqual(['5.50', 1]);
  });
});

describe('a file without a currency beside one that has it', () => {
  const files = {
    'amo.csv':
      'ID,Название сделки,Бюджет,Этап сделки,Дата создания сделки\n1,a,15000,Успешно реализовано,01.10.2026 10:00:00\n',
    'meta.csv': 'Campaign name,Day,Amount spent (USD),Link clicks\nBread,2026-10-01,10.00,5\n',
  };

  it('is named, with what to type', { tags: 'slow' }, async () => {
    const said = warned(await harness.report(files), 'currency-assumed');
    expect(said).toContain('no currency in amo.csv: taken for USD');
    const outcome = await harness.report({
      ...files,
      'funnel.yaml': 'currency: USD\nrates: {RUB: 0.01}\nfiles: [{path: "amo.csv", currency: RUB}]\n',
    });
    expect(outcome.total('revenue')).toBe('150.00');
    expect(outcome.warnings).not.toContain('currency-assumed');
  });

  it('is no question where the configuration names the currency, or no file does', { tags: 'slow' }, async () => {
    expect((await harness.report({ ...files, 'funnel.yaml': 'currency: USD\n' })).warnings).not.toContain(
      'currency-assumed',
    );
    expect((await harness.report({ 'amo.csv': files['amo.csv'] })).warnings).not.toContain('currency-assumed');
  });
});

it('roubles are roubles however they are written', async () => {
  const outcome = await harness.report({
    'a.csv': 'Day,Source,Cost\n2026-03-01,VK,5 р\n2026-03-02,VK,7 рублей\n2026-03-03,VK,1 руб.\n',
  });
  expect([outcome.total('spend'), outcome.json.currency]).toEqual(['13.00', 'RUB']);
});

it('an amount of a deal in a list of leads of a CRM that has none is said not to be read', async () => {
  const leads = (heading: string) =>
    harness.report({
      'a.csv': `Lead ID,Created Date,Lead Source,Status,${heading}\nA1,2026-10-01,Web,Won,100\n`,
      'funnel.yaml': 'statuses: {Won: deal}\n',
    });
  const said = ({ json }: Outcome) => json.warnings.filter(({ code }) => code === 'revenue-not-read').length;
  expect([said(await leads('Deal value')), said(await leads('Annual Revenue'))]).toEqual([1, 0]);
});

describe('what was paid, beside an amount', () => {
  const crm = (paid: string, cells = ['900', '0']) =>
    `ID,Дата создания,Статус,Источник,Сумма,${paid}\n1,01.10.2026,Won,VK,1000,${cells[0]}\n2,02.10.2026,New,VK,500,${cells[1]}\n`;
  const sheet = (text: string, files = '') =>
    harness.report({ 'crm.csv': text, 'funnel.yaml': `statuses: {Won: deal, New: lead}\n${files}` });
  const said = ({ json }: Outcome) => json.warnings.find(({ code }) => code === 'revenue-not-read')?.message ?? '';

  it.each([
    'Оплачено',
    'Оплачено клиентом',
    'Поступило',
    'Сумма оплат, руб',
    'Получено',
    'Paid',
    'Cash in',
    'Payments',
  ])(
    '«%s» is named where the amount is taken for the revenue, with what to type, and that works',
    { tags: 'slow' },
    async (heading) => {
      const text = crm(heading.includes(',') ? `"${heading}"` : heading);
      const outcome = await sheet(text);
      expect(outcome.total('revenue')).toBe('1000.00');
      expect(said(outcome)).toContain(`«${heading}» is not read`);
      const entry = /files: \[\{.*\}\]/u.exec(said(outcome))?.[0] ?? '';
      const paid = await sheet(text, `${entry}\n`);
      expect([paid.total('revenue'), paid.total('average_deal'), said(paid)]).toEqual(['900.00', '900.00', '']);
    },
  );

  it('is none of when, how, how much is still owed and what else there is to say', { tags: 'slow' }, async () => {
    const others = [
      'Оплачен',
      'Заказ оплачен',
      'Is paid',
      'Дата оплаты',
      'Способ оплаты',
      'Остаток оплаты',
      'Payment method',
      'Paid at',
      'Комментарий',
    ];
    const days = others.map(() => '01.10.2026').join(',');
    const outcome = await sheet(crm(others.join(','), [days, others.map(() => '').join(',')]));
    expect([outcome.total('revenue'), said(outcome)]).toEqual(['1000.00', '']);
  });

  it('is the revenue by itself where the heading says so', { tags: 'slow' }, async () => {
    const outcome = await sheet(crm('Сумма оплаты'));
    expect([outcome.total('revenue'), said(outcome)]).toEqual(['900.00', '']);
  });
});

describe('what the head says of VAT', () => {
  const ads = (name: string) => `Day,Source,Clicks,Spend\n2026-03-02,${name},20,120.00\n`;
  const head = async (yaml: string) => {
    const path = folder({ 'a.csv': ads('VK'), 'b.csv': ads('Google'), 'funnel.yaml': yaml });
    return (await funnel(['sources', path, '--lang', 'en'])).out.replace(/\s+/g, ' ');
  };

  it('is of all spend, or names the files of which nothing is known', { tags: 'slow' }, async () => {
    expect(await head('vat: 20%\n')).toContain('spend without VAT ─');
    expect(await head('files: [{path: a.csv, vat: 20%}]\n')).toContain('but of «b.csv» nothing says whether');
    expect(await head('currency: RUB\n')).not.toContain('VAT');
  });
});

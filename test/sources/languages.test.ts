import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/intake/recognise/recognise.js';
import { guess } from '../../src/sources/generic.js';
import { looksLikeActions } from '../../src/sources/heading-looks.js';
import { folder, funnel, rowsOf } from '../cli/run.js';

const read = async (text: string) => {
  const { out, err } = await funnel(['report', folder({ 'export.csv': text }), '-f', 'json', '--lang', 'en']);
  if (out === '') throw new Error(err);
  const { currency, period, ledger, warnings } = JSON.parse(out);
  const sources = rowsOf(out, 'sources').filter((row) => !String(row.get('source')).startsWith('('));
  const figures = sources.map((row) =>
    ['source', 'spend', 'visits', 'actions', 'leads', 'deals', 'revenue'].flatMap((name) => row.get(name) ?? []),
  );
  const codes = warnings.map(({ code }: { code: string }) => code);
  return { currency, period, source: ledger[0].source, total: ledger[0].total, figures, codes };
};

describe('the table of Ads Manager', () => {
  it.each([
    [
      'IDR',
      'Awal pelaporan,Akhir pelaporan,Nama kampanye,Hasil,Indikator Hasil,Jumlah yang dibelanjakan (IDR),Klik tautan',
    ],
    [
      'TRY',
      'Rapor Başlangıcı,Rapor Sonu,Kampanya Adı,Sonuçlar,Sonuç Göstergesi,Harcanan Tutar (TRY),Bağlantı Tıklamaları',
    ],
    [
      'VND',
      'Bắt đầu báo cáo,Kết thúc báo cáo,Tên chiến dịch,Kết quả,Loại kết quả,Số tiền đã chi tiêu (VND),Lượt click vào liên kết',
    ],
    ['USD', '报告开始日期,报告结束日期,广告系列名称,成效,成效指标,已花费金额 (USD),链接点击量'],
    [
      'EUR',
      'Berichtsstart,Berichtsende,Kampagnenname,Ergebnisse,Ergebnisindikator,Ausgegebener Betrag (EUR),Link-Klicks',
    ],
    [
      'EUR',
      'Inizio dei report,Fine dei report,Nome della campagna,Risultati,Indicatore dei risultati,Importo speso (EUR),Clic sul link',
    ],
    [
      'EUR',
      'Inicio del informe,Fin del informe,Nombre de la campaña,Resultados,Indicador de resultado,Importe gastado (EUR),Clics en el enlace',
    ],
  ])('in %s: %s', { tags: 'slow' }, async (currency, headings) => {
    const text = [
      headings,
      '2026-10-01,2026-10-31,,5,actions:lead,150500,20',
      '2026-10-01,2026-10-31,A,3,actions:lead,100500,12',
      '2026-10-01,2026-10-31,B,2,actions:lead,50000,8',
    ].join('\n');
    expect(await read(text)).toMatchObject({
      ...{ currency, period: { from: '2026-10-01', to: '2026-10-31' }, source: 'meta-ads', total: 1 },
      figures: [['Meta Ads', '150500.00', 20, 5]],
    });
  });
});

describe('the report of Google Ads', () => {
  it.each([
    ['TRY', 'Gün,Kampanya,Para birimi kodu,Gösterim,Tıklamalar,Maliyet,Dönüşümler', 'Toplam: Hesap'],
    ['CZK', 'Den,Kampaň,Kód měny,Zobr.,Kliknutí,Cena,Konverze', 'Celkem: Účet'],
    ['UAH', 'День,Кампанія,Код валюти,Покази,Кліки,Вартість,Конверсії', 'Усього: обліковий запис'],
  ])('in %s: %s', { tags: 'slow' }, async (currency, headings, total) => {
    const text = [
      headings,
      `2026-10-01,A,${currency},100,12,"1.234,56",1`,
      `2026-10-02,B,${currency},100,8,"65,44",4`,
      `${total},,${currency},200,20,"1.300,00",5`,
    ].join('\n');
    expect(await read(text)).toMatchObject({
      ...{ currency, source: 'google-ads', total: 1, figures: [['Google Ads', '1300.00', 20, 5]] },
    });
  });
});

describe('the deals of Pipedrive', () => {
  it.each([
    [
      'Ganho',
      'Negócio - Título,Negócio - ID,Negócio - Valor,Negócio - Moeda de Valor,Negócio - Etapa,Negócio - Status,Negócio - Negócio criado em,Negócio - Ganho em,Negócio - Data de fechamento esperada,Negócio - Origem,Negócio - UTM source',
    ],
    [
      'Ganado',
      'Trato - Título,Trato - ID,Trato - Valor,Trato - Moneda,Trato - Etapa,Trato - Estado,Trato - Trato creado,Trato - Fecha de ganado,Trato - Fecha de cierre prevista,Trato - Origen,Trato - utm_source',
    ],
    [
      'Gagnée',
      'Affaire - Titre,Affaire - ID,Affaire - Valeur,Affaire - Devise,Affaire - Étape,Affaire - Statut,Affaire - Affaire créée,Affaire - Date de gain,Affaire - Date de clôture prévue,Affaire - Origine,Affaire - utm_source',
    ],
    [
      'Gewonnen',
      'Deal - Titel,Deal - ID,Deal - Wert,Deal - Währung von Wert,Deal - Phase,Deal - Status,Deal - Deal erstellt,Deal - Datum des gewonnenen Deals,Deal - Erwartetes Abschlussdatum,Deal - Ursprung,Deal - utm_source',
    ],
  ])('%s: %s', async (won, headings) => {
    const text = [
      headings,
      `A,1,1000.50,EUR,Qualified,${won},2026-10-01 10:00:00,2026-10-03 10:00:00,2026-12-01,API,Radio`,
      'B,2,2000,EUR,Qualified,,2026-10-02 10:00:00,,2026-12-01,API,Radio',
    ].join('\n');
    expect(await read(text)).toMatchObject({
      ...{ currency: 'EUR', period: { from: '2026-10-01', to: '2026-10-02' }, source: 'pipedrive' },
      figures: [['Radio', 2, 1, '1000.50']],
    });
  });
});

it('Google is known in each language by how it shortens the cost of a conversion', async () => {
  const text =
    'Отчет по кампаниям\n1 сентября 2026 г. - 20 сентября 2026 г.\nКампания;Показы;Клики;Стоимость;Конверсии;Стоимость/конв.\nКерамика;41 814;698;167,52 $;107,00;1,57 $\nИтого: аккаунт;41 814;698;167,52 $;107,00;1,57 $\n';
  expect(await read(text)).toMatchObject({
    ...{ source: 'google-ads', currency: 'USD', total: 1, period: { from: '2026-09-01', to: '2026-09-20' } },
    figures: [['Google Ads', '167.52', 698, 107]],
  });
});

describe('a price that is none of millionths', () => {
  const sheet = (currency: string, cost: string) =>
    `Date,Source,Campaign,Clicks,Cost,Currency\n2026-10-01,google,a,10,${cost},${currency}\n`;

  it('is judged by what a unit of its currency is worth', { tags: 'slow' }, async () => {
    for (const currency of ['IDR', 'VND', 'UZS', 'KRW'])
      expect((await read(sheet(currency, '75250'))).codes, currency).not.toContain('looks-like-micros');
    for (const [currency, cost] of [
      ['EUR', '75250'],
      ['IDR', '75250000000'],
    ] as const)
      expect((await read(sheet(currency, cost))).codes, currency).toContain('looks-like-micros');
  });
});

describe('HubSpot in Spanish', () => {
  it('has the source and the value of deals, whichever word the portal has for it', { tags: 'slow' }, async () => {
    for (const amount of ['Importe', 'Valor', 'Monto', 'Cantidad']) {
      const text = [
        `ID de registro,Nombre del negocio,Etapa del negocio,${amount},Moneda,Fecha de creación,Fuente original de tráfico`,
        '1,A,Cierre ganado,1000,EUR,2026-10-01 09:30,Búsqueda de pago',
        '2,B,Cita programada,500,EUR,2026-10-02 09:30,Búsqueda de pago',
      ].join('\n');
      expect(await read(text)).toMatchObject({ currency: 'EUR', figures: [['Búsqueda de pago', 2, 1, '1000.00']] });
    }
  });

  it('knows who of the contacts is no lead, and who is a customer', { tags: 'slow' }, async () => {
    const text = [
      'ID de registro,Nombre,Apellidos,Fecha de creación,Etapa del ciclo de vida,Estado del lead,Fuente original de tráfico',
      '1,A,B,2026-10-01 09:30,Cliente,,Búsqueda de pago',
      '2,A,B,2026-10-01 09:31,Lead,Nuevo,Búsqueda de pago',
      '3,A,B,2026-10-01 09:32,Lead,No calificado,Búsqueda de pago',
      '4,A,B,2026-10-01 09:33,Suscriptor,,Búsqueda de pago',
    ].join('\n');
    const found = await read(text);
    expect(found).toMatchObject({ source: 'hubspot', figures: [['Búsqueda de pago', 3, 1]] });
    expect(found.codes).toContain('left-out');
  });
});

it('what a platform counts as its success is called a number of conversions, and no rate, price or value of them', () => {
  expect(
    ['platform_conversions', 'Approved Conversion', 'Все конверсии', 'Целевые действия'].every(looksLikeActions),
  ).toBe(true);
  const others = ['cost_per_conversion', 'Conversion value', 'Cost / conv.', 'Цена конверсии', 'Days to conversion'];
  expect(others.some(looksLikeActions)).toBe(false);
});

it('a report of the Direct API for one goal has its conversions; of two nobody says which', () => {
  const asked = (...goals: string[]) =>
    recognise(['Date', 'CampaignId', 'Clicks', 'Cost', ...goals], 'a.tsv', undefined);
  const one = 'Conversions_12345_LSC';
  expect(asked(one).columns.get('actions')?.heading).toBe(one);
  const two = asked(one, 'Conversions_67890_LSC');
  expect([two.columns.has('actions'), two.openActions.length]).toEqual([false, 2]);
});

it('a funnel per channel ends with its customers', () => {
  const { table, fields } = guess(['Channel', 'Month', 'Spend ($)', 'Leads', 'MQLs', 'Customers', 'Revenue ($)']) ?? {};
  expect([table, fields?.deals?.headings]).toEqual(['agg', ['Customers']]);
});

describe('a list of leads that nobody knows', () => {
  const readAs = (headings: readonly string[]) => {
    const { table, fields } = guess(headings) ?? {};
    return {
      table,
      ...Object.fromEntries(Object.entries(fields ?? {}).map(([field, of]) => [field, of?.headings[0]])),
    };
  };

  it.each([
    ['Vorgangsnummer', 'Erstellt am', 'Status', 'Quelle', 'Auftragswert', 'Absagegrund'],
    ['Datensatz-ID', 'Erstellungsdatum', 'Deal-Phase', 'Leadquelle', 'Betrag', 'Verlustgrund'],
    ['ID угоди', 'Дата створення', 'Стадія угоди', 'Джерело', 'Сума', 'Причина відмови'],
    ['ID', 'Data utworzenia', 'Etap', 'Źródło', 'Wartość', 'Powód przegranej'],
    ['ID', 'Oluşturma Tarihi', 'Durum', 'Kaynak', 'Tutar', 'Kaybetme Nedeni'],
    ['ID', 'Date de création', 'Statut', 'Source', 'Montant HT', 'Motif de perte'],
    ['N° opportunité', 'Date de création', 'Statut', 'Source', 'Montant HT', 'Motif de perte'],
    ['Müşteri No', 'Kayıt Tarihi', 'Durum', 'Kaynak', 'Tutar', 'Kaybetme Nedeni'],
    ['Nº de pedido', 'Fecha de alta', 'Status', 'Origen', 'Importe', 'Motivo de pérdida'],
    ['Auftragsnr.', 'Erstellt am', 'Status', 'Quelle', 'Betrag', 'Verlustgrund'],
    ['lead_number', 'enquiry_date', 'sales_stage', 'source_channel', 'contract_value', 'lost_reason'],
    ['prospect_id', 'Date Added', 'Current Status', 'Lead Origin', 'Closed Value', 'Lost Reason'],
    ['opportunity_no', 'opportunity_created_date', 'opportunity_stage', 'deal_source', 'won_amount', 'lost_reason'],
    ['Номер', 'Дата и время оформления', 'Статус', 'Источник', 'Сумма заказа', 'Причина отмены'],
  ])('%s, %s, %s … is read without a word of anybody', (lead_id, created_at, status, source, revenue, reason) => {
    const read = readAs([lead_id, created_at, status, source, revenue, reason]);
    expect(read).toMatchObject({ table: 'crm', lead_id, created_at, status, source, revenue, reason });
  });

  it('is not one of payments, which name a customer, or of spend; and its own ID comes before a customer’s', () => {
    expect(readAs(['Kundennummer', 'Datum', 'Betrag'])).toEqual({ table: undefined });
    expect(readAs(['Nº cliente', 'Fecha', 'Importe', 'Status'])).toEqual({ table: undefined });
    expect(readAs(['Rechnungsnummer', 'Kundennummer', 'Erstellt am', 'Status', 'Betrag'])).toEqual({
      table: undefined,
    });
    expect(readAs(['Kundennummer', 'Datum', 'Kosten', 'Kampagne'])).toMatchObject({ table: 'ad_stats' });
    expect(readAs(['Nr klienta', 'ID', 'Data utworzenia', 'Status'])).toMatchObject({ table: 'crm', lead_id: 'ID' });
    expect(readAs(['Nr szansy', 'Nr klienta', 'Utworzono', 'Etap'])).toMatchObject({ lead_id: 'Nr szansy' });
  });

  it.each([
    ['what else it has', 'ID', 'Kampagne', 'Status', 'Erstellt am', 'Klicks'],
    ['when it is due', 'ID', 'Aufgabe', 'Status', 'Zuständig', 'Erstellt am', 'Fällig am'],
    ['when it is due', 'ID', 'Завдання', 'Статус', 'Відповідальний', 'Створено', 'Термін'],
    ['whose ID it begins with', 'Anruf-ID', 'Lead ID', 'Erstellt am', 'Status'],
  ])('is none by %s: %s, %s, %s', (_, ...headings) => {
    expect(readAs(headings)).toEqual({ table: undefined });
  });

  it('gives way to headings that say more, and makes no leads of campaigns', () => {
    const home = ['Lead ID', 'Created', 'Lead Source', 'Provenance', 'Stage Name', 'Phase'];
    expect(readAs(home)).toMatchObject({ table: 'crm', source: 'Lead Source', status: 'Stage Name' });
    const ofDeals = readAs(['Lead ID', 'Created', 'Stage', 'Deal State']);
    expect([ofDeals.table, ofDeals]).toEqual(['crm', expect.not.objectContaining({ outcome: expect.anything() })]);
    for (const own of ['Phase', 'Statut', 'Commercial', 'Durum', 'Zuständig'])
      expect(readAs(['Date', 'Campaign', own, 'Spend'])).toMatchObject({ table: 'ad_stats', cost: 'Spend' });
    const counted = ['Data', 'Campagna', 'Clic', 'Costo', 'Numero lead'];
    expect(readAs(counted)).toMatchObject({ table: 'ad_stats', cost: 'Costo' });
    for (const many of ['Enquiry number', 'Lead Number'])
      expect(readAs(['Date', 'Channel', 'Cost', many, 'Deals'])).toMatchObject({ table: 'ad_stats', cost: 'Cost' });
    expect(readAs(['Lead ID', 'Campaign', 'Stage', 'Created', 'Amount', 'Cost'])).toMatchObject({ table: 'crm' });
  });

  it('is not one of campaigns, of which each runs or not; spend is called so before its VAT', () => {
    expect(readAs(['ID', 'Campaign', 'Status', 'Created', 'Spend'])).toEqual({ table: undefined });
    expect(readAs(['Lead ID', 'Campaign', 'Status', 'Created', 'Spend', 'Source'])).toMatchObject({ table: 'crm' });
    const promoted = readAs(['Дата', 'Кампания', 'Показы', 'Клики', 'Расход, ₽ без НДС']);
    expect(promoted).toMatchObject({ table: 'ad_stats', cost: 'Расход, ₽ без НДС' });
    const analytics = readAs(['Date', 'Source', 'Visits', 'Actions', 'Avg. time on website']);
    expect(analytics).toEqual({ table: 'ad_stats', day: 'Date', source: 'Source', sessions: 'Visits' });
    const ofApps = readAs(['Date', 'Media Source (pid)', 'Campaign (c)', 'Impressions', 'Clicks', 'Total Cost']);
    expect(ofApps).toMatchObject({ source: 'Media Source (pid)', campaign: 'Campaign (c)' });
    const totals = ['day', 'campaign', 'total_impressions', 'total_clicks', 'total_conversions', 'total_cost'];
    const summed = { impressions: 'total_impressions', clicks: 'total_clicks', actions: 'total_conversions' };
    expect(readAs(totals)).toMatchObject({ ...summed, cost: 'total_cost' });
    const runs = ['Date', 'Campagne', 'Statut', 'Clics', 'Dépenses'];
    expect([readAs(runs).table, readAs([...runs, 'Téléphone']).table]).toEqual(['ad_stats', undefined]);
  });
});

it('leads that somebody works on are a CRM, though a form of the site put its ID beside them', () => {
  const form = ['ID', 'Дата создания', 'Статус', 'Бюджет', 'FORMID', 'FORMNAME'];
  expect([guess([...form, 'Ответственный'])?.table, guess(form)?.table]).toEqual(['crm', undefined]);
});

describe('spend of a sheet', () => {
  it.each(['Расход до НДС', 'Расходы, ₽ (без НДС)', 'Затраты (до НДС), руб.'])(
    'is what was spent without VAT, whatever stands beside it: «%s»',
    (net) => {
      const sheet = ['Дата', 'Площадка', 'Клики', 'Расход с НДС', net];
      expect(guess(sheet)).toMatchObject({ table: 'ad_stats', fields: { cost: { headings: [net] } } });
    },
  );

  it('may be of the days from one column to another', () => {
    const places = guess(['Начало периода', 'Конец периода', 'Показы', 'Клики', 'Расход (руб.)']);
    expect([places?.table, ...Object.keys(places?.fields ?? {})]).toEqual(
      expect.arrayContaining(['ad_stats', 'period_from', 'period_to', 'cost']),
    );
  });

  it('may be called expenses', () => {
    const upload = ['UTMSource', 'UTMMedium', 'Date', 'Expenses', 'Currency', 'Clicks'];
    expect(guess(upload)).toMatchObject({ table: 'ad_stats', fields: { cost: { headings: ['Expenses'] } } });
  });

  it('in the older cabinet of VK stands beside «Переходы», which are clicks', () => {
    const headings = ['Дата', 'ID кампании', 'ID объявления', 'Потрачено (руб.)', 'Показы', 'Переходы'];
    const { source, columns } = recognise(headings, 'a.csv', undefined);
    expect([source, columns.get('clicks')?.heading]).toEqual(['vk-ads', 'Переходы']);
  });
});

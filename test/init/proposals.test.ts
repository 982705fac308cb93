import { describe, expect, it } from 'vitest';
import { ColumnCounter } from '../../src/drafts/column-profile.js';
import { isProposal, propose } from '../../src/drafts/propose.js';
import type { Related } from '../../src/drafts/relate.js';
import { dimensionsOf } from '../../src/session/draft-columns.js';

const LATE = 7;

/** What a sheet of these columns is proposed to be: of each the cells of ten rows, by the number of the row. */
function proposed(columns: Record<string, (row: number) => string>) {
  const counters = Object.entries(columns).map(([heading, cell], index) => {
    const counter = new ColumnCounter(heading, index);
    for (let row = 1; row <= 10; row++) counter.add(cell(row));
    return counter.profile;
  });
  const found = propose({
    path: 'a.csv',
    name: 'a.csv',
    entry: undefined,
    sheet: undefined,
    preamble: [],
    rows: 10,
    columns: counters,
  });
  if (!isProposal(found)) throw new Error(JSON.stringify(found));
  return Object.fromEntries([...found.columns].map(([field, column]) => [field, column?.heading]));
}

const number = (row: number) => String(row);
const day = (row: number) => `2026-10-${String(row + 10)}`;
const some = (cell: (row: number) => string) => (row: number) => (row > LATE ? cell(row) : '');
const word = (row: number) => ['A', 'B'][row % 2] ?? '';
const money = (row: number) => `${row}00.50`;

describe('what is proposed for a sheet in another language', () => {
  it.each([
    ['Negócio - Negócio criado em', 'Negócio - Ganho em', 'Negócio - Data de perda', 'Previsão de fechamento'],
    ['Affaire - Affaire créée', 'Affaire - Date de gain', 'Affaire - Date de perte', 'Date de clôture prévue'],
    ['Trato - Trato creado', 'Trato - Fecha de ganado', 'Trato - Fecha de pérdida', 'Fecha de cierre esperada'],
    ['Erstellungszeit', 'Gewonnen am', 'Verloren am', 'Geplantes Abschlussdatum'],
  ])('began with «%s», not when it was won, lost or is expected to be', (created, won, lost, planned) => {
    const columns = proposed({
      ...{ ID: number, [lost]: some(day), [won]: some(day), [created]: day, [planned]: day, Etapa: word },
    });
    expect(columns).toMatchObject({ created_at: created, closed_at: won });
  });

  it('is read by the words of those who keep it', () => {
    const name = (row: number) => ['Анна', 'Пётр'][row % 2] ?? '';
    expect(
      proposed({ Идентификатор: number, 'Дата заявки': day, Статус: word, Сотрудник: name, Оплачено: money }),
    ).toMatchObject({ lead_id: 'Идентификатор', manager: 'Сотрудник', revenue: 'Оплачено' });
    expect(proposed({ UID: number, Created: day, Stage: word, Closer: name, Доход: money })).toMatchObject({
      ...{ lead_id: 'UID', manager: 'Closer', revenue: 'Доход' },
    });
    const income = { 'Доход клиента': money, 'Ежемесячный доход': money };
    expect(proposed({ ID: number, Created: day, Stage: word, ...income })).not.toHaveProperty('revenue');
  });

  it('did not begin when the sheet was filled', () => {
    const list = { ID: number, Статус: word, 'Сделка.Дата создания': day };
    const written = { time: () => '2026-10-28 10:00', 'Дата выгрузки': day };
    expect(proposed({ ...written, ...list })).toMatchObject({ created_at: 'Сделка.Дата создания' });
  });

  it('began on the day whose heading says so in more of its words, however long it is', () => {
    const created = 'Data de criação do negócio';
    expect(proposed({ ID: number, Etapa: word, 'Data do contato': day, [created]: day })).toMatchObject({
      created_at: created,
    });
  });

  it.each([
    (row: number) => `September ${row + 10}, 2026 6:16 PM`,
    (row: number) => `Sep ${row + 10}, 2026, 06:16 PM`,
    (row: number) => `${row + 10} September 2026 18:16`,
    (row: number) => `${row + 10}.09.2026 в 18:16`,
    (row: number) => `18:16 ${row + 10}.09.2026`,
    (row: number) => `Fri Sep ${row + 10} 2026 18:16:00 GMT+0300 (Moscow Standard Time)`,
  ])('began at a moment with words about it', (moment) => {
    expect(proposed({ ID: number, Status: word, 'Created time': moment })).toMatchObject({
      created_at: 'Created time',
    });
  });

  it('began on its day, and not on a birthday', () => {
    expect(proposed({ ID: number, Статус: word, День: day, 'День рождения': day })).toMatchObject({
      created_at: 'День',
    });
  });

  it('brought what somebody fills in: a column of noughts is no revenue beside another', () => {
    expect(
      proposed({ ID: number, Дата: day, Статус: word, 'Сумма оплаты': () => '0', 'Сумма заказа': money }),
    ).toMatchObject({ revenue: 'Сумма заказа' });
  });

  it('says nothing of when it began where all that is told is when it was lost', () => {
    expect(proposed({ ID: number, Etapa: word, Origen: word, 'Fecha de pérdida': some(day) })).not.toHaveProperty(
      'created_at',
    );
  });

  it.each(['Ingresos esperados', 'Oczekiwana kwota'])('«%s» is no revenue', (heading) => {
    expect(proposed({ ID: number, 'Created at': day, Status: word, [heading]: money })).not.toHaveProperty('revenue');
  });

  it('takes no budget for spend where prices of clicks were worked out of what was spent', () => {
    const ofDays = { Dag: day, Kampagnestatus: word, Kampagne: word, Budget: money, CTR: money, Klik: number };
    expect(proposed(ofDays)).toEqual({ day: 'Dag', campaign: 'Kampagne', clicks: 'Klik' });
    expect(proposed({ ...ofDays, Omkostninger: money })).toMatchObject({ cost: 'Omkostninger' });
  });
});

describe('what costs something, or has a number, and is something else', () => {
  const isDrafted = (columns: Record<string, (row: number) => string>) => {
    try {
      return proposed(columns);
    } catch (error) {
      return JSON.parse((error as Error).message) as { isOther?: string; lacks?: string[] };
    }
  };
  const one = (cell: string) => () => cell;

  it('is an order, a call or a payment by what stands beside it', () => {
    const order = {
      'Order Number': word,
      'Order Status': word,
      'Order Date': day,
      'Billing Email': (row: number) => ['a@example.org', 'b@example.org'][row % 2] ?? '',
    };
    expect(isDrafted({ ...order, 'Item Cost': money, utm_source: word })).toMatchObject({ lacks: ['lead_id'] });
    const call = {
      'Call Status': word,
      Source: word,
      'Start Time': day,
      'Duration (seconds)': number,
      'Call Id': number,
    };
    expect(isDrafted(call)).toMatchObject({ isOther: 'talk' });
    const paid = { Номер: number, 'Дата/время': day, Сумма: money, Комиссия: money, Карта: one('4111****1111') };
    const ofOrders = { ...paid, 'Номер заказа': number };
    expect(proposed(ofOrders)).toMatchObject({ payment_id: 'Номер', deal_id: 'Номер заказа', paid_at: 'Дата/время' });
    const returned = { 'Тип операции': (row: number) => (row > LATE ? 'Возврат' : 'Оплата') };
    expect(isDrafted({ ...ofOrders, ...returned })).toMatchObject({ isOther: 'dues' });
    const task = { ID: number, Тема: word, Статус: word, 'Дата создания': day, 'Крайний срок': day };
    expect(isDrafted(task)).toMatchObject({ isOther: 'talk' });
    const due = { Номер: number, Статус: word, Сумма: money, 'Дата выставления': day, 'Срок оплаты': day };
    expect(isDrafted(due)).toMatchObject({ isOther: 'dues' });
    // A lead that came from somewhere is one, whatever is said of its invoice.
    expect(proposed({ ...due, Источник: word })).toMatchObject({ lead_id: 'Номер', source: 'Источник' });
    expect(proposed({ ...due, Обратился: day })).toMatchObject({ lead_id: 'Номер', created_at: 'Обратился' });
  });

  it('is an answer to a form, or a campaign that was begun on a day and spent on others', () => {
    const answer = { 'Отметка времени': day, Телефон: number, 'Откуда узнали': word, 'Ваш бюджет': money };
    expect(proposed(answer)).toMatchObject({ created_at: 'Отметка времени', source: 'Откуда узнали' });
    const campaign = { 'Campaign ID': number, Campaign: (row: number) => `C${row}`, Status: word, 'Start date': day };
    const spent = proposed({ ...campaign, Spend: money });
    expect(spent).toMatchObject({ cost: 'Spend', campaign: 'Campaign' });
    expect(spent).not.toHaveProperty('day');
    const settings = { Campaign: (row: number) => `C${row}`, Status: word, 'Bid strategy': word };
    expect(proposed({ ...settings, Spend: money })).toEqual({ campaign: 'Campaign', cost: 'Spend' });
    expect(isDrafted(settings)).toMatchObject({ isOther: 'setup' });
  });

  it('has no target actions in what visitors did, but in conversions', () => {
    const visited = { Source: word, Visits: number, Actions: number, 'Bounce Rate': (row: number) => `${row}%` };
    expect(proposed(visited)).not.toHaveProperty('actions');
    expect(proposed({ ...visited, Conversions: number })).toMatchObject({ clicks: 'Visits', actions: 'Conversions' });
    expect(proposed({ Source: word, Visits: number, Actions: number })).toMatchObject({ actions: 'Actions' });
  });

  it('is read by what it is called, not by its number; amounts bear whatever currency, and no salesperson is one', () => {
    const lead = { id: number, date_created: day, status_id: word, status_label: word };
    const sold = proposed({ ...lead, 'Sales agent': (row) => `MOP ${row % 3}` });
    expect([sold, Object.keys(sold)]).toEqual([
      expect.objectContaining({ manager: 'Sales agent' }),
      expect.not.arrayContaining(['revenue']),
    ]);
    expect(proposed({ ...lead, 'Valor Único': (row) => `R$ ${row}.500,00` })).toMatchObject({
      ...{ status: 'status_label', revenue: 'Valor Único' },
    });
    const deal = { 'ID угоди': number, 'Дата створення': day, 'Дата зміни': day, 'Стадія угоди': word, Джерело: word };
    expect(proposed({ ...deal, 'Передбачувана дата закриття': day, Сума: (row) => `${row} 500,00 грн` })).toEqual({
      ...{ lead_id: 'ID угоди', created_at: 'Дата створення', modified_at: 'Дата зміни', status: 'Стадія угоди' },
      ...{ source: 'Джерело', revenue: 'Сума' },
    });
  });
});

describe('columns by which leads could be told apart', () => {
  const offered = (heading: string, cells: readonly string[]) => {
    const counter = new ColumnCounter(heading, 0);
    for (const cell of cells) counter.add(cell);
    return dimensionsOf({ of: { columns: [counter.profile] }, columns: new Map() } as unknown as Related);
  };

  it.each([
    [',', ['VIP, repeat', 'VIP', 'repeat,VIP', 'new', 'new, repeat']],
    [';', ['Опт;Розница', 'Розница; Опт', 'Опт', '']],
    ['|', ['a, b|c', 'c', 'a, b', 'c|a, b']],
  ])('hold several values with «%s» between them, where the same come in different company', (split, cells) => {
    expect(offered('Tags', cells)).toEqual([{ name: 'tags', heading: 'Tags', split }]);
  });

  it.each([
    [['Москва, Тверская 1', 'Москва, Лесная 7', 'Казань, Мира 2', 'Казань, Мира 2']],
    [['Paris, France', 'Lyon, France', 'Nice, France', 'Nice, France']],
    [['A, B', 'A', 'B', 'A']],
  ])('hold one value where nothing shows more: %j', (cells) => {
    expect(offered('Place', cells)).toEqual([{ name: 'place', heading: 'Place', split: undefined }]);
  });
});

import type { Field } from '../model/tables.js';
import { count, type FieldSource, money } from './define-source.js';

// What an agency or a marketer keeps: the spend and its results per source or campaign and day, week or month. Headings
// of agencies' reports and marketing sheets in English, Russian, German, Spanish, Portuguese, French, Italian.

const leads = [
  ...['Leads', 'Total Leads', 'New Leads', 'Lead Count', 'Number of Leads', 'Leads Count', '# Leads', 'Enquiries'],
  ...['Inquiries', 'Лиды', 'Лидов', 'Всего лидов', 'Кол-во лидов', 'Количество лидов', 'Число лидов', 'Новые лиды'],
  ...['Заявки', 'Заявок', 'Всего заявок', 'Кол-во заявок', 'Количество заявок', 'Число заявок', 'Обращения'],
  ...['Обращений', 'Кол-во обращений', 'Количество обращений', 'Anzahl Leads', 'Anfragen', 'Interessenten'],
  ...['Leads generados', 'Leads gerados', 'Nombre de leads', 'Contatti generati'],
];

/**
 * Words for qualified leads. If a sheet has several side by side (MQL, SQL), each later column is a part of the earlier
 * one.
 */
const qualified = [
  ...['Qualified', 'Qualified Leads', 'Leads Qualified', 'Quals', 'MQL', 'MQLs', 'SQL', 'SQLs', 'Квалы', 'Квалов'],
  ...['Квал лиды', 'Квал-лиды', 'Квал. лиды', 'Квалифицированные', 'Квалифицированные лиды'],
  ...['Квалифицированных лидов', 'Кол-во квалов', 'Количество квалов', 'Целевые лиды', 'Целевых лидов'],
  ...['Целевые заявки', 'Целевые обращения', 'Качественные лиды', 'Qualifizierte Leads', 'Qualifizierte'],
  ...['Leads cualificados', 'Leads calificados', 'Leads qualificados', 'Leads qualifiés', 'Lead qualificati'],
];

/** A number of sales or an amount: only the values tell which. */
const sales = [
  ...['Sales', 'Purchases', 'Payments', 'Продажи', 'Оплаты', 'Покупки', 'Verkäufe', 'Ventas', 'Vendas', 'Ventes'],
  'Vendite',
];
export const areSales = new Set(sales);

const deals = [
  ...[
    'Deals',
    'Won Deals',
    'Deals Won',
    'Closed Won',
    'Won',
    'Orders',
    'Contracts',
    'New Customers',
    'Number of Sales',
  ],
  ...['Number of Deals', 'Number of Orders', 'Sales Count', 'Deal Count', 'Order Count', 'Deals Count', 'Orders Count'],
  ...['Purchases Count', 'Purchase Count', 'Payments Count', 'Сделки', 'Сделок'],
  ...['Кол-во сделок', 'Количество сделок', 'Число сделок', 'Продаж', 'Кол-во продаж', 'Количество продаж'],
  ...['Число продаж', 'Заказы', 'Заказов', 'Кол-во заказов', 'Количество заказов', 'Оплат', 'Кол-во оплат'],
  ...['Количество оплат', 'Договоры', 'Договоров', 'Кол-во договоров', 'Количество договоров', 'Новые клиенты'],
  ...['Abschlüsse', 'Aufträge', 'Bestellungen', 'Neukunden', 'Anzahl Verkäufe', 'Pedidos', 'Negocios', 'Contratos'],
  ...['Commandes', 'Contrats', 'Ordini', 'Contratti', 'Customers Acquired', 'Acquired Customers', 'Customers Won'],
  'Customers',
  ...sales,
];

const revenue = [
  ...['Revenue', 'Total Revenue', 'Sales Revenue', 'Revenue Amount', 'Sales Amount', 'Sales Value', 'Deal Value'],
  ...['Turnover', 'Выручка', 'Доход', 'Доходы', 'Оборот', 'Сумма продаж', 'Сумма сделок', 'Сумма заказов'],
  ...['Сумма оплат', 'Сумма договоров', 'Объем продаж', 'Объём продаж', 'Продажи, сумма', 'Umsatz', 'Ingresos'],
  ...['Facturación', 'Receita', 'Faturamento', "Chiffre d'affaires", 'Chiffre d’affaires', 'Revenus', 'Fatturato'],
  ...['Ricavi', 'Entrate'],
  // With a currency in the heading it is an amount.
  ...sales,
];

/**
 * The fields of such a sheet. Results come first: in a sheet of plain spend a number of leads is its target action.
 * `stats`: the fields of spend.
 */
export function sumFields(
  stats: Partial<Record<Field, FieldSource>>,
): Partial<Record<Field, FieldSource>> & Record<'leads', FieldSource> {
  return {
    leads: count(...leads),
    qualified: count(...qualified),
    deals: count(...deals),
    revenue: money(...revenue),
    ...stats,
  };
}

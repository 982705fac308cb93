import { text as words } from '../../model/text.js';
import { defineSource, id, moment, money, text } from '../define-source.js';

// Orders → Export → Plain CSV file. An order takes a row per product; cells that would repeat are blank in all but the
// first.
// Finances → Payouts → Export: transactions, or the payouts themselves.
const unread = words(
  'orders and payments of Shopify, and nothing says whose: left out; format: shopify with columns: {deal_id: Name}, or whatever the CRM holds, reads orders as payments',
  'заказы и платежи Shopify, и не сказано, чьи они: не учтены; format: shopify и columns: {deal_id: Name} или то, что есть в CRM, — и заказы прочитаются как оплаты',
);
const orders = [/^financial status$/i, /^paid at$/i, /^(?:refunded amount|lineitem (?:name|quantity|price))$/i];

export const shopify = defineSource({
  name: 'shopify',
  title: 'Shopify',
  where: words('Orders → Export → Plain CSV file', 'Orders → Export → Plain CSV file'),
  exports: [
    ...(['deal_id', 'lead_id'] as const).map((link) => ({
      table: 'payments' as const,
      required: [...orders, link],
      fields: {
        payment_id: id('Id', 'Name'),
        deal_id: id(/^deal[ _]?id$/i),
        lead_id: id(/^lead[ _]?id$/i),
        paid_at: moment('Paid at'),
        amount: money('Total'),
        refunded: money('Refunded Amount'),
        currency: text('Currency'),
      },
      // No column says how much of a partial payment has come in, so it is refused.
      rows: [
        {
          heading: /^financial status$/i,
          keep: /^(?:paid|refunded|partially[ _]refunded)$/i,
          drop: /^(?:|pending|authorized|voided|expired|unpaid)$/i,
        },
      ],
    })),
    { table: 'none', required: orders, unread, fields: {} },
    {
      table: 'none',
      required: [/^payout (?:status|date)$/i, /^(?:card brand|card source|reserved funds)$/i],
      unread,
      fields: {},
    },
  ],
});

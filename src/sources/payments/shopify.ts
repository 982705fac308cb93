import { text as words } from '../../model/text.js';
import { defineSource } from '../define-source.js';

// Orders → Export → Plain CSV file. An order takes a line per product; all but the first are blank where they repeat it.
// Finances → Payouts → Export: transactions, or the payouts themselves.
const unread = words(
  'orders and payments of Shopify, which this version does not read: left out',
  'заказы и платежи Shopify, эта версия их не читает: не учтены',
);

export const shopify = defineSource({
  name: 'shopify',
  title: 'Shopify',
  where: words('Orders → Export → Plain CSV file', 'Orders → Export → Plain CSV file'),
  exports: [
    {
      table: 'none',
      required: [/^financial status$/i, /^paid at$/i, /^(?:refunded amount|lineitem (?:name|quantity|price))$/i],
      unread,
      fields: {},
    },
    {
      table: 'none',
      required: [/^payout (?:status|date)$/i, /^(?:card brand|card source|reserved funds)$/i],
      unread,
      fields: {},
    },
  ],
});

import { text as words } from '../../model/text.js';
import { defineSource } from '../define-source.js';

// Payments → All payments → Export; Balances → All activity or Payouts → Export; Reports → Balance → Itemized
const unread = words(
  'payments of Stripe, which this version does not read: left out',
  'платежи Stripe, эта версия их не читает: не учтены',
);

export const stripe = defineSource({
  name: 'stripe',
  title: 'Stripe',
  where: words('Payments → All payments → Export', 'Payments → All payments → Export'),
  exports: [
    {
      table: 'none',
      required: [/^created(?: date)? \(utc\)$/i, /^amount refunded$/i, /^customer (?:id|email)$/i],
      unread,
      fields: {},
    },
    { table: 'none', required: [/^created \(utc\)$/i, /^(?:available on|arrival date) \(utc\)$/i], unread, fields: {} },
    { table: 'none', required: [/^balance_transaction_id$/i, /^reporting_category$/i], unread, fields: {} },
  ],
});

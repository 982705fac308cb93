import { text as words } from '../../model/text.js';
import { defineSource, id, moment, money, text } from '../define-source.js';

// Payments → All payments → Export; Balances → All activity or Payouts → Export; Reports → Balance → Itemized
//
// Only the shop's own metadata tells whose payment it is: a column `lead_id (metadata)`.
const unread = words(
  'payments of Stripe, and nothing says whose: left out; export them with a column of metadata like deal_id (metadata), or format: stripe with columns: {deal_id: …} names it',
  'платежи Stripe, и не сказано, чьи они: не учтены; выгрузите их со столбцом metadata вроде deal_id (metadata) или назовите его: format: stripe и columns: {deal_id: …}',
);
const all = [/^created(?: date)? \(utc\)$/i, /^amount refunded$/i, /^customer (?:id|email)$/i];

export const stripe = defineSource({
  name: 'stripe',
  title: 'Stripe',
  where: words('Payments → All payments → Export', 'Payments → All payments → Export'),
  exports: [
    ...(['deal_id', 'lead_id'] as const).map((link) => ({
      table: 'payments' as const,
      required: [...all, link],
      fields: {
        payment_id: id('id'),
        deal_id: id(/^deal[ _-]?id(?: \(metadata\))?$/i),
        lead_id: id(/^lead[ _-]?id(?: \(metadata\))?$/i),
        paid_at: moment('Created date (UTC)', 'Created (UTC)'),
        amount: money('Amount'),
        refunded: money('Amount Refunded'),
        currency: text('Currency'),
      },
      rows: [
        {
          heading: /^status$/i,
          keep: /^(?:paid|succeeded|refunded|partially refunded|partial refund|disputed)$/i,
          drop: /^(?:|failed|canceled|cancelled|uncaptured|incomplete|blocked|pending|requires .*)$/i,
        },
      ],
    })),
    { table: 'none', required: all, unread, fields: {} },
    { table: 'none', required: [/^created \(utc\)$/i, /^(?:available on|arrival date) \(utc\)$/i], unread, fields: {} },
    { table: 'none', required: [/^balance_transaction_id$/i, /^reporting_category$/i], unread, fields: {} },
  ],
});

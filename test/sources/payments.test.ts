import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';

const CRM = 'Lead ID,Created,Status,Source,Revenue\n1,2026-10-01,won,google,100\n';

describe('payments of nobody in particular', () => {
  it.each([
    ['Stripe', 'id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer ID'],
    ['Stripe', 'id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description'],
    ['Stripe', 'id,Amount,Created (UTC),Currency,Arrival Date (UTC),Status'],
    ['Stripe', 'balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category'],
    ['Shopify', 'Name,Email,Financial Status,Paid at,Currency,Total,Lineitem name,Lineitem price'],
    ['Shopify', 'Transaction Date,Type,Order,Card Brand,Card Source,Payout Status,Payout Date,Amount,Fee,Net'],
    ['Shopify', 'Payout Date,Status,Charges,Refunds,Adjustments,Reserved Funds,Fees,Total,Currency'],
  ])('are known to be of %s, said, and change nothing: %s', { tags: 'slow' }, async (title, headings) => {
    const files = {
      'crm.csv': CRM,
      'payments.csv': `${headings}\n${headings.replace(/[^,]+/gu, '1')}\n`,
      'funnel.yaml': 'statuses: {won: deal}\n',
    };
    const { out } = await funnel(['report', folder(files), '-f', 'json', '--lang', 'en']);
    const { warnings, reports } = JSON.parse(out);
    expect(warnings.map(({ message }: { message: string }) => message).join('\n')).toMatch(
      new RegExp(`payments\\.csv: (?:orders and )?payments of ${title}, and nothing says whose: left out`),
    );
    expect(reports.sources.rows).toHaveLength(2);
  });
});

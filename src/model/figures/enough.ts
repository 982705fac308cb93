import { type Exact, exact } from '../exact.js';
import { number } from '../numbers.js';
import { type Text, text } from '../text.js';
import type { Scoped } from './scoped.js';

/** A verdict needs as many leads; below it a rate says nothing. */
export const FEWEST_LEADS = exact(30);
/** As many deals are needed, unless the deal rate is clearly below that of all others. */
export const FEWEST_DEALS = exact(10);

/** Whether there are enough is decided by whole leads and deals, however small the parts that a source has in them. */
export const wholeOf = ({ own }: Scoped): Record<'leads' | 'deals', Exact | null> => ({
  leads: own.whole_leads ?? own.leads,
  deals: own.whole_deals ?? own['reached.deal'],
});

/** "few leads: 21 of 30". */
export const fewLeads = (some: Exact): Text => fewOf('leads', 'лидов', some, FEWEST_LEADS);
export const fewDeals = (some: Exact): Text => fewOf('deals', 'сделок', some, FEWEST_DEALS);

/** "few days: 7 of 14". */
export const fewOf = (en: string, ru: string, some: Exact, least: Exact): Text =>
  text(
    `few ${en}: ${number(some, 'count', 'en')} of ${number(least, 'count', 'en')}`,
    `мало ${ru}: ${number(some, 'count', 'ru')} из ${number(least, 'count', 'ru')}`,
  );

/** "too early: 30 of 90 may still come": if more than a tenth of all may still come. */
export const tooEarly = (some: Exact, all: Exact): Text =>
  text(
    `too early: ${number(some, 'count', 'en')} of ${number(all, 'count', 'en')} may yet come`,
    `рано судить: ещё могут дойти ${number(some, 'count', 'ru')} из ${number(all, 'count', 'ru')}`,
  );

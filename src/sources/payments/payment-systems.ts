import type { Source } from '../define-source.js';
import { shopify } from './shopify.js';
import { stripe } from './stripe.js';

/** Every known source of payments. Adding one: its file, and a line here. */
export const PAYMENTS: readonly Source[] = [stripe, shopify];

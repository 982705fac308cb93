import { text } from '../error.js';
import type { StoreAddress } from '../model/store-address.js';
import { asWritten, defineOption, type Place, REPORTS, TEXT } from './define-option.js';
import { readStoreAddress } from './load-options.js';

const READ_FROM_STORE: readonly Place[] = [...REPORTS, 'leads', 'explain'];

export const store = defineOption({
  flags: '--store <address>',
  single: true,
  isRare: true,
  help: text(
    'in place of exports: what funnel load has brought into clickhouse://user@host:port/database; password: FUNNEL_STORE_PASSWORD',
    'вместо выгрузок: то, что funnel load загрузила в clickhouse://user@host:port/база; пароль — в FUNNEL_STORE_PASSWORD',
  ),
  on: READ_FROM_STORE,
  given: TEXT,
  read: (written: string | undefined): StoreAddress | undefined =>
    written === undefined ? undefined : readStoreAddress('--store', written),
});

export const crm = defineOption({
  flags: '--crm <name>',
  single: true,
  isRare: true,
  help: text('of several loads in the store this one', 'какая из загрузок хранилища'),
  on: READ_FROM_STORE,
  given: TEXT,
  read: asWritten,
});

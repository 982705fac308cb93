import { text, UserError } from '../error.js';
import { type StoreAddress, storeAddress } from '../model/store-address.js';
import { asWritten, defineOption, isOn, SWITCH, TEXT } from './define-option.js';

/**
 * Reads the address of a store.
 *
 * @throws {UserError} Its message never repeats what was written: that may hold a password.
 */
export function readStoreAddress(option: string, written: string): StoreAddress {
  const address = storeAddress(written);
  if (!('wrong' in address)) return address;
  throw new UserError(text(`${option}: expected ${address.wrong.en}`, `${option}: ожидается ${address.wrong.ru}`), {
    hint: text(`${option} clickhouse://db.example:8443/funnel`, `${option} clickhouse://db.example:8443/funnel`),
  });
}

/** The options of `funnel load` alone. */
export const LOAD_OPTIONS = {
  into: defineOption({
    flags: '--into <address>',
    single: true,
    help: text(
      'the store: clickhouse://user@host:port/database; its password: FUNNEL_STORE_PASSWORD',
      'хранилище: clickhouse://user@host:port/база; пароль — в FUNNEL_STORE_PASSWORD',
    ),
    on: ['load'],
    given: TEXT,
    read: (written: string | undefined): StoreAddress => {
      if (written !== undefined) return readStoreAddress('--into', written);
      throw new UserError(
        text('funnel load needs a store to load into', 'команде funnel load нужно хранилище, куда загружать'),
        {
          hint: text(
            'funnel load exports/ --into clickhouse://db.example:8443/funnel',
            'funnel load выгрузки/ --into clickhouse://db.example:8443/funnel',
          ),
        },
      );
    },
  }),
  crm: defineOption({
    flags: '--crm <name>',
    single: true,
    help: text('what its facts are called there; else as the CRM is', 'как назвать загрузку; иначе — как CRM'),
    on: ['load'],
    given: TEXT,
    read: asWritten,
  }),
  list: defineOption({
    flags: '--list',
    help: text('what is loaded there', 'что там загружено'),
    on: ['load'],
    given: SWITCH,
    read: isOn,
  }),
  drop: defineOption({
    flags: '--drop <name>',
    single: true,
    help: text('takes a load out, with all its versions', 'убирает загрузку со всеми версиями'),
    on: ['load'],
    given: TEXT,
    read: asWritten,
  }),
};

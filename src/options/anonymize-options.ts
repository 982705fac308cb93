import { text, UserError } from '../error.js';
import { defineOption, isOn, SWITCH, TEXT } from './define-option.js';

/** The options of `funnel anonymize` alone. */
export const ANONYMIZE_OPTIONS = {
  out: defineOption({
    flags: '-o, --out <folder>',
    help: text('a new folder, whole or not at all', 'новая папка, целиком или никак'),
    on: ['anonymize'],
    given: TEXT,
    read: (folder: string | undefined): string => {
      if (folder !== undefined && folder !== '' && folder !== '-') return folder;
      throw new UserError(
        text('funnel anonymize needs a folder to write into', 'команде funnel anonymize нужна папка, куда писать'),
        {
          hint: text('funnel anonymize exports/ --out for-others', 'funnel anonymize exports/ --out for-others'),
        },
      );
    },
  }),
  keepMoney: defineOption({
    flags: '--keep-money',
    help: text('amounts stay as they are', 'суммы остаются как есть'),
    on: ['anonymize'],
    given: SWITCH,
    read: isOn,
  }),
};

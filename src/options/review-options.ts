import { text } from '../model/text.js';
import { defineOption, isOn, SWITCH, TEXT, wrongValue } from './define-option.js';

/** The options of `funnel review` alone. */
export const REVIEW_OPTIONS = {
  every: defineOption({
    flags: '--every <weeks>',
    single: true,
    help: text('how often you meet, in weeks: 2w', 'раз во сколько недель встречаетесь: 2w'),
    on: ['one'],
    given: TEXT,
    default: '1w',
    read(written: string | undefined): number {
      const [, weeks] = /^([1-4])w$/i.exec(written ?? '1w') ?? [];
      if (weeks === undefined) throw wrongValue('--every', written ?? '', A_FEW_WEEKS, ['2w']);
      return Number(weeks);
    },
  }),
  full: defineOption({
    flags: '--full',
    help: text('lists as long as they are, not one page', 'списки целиком, а не на одну страницу'),
    on: ['one'],
    given: SWITCH,
    read: isOn,
  }),
  recordings: defineOption({
    flags: '--recordings',
    help: text('links to the recordings of calls', 'ссылки на записи звонков'),
    on: ['one'],
    given: SWITCH,
    read: isOn,
  }),
};

const A_FEW_WEEKS = text('weeks from 1w to 4w', 'число недель от 1w до 4w');

import { text } from '../error.js';
import { defineOption, oneOf } from './define-option.js';

const WAYS = ['table', 'json'] as const;
type Way = (typeof WAYS)[number];

/** What `formats` alone takes. */
export const FORMATS_OPTIONS = {
  format: defineOption({
    flags: '-f, --format <format>',
    help: text('how to write it down', 'в каком виде вывести'),
    on: ['formats'],
    choices: WAYS,
    default: 'table',
    given: oneOf(WAYS),
    read: (written: Way | undefined): Way => written ?? 'table',
  }),
};

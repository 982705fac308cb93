import { text } from '../error.js';
import { defineOption, oneOf, type Place } from './define-option.js';

const WAYS = ['table', 'json'] as const;
type Way = (typeof WAYS)[number];

/** What is read by people, or by programs. */
export const formatOf = (place: Place) =>
  defineOption({
    flags: '-f, --format <format>',
    help: text('how to write it down', 'в каком виде вывести'),
    on: [place],
    choices: WAYS,
    default: 'table',
    given: oneOf(WAYS),
    read: (written: Way | undefined): Way => written ?? 'table',
  });

/** What `formats` alone takes. */
export const FORMATS_OPTIONS = { format: formatOf('formats') };

import { text } from '../error.js';
import { defineOption, oneOf, type Place } from './define-option.js';

const WAYS = ['table', 'json'] as const;
type Way = (typeof WAYS)[number];

/** `--format` of a command that prints either for people or for programs. */
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

/** The options of `funnel formats` alone. */
export const FORMATS_OPTIONS = { format: formatOf('formats') };

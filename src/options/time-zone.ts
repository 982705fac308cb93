import { text } from '../error.js';
import { defineOption, ifWritten, READING, TEXT, wrong } from './define-option.js';

export const timezone = defineOption({
  flags: '--timezone <zone>',
  help: text('the time zone of the report, like Europe/Moscow', 'часовой пояс отчёта, например Europe/Moscow'),
  on: [...READING, 'init'],
  given: TEXT,
  read: ifWritten((name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    } catch {
      throw wrong('--timezone', name, text('a name like Europe/Moscow', 'название вида Europe/Moscow'));
    }
  }),
});

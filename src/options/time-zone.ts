import { text } from '../error.js';
import { zoneNamed, zonesMeant } from '../model/time-zones.js';
import { defineOption, ifWritten, OPENING, TEXT, wrongValue } from './define-option.js';

export const timezone = defineOption({
  flags: '--timezone <zone>',
  offers: 'zones',
  isRare: true,
  help: text('the time zone of the report, like Europe/Moscow', 'часовой пояс отчёта, например Europe/Moscow'),
  on: OPENING,
  given: TEXT,
  read: ifWritten((name) => {
    const zone = zoneNamed(name);
    if (zone === undefined)
      throw wrongValue(
        '--timezone',
        name,
        text('a name like Europe/Moscow', 'название вида Europe/Moscow'),
        zonesMeant(name),
      );
    return zone;
  }),
});

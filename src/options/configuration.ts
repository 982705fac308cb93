import { text } from '../error.js';
import { defineOption, READING } from './define-option.js';

export const config = defineOption({
  flags: '--config <file>',
  single: true,
  help: text('the configuration, instead of the funnel.yaml that is found', 'настройки вместо найденного funnel.yaml'),
  no: { flags: '--no-config', help: text('without a configuration', 'без настроек') },
  on: [...READING, 'anonymize'],
  given: {
    wanted: text('the path of a file, or false', 'путь к файлу или false'),
    holds: (value) => typeof value === 'string' || value === false,
  },
  read: (written: string | false | undefined) => written,
});

import {
  CONVERSION_IDS,
  CONVERSION_STAGES,
  CONVERSION_TARGETS,
  type ConversionId,
  type ConversionStage,
  type ConversionTarget,
} from '../model/conversion-templates.js';
import { text } from '../model/text.js';
import { asWritten, defineOption, ifWritten, oneOf, TEXT, wrongValue } from './define-option.js';

const A_FILE = text('a file', 'файл');

/** The options of `funnel conversions` alone. */
export const CONVERSIONS_OPTIONS = {
  for: defineOption({
    flags: '--for <platform>',
    help: text('for whom: Google Ads, or Yandex Metrica', 'для кого: Google Ads или Яндекс Метрика'),
    on: ['conversions'],
    choices: CONVERSION_TARGETS,
    given: oneOf(CONVERSION_TARGETS),
    read: (written: ConversionTarget | undefined) => written,
  }),
  stage: defineOption({
    flags: '--stage <stage>',
    help: text('what counts as a conversion', 'что считать конверсией'),
    on: ['conversions'],
    choices: CONVERSION_STAGES,
    given: oneOf(CONVERSION_STAGES),
    read: (written: ConversionStage | undefined) => written,
  }),
  id: defineOption({
    flags: '--id <kind>',
    help: text(
      'which IDs, one kind per file; default: the first that leads bear',
      'какие ID, один вид на файл; по умолчанию первый, который есть у лидов',
    ),
    on: ['conversions'],
    choices: CONVERSION_IDS,
    given: oneOf(CONVERSION_IDS),
    read: (written: ConversionId | undefined) => written,
  }),
  out: defineOption({
    flags: '-o, --out <file>',
    help: text('into a file, whole or not at all; default: stdout', 'в файл, целиком или никак; по умолчанию stdout'),
    on: ['conversions'],
    given: TEXT,
    read: ifWritten((path) => {
      if (/^$|[/\\]$/.test(path)) throw wrongValue('--out', path === '' ? '""' : path, A_FILE, ['google.csv']);
      return path === '-' ? undefined : path;
    }),
  }),
  sent: defineOption({
    flags: '--sent <file>',
    help: text(
      'the list of what was sent: it is left out, and only --confirm adds to the list',
      'список отправленного: оно не попадёт в файл, а дополняет список только --confirm',
    ),
    on: ['conversions'],
    given: TEXT,
    read: asWritten,
  }),
  confirm: defineOption({
    flags: '--confirm <file>',
    help: text(
      'this file was uploaded: add it to --sent, and do nothing else',
      'этот файл загружен: добавить его в --sent и больше ничего не делать',
    ),
    on: ['conversions'],
    given: TEXT,
    read: asWritten,
  }),
};

import { exact } from '../model/exact.js';
import type { Step } from '../model/going-on.js';
import { formatWhole, number } from '../model/numbers.js';
import { type Lang, type Text, text } from '../model/text.js';
import { cut, displayWidth } from './width.js';

/** A step, and how far it is. */
export interface Reached {
  readonly step: Step;
  readonly file: string | undefined;
  readonly done: number;
  /** undefined: it is not known. */
  readonly of: number | undefined;
  /** Seconds since the step began. */
  readonly seconds: number;
}

/**
 * One line of at most `width` columns: `scanning ads.csv  ███████░░░░░  120 of 321 MB`. If the amount is not known, it
 * shows how long the step has taken: `joining leads, deals and spend  12 s`.
 */
export function goingOnLine({ step, file, done, of, seconds }: Reached, lang: Lang, width: number): string {
  const what = STEPS[step][lang];
  const far =
    of !== undefined
      ? (step === 'load' ? counts : sizes)(Math.min(done, of), of, lang)
      : seconds > 0
        ? number(exact(seconds), 'seconds', lang)
        : '';
  const size = far && `  ${far}`;
  const room = width - displayWidth(what) - displayWidth(size);
  const name = file === undefined || room < SHORTEST_NAME ? '' : ` ${cut(file, Math.min(LONGEST_NAME, room - 1))}`;
  const left = Math.min(LONGEST_BAR, room - displayWidth(name) - 2);
  const bar = of === undefined || left < SHORTEST_BAR ? '' : `  ${barOf(of === 0 ? 1 : Math.min(done / of, 1), left)}`;
  // If there is no room even for the step, only the part that moves stays.
  return cut(`${cut(what, Math.max(0, width - displayWidth(size)))}${name}${bar}${size}`, width);
}

/** A step that is over: `scanning ads.csv  1.2 s`. */
export function stepLine(
  { step, file, milliseconds }: Pick<Reached, 'step' | 'file'> & { milliseconds: number },
  lang: Lang,
): string {
  const seconds = (milliseconds / 1000).toFixed(1);
  const took = text(`${seconds}\u00a0s`, `${seconds.replace('.', ',')}\u00a0с`);
  return `${STEPS[step][lang]}${file === undefined ? '' : ` ${file}`}  ${took[lang]}`;
}

const STEPS: Record<Step, Text> = {
  open: text('opening', 'открытие'),
  scan: text('scanning', 'проверка строк'),
  read: text('reading', 'чтение'),
  join: text('joining leads, deals and spend', 'сопоставление лидов, сделок и расхода'),
  count: text('counting', 'расчёт отчётов'),
  mask: text('masking', 'замена имён'),
  load: text('loading rows', 'загрузка строк'),
};

const [SHORTEST_NAME, LONGEST_NAME] = [8, 32];
const [SHORTEST_BAR, LONGEST_BAR] = [8, 30];

const barOf = (share: number, width: number): string => {
  const full = Math.floor(share * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
};

/** `1,200 of 3,400`. */
function counts(done: number, of: number, lang: Lang): string {
  const all = formatWhole(of, lang);
  return `${formatWhole(done, lang).padStart(all.length)} ${lang === 'ru' ? 'из' : 'of'} ${all}`;
}

/** `1.2 of 3.4 MB`, `1,2 из 3,4 МБ`: whole megabytes from ten on, and kilobytes below a tenth. */
function sizes(done: number, of: number, lang: Lang): string {
  const isSmall = of < 1e5;
  const written = (bytes: number) => {
    const size = isSmall ? String(Math.ceil(bytes / 1e3)) : (bytes / 1e6).toFixed(of < 1e7 ? 1 : 0);
    return lang === 'ru' ? size.replace('.', ',') : size;
  };
  // It keeps the same width from start to end: else the bar would jump.
  const far = written(done).padStart(written(of).length);
  return lang === 'ru'
    ? `${far} из ${written(of)} ${isSmall ? 'КБ' : 'МБ'}`
    : `${far} of ${written(of)} ${isSmall ? 'kB' : 'MB'}`;
}

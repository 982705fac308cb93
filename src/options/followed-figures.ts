import { text } from '../error.js';
import { FOLLOWED_FIGURES, type FollowedFigure, USUALLY_FOLLOWED } from '../model/followed.js';
import { nearest } from '../model/nearest.js';
import { BROKEN_DOWN, defineOption, TEXTS, wrongValue } from './define-option.js';

/** `--figure leads --figure cpl`, or `--figure leads,cpl`. */
export const figure = defineOption({
  flags: '--figure <name>',
  offers: FOLLOWED_FIGURES,
  help: text(
    `of trend: whose changes and signals to show, of ${FOLLOWED_FIGURES.join(', ')}; default: ${USUALLY_FOLLOWED.join(', ')}`,
    `для trend: чьи изменения и сигналы показать: ${FOLLOWED_FIGURES.join(', ')}; по умолчанию ${USUALLY_FOLLOWED.join(', ')}`,
  ),
  on: BROKEN_DOWN,
  many: true,
  given: TEXTS,
  read(written: string | readonly string[] | undefined): readonly FollowedFigure[] | undefined {
    if (written === undefined) return undefined;
    const names = [written].flat().flatMap((list) => list.split(',').map((one) => one.trim()));
    return [
      ...new Set(
        names.map((name) => {
          const found = FOLLOWED_FIGURES.find((one) => one === name);
          if (!found) throw wrongValue('--figure', name, A_FIGURE, [nearest(name, FOLLOWED_FIGURES)]);
          return found;
        }),
      ),
    ];
  },
});

const A_FIGURE = text(`one of ${FOLLOWED_FIGURES.join(', ')}`, `одно из ${FOLLOWED_FIGURES.join(', ')}`);

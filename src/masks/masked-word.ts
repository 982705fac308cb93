import type { Masking } from './masking.js';
import { treatmentOf } from './treatments.js';

/**
 * Masks a word of funnel.yaml, or of a list beside it, that is compared with the cells of a field: it becomes what
 * those cells become.
 */
export function maskedWord(field: string, word: string, masks: Masking): string {
  switch (treatmentOf(field, 'text')) {
    case 'source':
      return masks.source(word);
    case 'medium':
      return masks.medium(word);
    case 'word':
      return masks.word(field, word);
    case 'page':
      return masks.page(word);
    case 'code':
      return masks.code(word);
    case 'click':
      return masks.id(word);
    default:
      return masks.name(word);
  }
}

import { parseConfig } from '../../src/config/read-config.js';
import { UserError } from '../../src/error.js';

/** The error for a configuration; fails if it is accepted. */
export function problemOf(source: string): UserError {
  try {
    parseConfig(source, 'funnel.yaml');
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`was accepted: ${source}`);
}

/** As `[line, what, hint]` in one language, for tables of cases. */
export const toldAs = (source: string, lang: 'en' | 'ru') => {
  const { line, what, hint } = problemOf(source);
  return [line, what[lang], hint?.[lang]];
};

import { text, type UserError } from '../error.js';
import type { Warning } from '../model/report.js';

/** An error as a warning, for a list of all that is wrong. */
export const asWarning = ({ file, what, hint }: UserError): Warning => {
  const say = (lang: 'en' | 'ru') => `${file ? `${file}: ` : ''}${what[lang]}${hint ? `; ${hint[lang]}` : ''}`;
  return { code: 'no-report', count: 1, message: text(say('en'), say('ru')) };
};

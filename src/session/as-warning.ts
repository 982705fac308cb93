import { text, type UserError } from '../error.js';
import type { Warning } from '../model/report.js';

/** Of an error what a person should read of it, beside everything else that is wrong. */
export const asWarning = ({ file, what, hint }: UserError): Warning => {
  const say = (lang: 'en' | 'ru') => `${file ? `${file}: ` : ''}${what[lang]}${hint ? `; ${hint[lang]}` : ''}`;
  return { code: 'no-report', count: 1, message: text(say('en'), say('ru')) };
};

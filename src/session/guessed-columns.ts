import type { FileFacts } from '../intake/type/export-facts.js';
import type { Warning } from '../model/report.js';
import { text } from '../model/text.js';
import { generic } from '../sources/generic.js';

export const isGuessed = ({ source }: Pick<FileFacts, 'source'>): boolean => source === generic.name;

/** Which column was taken for what, in every file that was recognised by its headings alone. */
export const guessedColumns = (files: readonly FileFacts[]): Warning[] =>
  files.filter(isGuessed).map(({ file, headings }) => {
    const list = [...headings].map(([field, heading]) => `${field} = ${heading}`).join(', ');
    return {
      code: 'guessed-columns',
      count: headings.size,
      message: text(
        `${file}: columns taken by their names: ${list}; put them into funnel.yaml to confirm (funnel init writes them)`,
        `${file}: столбцы взяты по названиям: ${list}; впишите их в funnel.yaml, чтобы подтвердить (их запишет funnel init)`,
      ),
    };
  });

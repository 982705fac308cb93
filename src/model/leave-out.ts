import { type Text, text } from './text.js';

/** The advice where a file proves something against an option: `leaveOut('dates')`. */
export const leaveOut = (option: 'dates' | 'decimal' | 'delimiter' | 'encoding'): Text =>
  text(
    `leave out --${option}: the file itself tells; in funnel.yaml say \`${option}\` only under a file that needs it`,
    `уберите --${option}: это видно по самому файлу; в funnel.yaml указывайте \`${option}\` только у того файла, которому это нужно`,
  );

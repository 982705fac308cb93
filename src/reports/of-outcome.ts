import { isOfOutcome } from '../model/dimensions.js';
import { type Text, text } from '../model/text.js';
import type { ReportContext } from './report-context.js';

/** The note where leads are chosen by what became of them: then nothing is judged. */
export const notesOnOutcome = ({ scope }: Pick<ReportContext, 'scope'>): Text[] =>
  isOfOutcome(scope)
    ? [
        text(
          'leads are chosen here by what became of them, so their rates say nothing of how good a stage or a source is: no verdicts',
          'лиды здесь отобраны по тому, чем они закончились, поэтому их конверсии ничего не говорят об этапах и источниках: выводов нет',
        ),
      ]
    : [];

import { fold } from '../../model/fold.js';
import type { LeadStage } from '../../model/funnel-stages.js';
import type { StatusMeaning } from '../../model/settings.js';

/** Won, lost or open, where a CRM has them apart from the stage; undefined: words of the company's own. */
export function outcomeOf(outcome: string): StatusMeaning | undefined {
  const word = fold(outcome);
  if (
    /^(won|closed won|выигран\S*|успе(?:х|шн\S*)|success\S*|s|ganad[oa]|ganh[oa]|vendid[oa]|gewonnen|gagnée?|vint[oa]|wygran\S*)$/u.test(
      word,
    )
  )
    return stage('deal');
  if (
    /^(lost|closed lost|проигран\S*|отказ\S*|провал\S*|fail(?:ed|ure)?|f|perdid[oa]|verloren|perdue?|pers[oa]|przegran\S*)$/u.test(
      word,
    )
  )
    return lost;
  return OPEN.test(word) ? { kind: 'ignore' } : undefined;
}

const OPEN =
  /^(open(?:ed)?|active|(?:in )?pro(?:gress|cess)(?:ing)?|pending|suspended|working|p|в работе|в процессе|открыт\S*|активн\S*|не заверш\S*|abiert[oa]|abert[oa]|en curso|em andamento|offen|in bearbeitung|ouverte?|en cours|apert[oa]|in corso|otwart\S*|w toku)$/u;

const stage = (one: LeadStage): StatusMeaning => ({ kind: 'stage', stage: one });
const lost: StatusMeaning = { kind: 'lost', after: null };

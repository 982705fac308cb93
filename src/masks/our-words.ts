import { groupOf, isBareTotal } from '../intake/scan/totals.js';
import { BEGINS_AS_TOTAL } from '../intake/shape/total-words.js';
import { PLACEHOLDERS } from '../intake/type/clean-id.js';
import { fold } from '../model/fold.js';
import { mediumKind } from '../model/media.js';
import { monthNamed } from '../model/months.js';
import { foldSource, isSourceName } from '../model/platforms.js';
import { SOURCES } from '../sources/known-sources.js';

/** Words that the program depends on, whoever writes them. They stand in its own source, so they tell of nobody. */

const NOTHING = new Set([
  ...PLACEHOLDERS,
  ...[
    '(direct)',
    '(organic)',
    '(referral)',
    '(other)',
    '(not provided)',
    '(data not available)',
    '(content targeting)',
  ],
  ...['(no source)', '(no reason given)', '(total)', '?', 'all', 'все', 'всі', 'todos', 'todo', 'tous', 'alle', 'tudo'],
]);

/** Whether a cell stands for nothing or for all: `(not set)`, `—`, `All`. */
export const isNothing = (cell: string): boolean =>
  cell === '' || !/[\p{L}\p{N}]/u.test(cell) || NOTHING.has(fold(cell));

/** Whether a cell is a total without a name: «Итого», `Grand total`. */
export const isTotalAlone = (cell: string): boolean => isBareTotal(cell);

/**
 * For a total of a group, `Google Total` or «Итого по Google»: gives a function that masks the group's name and keeps
 * the words around it. Null: it is none.
 */
export function aroundGroup(cell: string): ((mask: (words: string) => string) => string) | null {
  const group = groupOf(cell);
  const at = group === undefined ? -1 : cell.toLowerCase().indexOf(group);
  if (group === undefined || at < 0) return null;
  return (mask) => cell.slice(0, at) + mask(cell.slice(at, at + group.length)) + cell.slice(at + group.length);
}

/** The label of a row of totals in the copy. */
export const totalLabel = (cell: string): string => (/\p{Script=Cyrillic}/u.test(cell) ? 'Итого' : 'Total');
export const isTotalLabel = (cell: string): boolean => BEGINS_AS_TOTAL.test(cell) || isBareTotal(cell);

/** Whether the cell as a whole is the name of a known source. */
export const isKnownSource = (cell: string): boolean => isSourceName(foldSource(cell));

/** The values that Meta fills in for a placement. */
const PLACES = new Set([
  ...[
    'audience',
    'network',
    'mobile',
    'desktop',
    'feed',
    'story',
    'stories',
    'reels',
    'explore',
    'marketplace',
    'inbox',
  ],
  ...['search', 'right', 'column', 'in', 'stream', 'instream', 'video', 'profile', 'groups', 'home', 'facebook'],
  ...['instagram', 'messenger', 'threads', 'not', 'non', 'no', 'не', 'social', 'paid', 'max', 'performance'],
]);

/** Whether a word is a medium or placement that the program knows: `cpc`, «органика». */
export const isOfMedia = (word: string): boolean => mediumKind(word) !== 'unknown' || PLACES.has(fold(word));

/** Words for callers that are no person. */
const ROBOT = /^(?:robot|bot|voicebot|ivr|робот|бот|автообзвон|автоинформатор|автодозвон)$/iu;
export const isOfRobots = (word: string): boolean => ROBOT.test(word);

/** The direction and the result of a call, in the words of exports. */
const OF_CALLS =
  /^(?:in|inbound|incoming|out|outbound|outgoing|callback|answer(?:ed)?|connected|completed?|success(?:ful)?|missed|busy|cancell?ed|fail(?:ed)?|rejected|declined|abandoned|no[- _]?answer|voice ?mail|unanswered|true|false|yes|no|y|n|ok|да|нет|входящ\p{L}{2}|исходящ\p{L}{2}|обратн\p{L}{2}|пропущен\p{L}{0,3}|неотвечен\p{L}{0,3}|не отвечен|отвечен\p{L}{0,3}|принят\p{L}{0,2}|успешн\p{L}{2}|неуспешн\p{L}{2}|занято|недоступ\p{L}{2,3}|нет ответа|сброшен\p{L}{0,2}|отклон[её]н\p{L}{0,2}|состоялся|не состоялся|недозвон|\d{1,3})(?: (?:звонок|вызов|call))?$/iu;
export const isOfCalls = (cell: string): boolean => OF_CALLS.test(fold(cell));

/** The default statuses of CRMs, in any pipeline: `C2:LOSE`. */
const STATUSES = new Set(
  SOURCES.flatMap(({ statuses = {}, exports }) => [
    ...Object.keys(statuses),
    ...exports.flatMap((one) => Object.keys(one.statuses ?? {})),
  ]).map(fold),
);
export const isKnownStatus = (cell: string): boolean => STATUSES.has(fold(cell.replace(/^C\d+:/, '')));

/** Whether a word must not become a pseudonym because the program would give it a meaning. */
export const meansSomething = (word: string): boolean =>
  isSourceName(word) ||
  isOfMedia(word) ||
  monthNamed(word) > 0 ||
  NOTHING.has(word) ||
  isOfRobots(word) ||
  STATUSES.has(word);

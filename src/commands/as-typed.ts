import { asWritten } from '../model/filter-words.js';
import { shellWord } from '../model/shell-word.js';
import type { ScopeOptions } from './scope-options.js';

type Asked = Pick<
  ScopeOptions,
  'from' | 'to' | 'last' | 'week' | 'month' | 'all' | 'where' | 'reach' | 'asOf' | 'config' | 'paths'
>;

/**
 * A command with the same days, filters and paths, as it is typed. A filter of its own replaces one of the same
 * dimension.
 */
export function asTyped(command: readonly string[], options: Asked): string {
  const { from, to, last, week, month, all, asOf, config, where, paths } = options;
  const own = new Set(command.flatMap((word, at) => (command[at - 1] === '--where' ? [word.split('=')[0]] : [])));
  const hasDays = command.includes('--a');
  const days = hasDays ? [] : [...flag('--from', from), ...flag('--to', to), ...flag('--last', last)];
  const periods = hasDays ? [] : [...flag('--week', week), ...flag('--month', month), ...(all ? ['--all'] : [])];
  const others = where.filter(({ dimension, not }) => not || !own.has(dimension));
  const filters = asWritten(others).flatMap((one) => ['--where', one]);
  return [
    ...['funnel', ...command, ...days, ...periods, ...filters],
    ...(options.reach === 'implied' ? [] : ['--reach', options.reach]),
    ...flag('--as-of', asOf),
    ...(config === false ? ['--no-config'] : flag('--config', config)),
    ...paths,
  ]
    .map((word) => shellWord(word))
    .join(' ');
}

const flag = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [name, value]);

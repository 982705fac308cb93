import { text, UserError } from '../error.js';
import type { DefinedReport } from '../reports/define-report.js';
import type { ScopeOptions } from './scope-options.js';

/** @throws {UserError} A review is of a week as a whole. */
export function requireNoBreakdown({ by, period }: ScopeOptions): void {
  if (by.length === 0 && period === null) return;
  const flag = by.length > 0 ? `--by ${by[0]}` : `--period ${period}`;
  throw new UserError(
    text(`${flag}: a review is of one week as a whole`, `${flag}: разбор — за неделю целиком, без разрезов`),
    {
      hint: text(
        `type: funnel trend exports/ ${flag}, or funnel review exports/ --where source=VK`,
        `наберите: funnel trend выгрузки/ ${flag} или funnel review выгрузки/ --where source=VK`,
      ),
    },
  );
}

export const withoutNorms = (asked: readonly DefinedReport[]): UserError =>
  new UserError(
    text(
      `--norms: nothing of ${asked.map(({ name }) => name).join(', ')} is held against a norm`,
      `--norms: в отчётах ${asked.map(({ name }) => name).join(', ')} с нормой ничего не сравнивается`,
    ),
    {
      hint: text(
        'type: funnel leak exports/ --norms last-quarter',
        'наберите: funnel leak выгрузки/ --norms last-quarter',
      ),
    },
  );

export const followsNothing = (asked: readonly DefinedReport[]): UserError =>
  new UserError(
    text(
      `--figure: ${asked.map(({ name }) => name).join(', ')} follow no figure from period to period`,
      `--figure: ${asked.map(({ name }) => name).join(', ')} не показывают изменений по периодам`,
    ),
    { hint: text('type: funnel trend exports/ --figure cpl', 'наберите: funnel trend выгрузки/ --figure cpl') },
  );

/** Whoever is not won may be lost as well: no row of them would be true. */
export const endsUnknown = (): UserError =>
  new UserError(
    text(
      'ending: no status or outcome tells who is lost and who is still open',
      'ending: ни статус, ни исход не говорят, кто отказался, а кто ещё в работе',
    ),
    {
      hint: text(
        'name its column under status in funnel.yaml: columns: {status: Heading}',
        'укажите столбец как status в funnel.yaml: columns: {status: Заголовок}',
      ),
    },
  );

import type { Scope } from '../model/scope.js';
import type { Column } from '../model/sheet.js';
import { text } from '../model/text.js';

/** The columns that stand first: the period, then what `--by` asks for, without the report's own. */
export function keysOf(scope: Scope, own: string): string[] {
  return [...(scope.period ? ['period'] : []), ...scope.by.filter((dimension) => dimension !== own)];
}

const LABELS: Record<string, Column['label']> = {
  period: text('Period', 'Период'),
  source: text('Source', 'Источник'),
  platform: text('Platform', 'Площадка'),
  campaign: text('Campaign', 'Кампания'),
  manager: text('Manager', 'Менеджер'),
  reason: text('Reason', 'Причина'),
  stage: text('Stage', 'Этап'),
  category: text('Category', 'Категория'),
};

export const keyColumn = (key: string): Column => ({
  name: key,
  kind: key === 'period' ? 'period' : key === 'stage' ? 'stage' : key === 'category' ? 'category' : 'text',
  label: LABELS[key] ?? text(key, key),
});

/** Splits rows by their period (the first key, where there is one): each is a table of its own, with its own totals. */
export function byPeriod<T extends { keys: readonly string[] }>(
  rows: readonly T[],
  scope: Scope,
): [period: string | null, rows: T[]][] {
  if (!scope.period) return [[null, [...rows]]];
  const periods = new Map<string, T[]>();
  for (const row of rows) {
    const period = row.keys[0] ?? '';
    periods.set(period, [...(periods.get(period) ?? []), row]);
  }
  return [...periods].sort(([a], [b]) => (a < b ? -1 : 1));
}

import { text } from '../error.js';
import { BROKEN_DOWN, defineOption, TEXT } from './define-option.js';
import { readScope } from './written-scope.js';

// The two scopes that `compare` sets side by side: days, filters or both.

export const a = defineOption({
  flags: '--a <scope>',
  offers: 'filters',
  single: true,
  help: text(
    'compare: one side, like 2026-10, 2026-W47, source=VK or 2026-10,source=VK',
    'compare: одна сторона: 2026-10, 2026-W47, source=VK или 2026-10,source=VK',
  ),
  on: BROKEN_DOWN,
  given: TEXT,
  read: (written: string | undefined) => (written === undefined ? undefined : readScope('--a', written)),
});

export const b = defineOption({
  flags: '--b <scope>',
  offers: 'filters',
  single: true,
  help: text('compare: the other side, in the same way', 'compare: другая сторона, так же'),
  on: BROKEN_DOWN,
  given: TEXT,
  read: (written: string | undefined) => (written === undefined ? undefined : readScope('--b', written)),
});

import type { z } from 'zod';
import { type Text, text, UserError } from '../error.js';
import { mask } from '../model/fold.js';
import { type Complaint, expected } from './shape.js';
import type { Parsed } from './yaml.js';

type Issue = z.core.$ZodIssue;

interface Problem extends Complaint {
  path: readonly PropertyKey[];
  line: number;
}

/** More than a person reads at once. */
const MOST = 10;

/** All that is wrong with a configuration, as one error: the first problem with its hint, then the others. */
export function problemsOf(issues: readonly Issue[], { lineOf }: Pick<Parsed, 'lineOf'>, file: string): UserError {
  const all = withoutEchoes(issues.flatMap((issue) => complaints(issue, [])))
    .map((found): Problem => ({ ...found, line: lineOf(found.path, found.part ?? 'value') }))
    .sort((a, b) => a.line - b.line);
  const [first, ...rest] = all as [Problem, ...Problem[]];
  const others = rest.slice(0, MOST - 1).map(({ line, ...found }) => {
    const { en, ru } = located(found);
    const hint = found.hint && text(` (${found.hint.en})`, ` (${found.hint.ru})`);
    return text(`line ${line}: ${en}${hint?.en ?? ''}`, `строка ${line}: ${ru}${hint?.ru ?? ''}`);
  });
  const more = rest.length - others.length;
  if (more > 0) others.push(text(`… and ${more} more`, `… и ещё ${more}`));
  const what = located(first);
  return new UserError(
    text([what.en, ...others.map(({ en }) => en)].join('\n'), [what.ru, ...others.map(({ ru }) => ru)].join('\n')),
    { file, line: first.line, ...(first.hint && { hint: first.hint }) },
  );
}

type Found = Omit<Problem, 'line'>;

function complaints(issue: Issue, above: readonly PropertyKey[]): Found[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') return nearestBranch(issue.errors).flatMap((inner) => complaints(inner, path));
  if (issue.code === 'custom' && issue.params) return [{ ...(issue.params as Complaint), path }];
  if (issue.code === 'too_small') return [{ what: expected(text('at least one', 'хотя бы одно'), null), path }];
  const key = String(path.at(-1));
  const what = text(`\`${key}\` is missing`, `не хватает \`${key}\``);
  return [{ what, path: path.slice(0, -1), part: 'key', kind: 'missing key' }];
}

/** Of the forms that a value may take, the one that was meant: the one whose complaint lies deepest. */
function nearestBranch(branches: readonly Issue[][]): Issue[] {
  const depth = (issues: readonly Issue[]) =>
    Math.max(...issues.map(({ path, code }) => path.length + (code === 'too_small' ? 0.5 : 0)));
  return branches.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best));
}

/** A mistyped key is told once: not again as the key that is missing. */
function withoutEchoes(found: readonly Found[]): Found[] {
  const at = (path: readonly PropertyKey[]) => JSON.stringify(path);
  const mistyped = new Set(found.filter(({ kind }) => kind === 'unknown key').map(({ path }) => at(path.slice(0, -1))));
  return found.filter(({ kind, path }) => kind !== 'missing key' || !mistyped.has(at(path)));
}

/** `files[0].timezone: …`; at the top nothing stands before the colon. */
function located({ what, path, kind }: Found): Text {
  const place = (kind === 'unknown key' ? path.slice(0, -1) : path)
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${mask(String(step))}`))
    .join('')
    .replace(/^\./, '');
  return place === '' ? what : text(`${place}: ${what.en}`, `${place}: ${what.ru}`);
}

import type * as z from 'zod';
import { type Text, text, UserError } from '../error.js';
import { daysOfPeriod } from '../model/dates.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import { NO_WORDS } from '../model/text.js';
import { scalar } from '../model/yaml-scalar.js';
import { type Complaint, expected, hintFor, onOneLine, unknownKey } from './complaint.js';
import type { Parsed } from './yaml.js';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

interface Problem extends Complaint {
  path: Path;
}

/** No more problems than this are told: a person does not read more at once. */
const MOST = 10;

/**
 * All problems of a configuration as one error: the first problem with its hint, then the others in the order of their
 * lines.
 */
export function problemsOf(issues: readonly Issue[], { lineOf }: Pick<Parsed, 'lineOf'>, file: string): UserError {
  const all = withoutEchoes(issues.flatMap((issue) => problems(issue, [])))
    .map((problem) => ({ ...problem, line: lineOf(problem.path, problem.part ?? 'value'), what: placed(problem) }))
    .sort((a, b) => a.line - b.line);
  const told = new Set<string>();
  const sentences = all.slice(0, MOST).map(({ line, what, hint }, index) => {
    const first = index === 0;
    // The first hint stands apart, as in every error. A hint that was given already is not repeated.
    const again = !hint || first || told.has(hint.en);
    if (hint) told.add(hint.en);
    const more = again ? NO_WORDS : text(` (${hint.en})`, ` (${hint.ru})`);
    return first ? what : text(`line ${line}: ${what.en}${more.en}`, `строка ${line}: ${what.ru}${more.ru}`);
  });
  const left = all.length - sentences.length;
  if (left > 0) sentences.push(text(`… and ${left} more`, `… и ещё ${left}`));
  const [first] = all;
  return new UserError(text(sentences.map(({ en }) => en).join('\n'), sentences.map(({ ru }) => ru).join('\n')), {
    file,
    ...(first && { line: first.line }),
    ...(first?.hint && { hint: first.hint }),
  });
}

const KEYS = text('keys with values', 'набор ключей со значениями');
const LIST = text('a list', 'список');

/**
 * The problems that zod found, in our words. Most issues bring their words along; the others are about the structure.
 */
function problems(issue: Issue, above: Path): Problem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'custom' && issue.params) return [{ ...(issue.params as Complaint), path }];
  if (issue.code === 'invalid_union') return meantBranch(issue.errors).flatMap((inner) => problems(inner, path));
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(', ');
    return issue.keys.map((key) => ({ ...unknownKey(key, known), path: [...path, key] }));
  }
  if (issue.code === 'too_small')
    return [{ what: expected(text('at least one', 'хотя бы одно значение'), null), path }];
  if (issue.code === 'invalid_type' && issue.input !== undefined)
    return [wrongForm(issue.expected === 'array', issue.input, path)];
  const key = String(path.at(-1));
  const what = text(`\`${key}\` is missing`, `не хватает \`${key}\``);
  const hint = MISSING.get(key);
  const example = hint ? { hint } : {};
  return [{ what, path: path.slice(0, -1), part: 'key', kind: 'missing key', ...example }];
}

/** Missing key → what to add. */
const MISSING: ReadonlyMap<string, Text> = new Map([
  ['path', text('add path: the file, or a pattern like crm*.csv', 'добавьте path: файл или шаблон вроде crm*.csv')],
  [
    'per',
    text(
      'add per: month where each month costs the same, or write them by month, like {2026-10: 100000}',
      'добавьте per: month, если каждый месяц стоит одинаково, или напишите по месяцам: {2026-10: 100000}',
    ),
  ],
]);

/** A list in place of keys, or keys in place of a list, with an example of the right form. */
function wrongForm(isList: boolean, input: unknown, path: Path): Problem {
  const what = expected(isList ? LIST : KEYS, input);
  if (!isList) {
    // A month in place of its first and last day.
    const days = path.at(-1) === 'period' && typeof input === 'string' ? daysOfPeriod(input) : null;
    if (days) return { what, path, hint: hintFor(`{from: ${days.from}, to: ${days.to}}`) };
    const section = path[0] === 'costs' ? 'costs' : path.findLast((step) => EXAMPLES.has(String(step)));
    const example = EXAMPLES.get(String(section)) ?? 'currency: RUB';
    const hint = text(`write key: value, like ${example}`, `пишите ключ: значение, например ${example}`);
    return { what, path, hint };
  }
  if (typeof input !== 'string')
    return { what, path, hint: text('begin each item with «- »', 'каждый пункт начинайте с «- »') };
  const key = String(path.at(-1));
  return { what, path, hint: hintFor(`${key}: [${key === 'files' ? `{path: ${scalar(input)}}` : scalar(input)}]`) };
}

/** An example of each section, by its key; also of the keys of an entry of `files`. */
const EXAMPLES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    files: '- path: crm.csv',
    columns: '{lead_id: ID, status: Status}',
    set: '{account: North}',
    period: '{from: 2026-10-01, to: 2026-10-31}',
    lookups: '{manager: {file: teams.csv, key: Agent, value: Office}}',
    dimensions: '{product: Product}',
    statuses: '{New: lead}',
    rules: '{qualified: {Grade: [A, B]}}',
    exclude: '{Source: [Test]}',
    sources: '{Facebook Ads: [fb, meta]}',
    reasons: '{Price: [expensive]}',
    ids: '{pad: 8}',
    norms: '{qualified: 50%}',
    by: '{source: {VK: {qualified: 30%}}}',
    source: '{VK: {qualified: 30%}}',
    accept: '{duplicate-leads: 2%}',
    costs: '{per: month, agency: 100000, by: {source: {VK: 30000}}}',
    maturity: '{deal: 60d}',
    ...Object.fromEntries(LEAD_STAGES.map((stage) => [stage, '{Grade: [A, B]}'])),
  }),
);

/** Of the forms that a value may have, the one that was probably meant: the one whose problem lies deepest. */
function meantBranch(branches: readonly Issue[][]): Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map(depthOf));
  return branches.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best));
}

function depthOf(issue: Issue): number {
  // A list that is too short or a key that is unknown is a problem inside of the form: the form itself is right.
  const inside = issue.code === 'too_small' || issue.code === 'unrecognized_keys' ? 1 : 0;
  const deeper = issue.code === 'invalid_union' ? Math.max(...issue.errors.flat().map(depthOf)) : 0;
  return issue.path.length + inside + deeper;
}

/** Tells a mistyped key once: not again as the key that is missing. */
function withoutEchoes(all: readonly Problem[]): Problem[] {
  const at = (path: Path) => JSON.stringify(path);
  const mistyped = new Set(all.filter(({ kind }) => kind === 'unknown key').map(({ path }) => at(path.slice(0, -1))));
  return all.filter(({ kind, path }) => kind !== 'missing key' || !mistyped.has(at(path)));
}

/** A problem with its place before it: `files[0].timezone: …`. At the top level there is no place. */
function placed({ what, path, kind }: Problem): Text {
  const place = (kind === 'unknown key' ? path.slice(0, -1) : path)
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${onOneLine(String(step))}`))
    .join('')
    .replace(/^\./, '');
  return place === '' ? what : text(`${place}: ${what.en}`, `${place}: ${what.ru}`);
}

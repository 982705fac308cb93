import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/read-config.js';
import { UserError } from '../../src/error.js';
import { EXAMPLE } from './example.js';
import { problemOf, toldAs } from './problem.js';

test('a key that stands twice is an error that names both lines', () => {
  const source = 'currency: RUB\nstatuses:\n  Won: deal\n  New: lead\n  Won: lost\n';
  expect(toldAs(source, 'en')).toEqual([
    5,
    'the key `Won` stands twice',
    'the first one is in line 3: keep one of them',
  ]);
  expect(toldAs(source, 'ru')).toEqual([
    5,
    'ключ `Won` встречается дважды',
    'первый — в строке 3: оставьте один из них',
  ]);
});

test('keys that are the same text are the same key, whatever YAML takes them for', () => {
  expect(problemOf('reasons: {1: [a], "1": [b]}').what.en).toBe('the key `1` stands twice');
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('the key %s is an ordinary word', (key) => {
  const { statuses, sources, dimensions } = parseConfig(
    `statuses: {${key}: deal}\nsources: {VK: [${key}]}\ndimensions: {product: ${key}}`,
    'funnel.yaml',
  );
  expect([...statuses]).toEqual([[key, { kind: 'stage', stage: 'deal' }]]);
  expect(sources.get('VK')).toEqual([key]);
  expect(dimensions.get('product')).toBe(key);
  for (const source of [
    `${key}: {polluted: 1}`,
    `rules: {${key}: {polluted: x}}`,
    `files: [{path: a, ${key}: {polluted: 1}}]`,
  ])
    expect(problemOf(source).what.en).toContain(`unknown key \`${key}\``);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test.each([
  ['!!js/function', 'timezone: !!js/function "function () { return 1 }"', '!!js/function'],
  ['!!js/regexp in a list', 'exclude: {Source: [!!js/regexp /x/]}', '!!js/regexp'],
  ['a tag of one own', 'timezone: !env TZ', '!env'],
  ['a harmless tag', 'timezone: !!str UTC', '!!str'],
  ['a tag of a map', 'statuses: !!map {A: deal}', '!!map'],
  ['a set', 'statuses: !!set {A, B}', '!!set'],
])('%s is refused', (_, source, tag) => {
  expect(toldAs(source, 'en').slice(0, 2)).toEqual([1, `the tag ${tag} is not allowed`]);
  expect(toldAs(source, 'ru').slice(0, 2)).toEqual([1, `тег ${tag} не разрешён`]);
});

test('nothing of the environment is filled in', () => {
  expect(parseConfig('dimensions: {home: $HOME}', 'f').dimensions.get('home')).toBe('$HOME');
});

test.each([
  ['a tab as indentation', 'files:\n\t- path: a\n', 2],
  ['an open bracket', 'currency: RUB\nexclude: {Source: [Test\n', 2],
  ['an open quote', 'currency: RUB\ntimezone: "UTC\n', 2],
  ['a comparison without quotes', 'rules:\n  deal: {Sum: > 0}\n', 2],
  ['a colon in a value', 'statuses:\n  a: b: c\n', 2],
  ['a second document', 'currency: RUB\n---\ncurrency: USD\n', 2],
  ['an alias of nothing', 'currency: RUB\nexclude: {Source: *none}\n', 2],
  ['a list as a key', 'currency: RUB\n? [a, b]\n: c\n', 2],
  ['a Windows path in double quotes', 'files:\n  - path: "C:\\exports\\deals.csv"\n', 2],
  ['a document that is a list', '- a\n', 1],
])('%s is told with its line in both languages', (_, source, line) => {
  const { what, line: told, file } = problemOf(source);
  expect([file, told]).toEqual(['funnel.yaml', line]);
  expect(what.ru).toMatch(/[а-я]/);
  expect(what.en).not.toMatch(/[а-я]/);
});

test('anchors save repeating a list', () => {
  const { rules } = parseConfig('rules:\n  qualified: {Grade: &good [A, B]}\n  contact: {Grade: *good}\n', 'f');
  expect(rules.get('contact')).toEqual(rules.get('qualified'));
});

test('aliases of aliases are not unfolded without end', { tags: 'slow' }, () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map((pair) => [...pair]))
    bomb.push(`${to}: &${to} [${Array(10).fill(`*${from}`).join(',')}]`);
  expect(problemOf(bomb.join('\n')).what.en).toContain('too large');
  expect(problemOf('a: &a [*a]').what.en).toContain('too deeply');
  expect(problemOf('['.repeat(20_000)).what.en).toContain('too deeply');
  expect(problemOf('{a: '.repeat(20_000)).what.en).toMatch(/too deeply|missing/);
});

test('JSON is read as well', () => {
  expect(parseConfig('{"timezone": "UTC",\n\t"statuses": {"Won": "deal"}}', 'f').statuses.size).toBe(1);
});

test('a byte order mark and Windows line ends do not matter', () => {
  expect(parseConfig('\uFEFFtimezone: UTC\r\ncurrency: RUB\r\n', 'f')).toMatchObject({
    timezone: 'UTC',
    currency: 'RUB',
  });
});

test('whatever is damaged in a configuration ends in a configuration or an error for people', { tags: 'slow' }, () => {
  const piece = fc.constantFrom(
    '',
    ':',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '&a ',
    '*a',
    '!',
    '|',
    '>',
    '\n',
    '  ',
    '\t',
    '? ',
    'null',
    '0',
    ',',
    '#',
    '%',
    '@',
  );
  const damage = fc.tuple(fc.nat(EXAMPLE.length), fc.nat(12), piece);
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (places) => {
      let source = EXAMPLE;
      for (const [at, cut, inserted] of places) source = source.slice(0, at) + inserted + source.slice(at + cut);
      try {
        parseConfig(source, 'funnel.yaml');
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        expect(error.line).toBeGreaterThan(0);
        expect(error.what.en).not.toContain('undefined');
      }
    }),
    { numRuns: 200 },
  );
});

import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { text, UserError } from '../error.js';
import { onOneLine } from './complaint.js';
import { forbiddenTag, openProblem, syntaxProblem, unknownAlias } from './syntax.js';

/**
 * Parsed YAML in which every scalar stays as written: `0.10` stays `0.10`, `007` stays `007`, `no` stays `no`. A value
 * that was left out is null. Maps are used and not objects, so that no key (`__proto__`) is special.
 */
export type Yaml = string | null | readonly Yaml[] | ReadonlyMap<string, Yaml>;

export interface Parsed {
  value: Yaml;
  /** The line of the value at a path, or of its key. If it is missing, the line of the nearest thing around it. */
  lineOf(path: readonly PropertyKey[], part: 'key' | 'value'): number;
}

/** Limits far above any configuration that people write, and far below what nested aliases expand to. */
const MOST_NODES = 50_000;
const DEEPEST = 30;

/**
 * Parses strict YAML 1.2: no tags, one document, each key once.
 *
 * @throws {UserError} For the first thing that is wrong.
 */
export function parseYaml(source: string, file: string): Parsed {
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line || 1;
  const written = withQuotedMarks(source);
  const document = parseDocument(written, {
    // The schema in which a scalar stays text: nothing becomes a double, a date or a function.
    schema: 'failsafe',
    stringKeys: true,
    // Repeated keys are checked below, where the key can be named.
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
    // With `silent` a second document would pass as well.
    logLevel: 'error',
  });
  const [error] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (error) {
    // The parser notices only far below that something is never closed.
    const open = error.code === 'RESOURCE_EXHAUSTION' ? undefined : neverClosed(document, written);
    if (open) throw openProblem(open.sign, file, lineAt(open.at));
    const line = lineAt(Math.min(error.pos[0], written.trimEnd().length - 1));
    throw syntaxProblem(error, file, line, written.split('\n')[line - 1] ?? '');
  }

  const places = new Map<string, { key: number; value: number }>();
  const anchors = new Map<string, Node>();
  let nodes = 0;

  const read = (node: Node | null, path: readonly PropertyKey[], key?: number): Yaml => {
    const line = node?.range ? lineAt(node.range[0]) : (key ?? 1);
    places.set(JSON.stringify(path), { key: key ?? line, value: line });
    if (++nodes > MOST_NODES || path.length > DEEPEST)
      throw new UserError(text('too large, or nested too deeply', 'слишком велико или слишком глубоко вложено'), {
        file,
        line,
      });
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (!target) throw unknownAlias(node.source, file, line);
      return read(target, path, key ?? line);
    }
    if (node?.anchor) anchors.set(node.anchor, node);
    if (node?.tag) throw forbiddenTag(node.tag, file, line);
    if (isMap<Node, Node | null>(node)) {
      const map = new Map<string, Yaml>();
      for (const pair of node.items) {
        const name = String((pair.key as { value?: unknown }).value ?? '');
        const at = pair.key.range ? lineAt(pair.key.range[0]) : line;
        const first = places.get(JSON.stringify([...path, name]));
        if (map.has(name) && first) throw twice(name, file, at, first.key);
        map.set(name, read(pair.value, [...path, name], at));
      }
      return map;
    }
    if (isSeq<Node>(node)) return node.items.map((item, index) => read(item, [...path, index]));
    if (!isScalar(node)) return null;
    const leftOut = node.type === 'PLAIN' && node.source === '';
    return leftOut ? null : String(node.value);
  };
  const value = document.contents === null ? new Map() : (read(document.contents, []) ?? new Map());
  return {
    value,
    lineOf(path, part) {
      for (let length = path.length; length >= 0; length--) {
        const place = places.get(JSON.stringify(path.slice(0, length)));
        if (place) return length === path.length ? place[part] : place.key;
      }
      return 1;
    },
  };
}

/** The place of a quote or bracket that is still open at the end of the file; undefined: each is closed. */
function neverClosed(document: Document.Parsed, source: string): { sign: string; at: number } | undefined {
  let last: { sign: string; at: number } | undefined;
  visit(document, {
    Node(_, node) {
      const [at, end] = node.range ?? [0, 0];
      const sign = source[at] ?? '';
      const closing = CLOSING.get(sign);
      const isOpen = end <= at + 1 || source[end - 1] !== closing;
      if (closing !== undefined && isOpen && !isPlain(node)) last = { sign, at };
    },
  });
  return last;
}

const CLOSING = new Map(['""', "''", '{}', '[]'].map((pair) => [pair[0], pair[1]]));
const isPlain = (node: Node): boolean => isScalar(node) && node.type !== 'QUOTE_DOUBLE' && node.type !== 'QUOTE_SINGLE';

/**
 * Puts quotes around a bare `?` in the place of a value: to YAML it would begin a key, but people mean the question
 * mark.
 */
const withQuotedMarks = (source: string): string =>
  source.replace(/^.*:[ \t]+\?.*$/gm, (line) =>
    line.replace(/(?<=:[ \t]+)\?(?=[ \t]*(?:$|[,}]|[ \t]#))/g, (mark, at: number) =>
      isInQuotes(line.slice(0, at)) ? mark : `"${mark}"`,
    ),
  );

/** Whether a line ends inside of a quoted text or of a comment. */
function isInQuotes(line: string): boolean {
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const char = line[at] as string;
    if (quote === '"' && char === '\\') at++;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '#' && (at === 0 || /\s/.test(line[at - 1] as string))) return true;
    // An apostrophe within a plain text opens no quote.
    else if ((char === '"' || char === "'") && /^$|[\s,:[{]$/.test(line.slice(0, at))) quote = char;
  }
  return quote !== '';
}

const twice = (name: string, file: string, line: number, first: number) =>
  new UserError(text(`the key \`${onOneLine(name)}\` stands twice`, `ключ \`${onOneLine(name)}\` встречается дважды`), {
    file,
    line,
    hint: text(
      `the first one is in line ${first}: keep one of them`,
      `первый — в строке ${first}: оставьте один из них`,
    ),
  });

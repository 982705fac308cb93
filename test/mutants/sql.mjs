// SQL in small ways otherwise. A place that may be changed is marked by comments, which an engine does not see: so all
// mutants are one program, and which of them is meant is settled when a statement is run.

/** What stands there, and what would in its place; `at` tells where it may not: `between x and y` has no `or`. */
const WAYS = [
  [/ <= /, ' < '],
  [/ >= /, ' > '],
  [/ < /, ' <= '],
  [/ > /, ' >= '],
  [/ = /, ' <> '],
  [/ <> /, ' = '],
  [/ is distinct from /, ' is not distinct from '],
  [/ is not distinct from /, ' is distinct from '],
  [/ and /, ' or '],
  [/ or /, ' and '],
  [/ is not null\b/, ' is null'],
  [/ is null\b/, ' is not null'],
  [/\bnot (?!null|exists|in\b|distinct|between|materialized)/, ''],
  [/\bleft join /, 'join '],
  [/\bunion all\b/, 'union'],
  [/\bmin\(/, 'max('],
  [/\bmax\(/, 'min('],
  [/\barg_min\(/, 'arg_max('],
  [/\barg_max\(/, 'arg_min('],
  [/\bgreatest\(/, 'least('],
  [/\bleast\(/, 'greatest('],
  [/\bbool_or\(/, 'bool_and('],
  [/\bbool_and\(/, 'bool_or('],
  [/\bcount\(distinct /, 'count('],
  [/\bcount\((?=\w)/, 'count(distinct '],
  [/\bsum\(/, 'max('],
  [/ \+ /, ' - '],
  [/ - /, ' + '],
  [/ \* /, ' / '],
  [/ desc\b/, ''],
  [/ asc\b/, ' desc'],
  [/\bfilter \(where /, 'filter (where not '],
  [/\bcoalesce\(/, 'first of('],
];
const PLACE = new RegExp(WAYS.map(([what]) => `(${what.source})`).join('|'), 'g');

/** A file of TypeScript with every such place within its templates of SQL marked, and these places. */
export function marked(code, file, first) {
  const places = [];
  const inSql = (text, at) => {
    // Within quotes SQL is a word.
    let isQuoted = false;
    let done = '';
    for (const [index, part] of text.split("'").entries()) {
      done += index > 0 ? "'" : '';
      done += isQuoted
        ? part
        : part.replace(PLACE, (...found) => {
            const place = found.slice(1, WAYS.length + 1).findIndex((one) => one !== undefined);
            const [token, offset] = [found[0], found.at(-2)];
            if (token === ' and ' && /\bbetween\s[^()]*$/i.test(part.slice(0, offset))) return token;
            const id = first + places.length;
            const line = code.slice(0, at).split('\n').length + part.slice(0, offset).split('\n').length - 1;
            places.push({ id, file, line, token, instead: WAYS[place][1] });
            return `/*<${id}*/${token}/*${id}>*/`;
          });
      isQuoted = !isQuoted;
    }
    return done;
  };
  return { code: overTemplates(code, inSql), places };
}

/** What stands between the holes of each template that is tagged `sql`, replaced. */
function overTemplates(code, replace) {
  let out = '';
  let at = 0;
  const take = (to) => {
    out += code.slice(at, to);
    at = to;
  };
  const skipTo = (mark) => {
    let end = at + 1;
    while (end < code.length && code[end] !== mark) end += code[end] === '\\' ? 2 : 1;
    take(end + 1);
  };
  const plain = (isHole) => {
    let depth = 0;
    while (at < code.length) {
      const one = code[at];
      const two = code.slice(at, at + 2);
      if (isHole && one === '}' && depth === 0) return;
      if (one === '{') depth++;
      if (one === '}') depth--;
      if (two === '//') take(code.indexOf('\n', at));
      else if (two === '/*') take(code.indexOf('*/', at) + 2);
      else if (one === "'" || one === '"') skipTo(one);
      else if (one === '/' && /[(,=:[!&|?{};>]\s*$/.test(out.slice(-20))) skipTo('/');
      else if (one === '`') template(/\bsql$/.test(out.slice(-4)));
      else take(at + 1);
    }
  };
  const template = (isSql) => {
    take(at + 1);
    let from = at;
    const flush = () => {
      out += isSql ? replace(code.slice(from, at), from) : code.slice(from, at);
    };
    for (;;) {
      if (code[at] === '\\') at += 2;
      else if (code[at] === '`') {
        flush();
        take(at + 1);
        return;
      } else if (code.startsWith('${', at)) {
        flush();
        take(at + 2);
        plain(true);
        take(at + 1);
        from = at;
      } else at++;
    }
  };
  plain(false);
  return out;
}

/** The statement as it would be run by that mutant. */
export function mutated(text, { id, token, instead }) {
  const place = new RegExp(`/\\*<${id}\\*/[^]*?/\\*${id}>\\*/`, 'g');
  if (token !== 'coalesce(') return text.replace(place, instead);
  let done = text;
  for (let found = place.exec(done); found !== null; place.lastIndex = 0, found = place.exec(done)) {
    const [open, from] = [found.index, found.index + found[0].length];
    let [depth, end, comma, isQuoted] = [1, from, -1, false];
    for (; depth > 0 && end < done.length; end++) {
      const one = done[end];
      if (one === "'") isQuoted = !isQuoted;
      if (isQuoted) continue;
      if (one === '(' || one === '[') depth++;
      if (one === ')' || one === ']') depth--;
      if (one === ',' && depth === 1 && comma < 0) comma = end;
    }
    done = `${done.slice(0, open)}(${done.slice(from, comma < 0 ? end - 1 : comma)}${done.slice(end - 1)}`;
  }
  return done;
}

/** The numbers of the places that a statement has. */
export const placesIn = (text) => new Set([...text.matchAll(/\/\*<(\d+)\*\//g)].map(([, id]) => Number(id)));

// Code in small ways otherwise, as Stryker changes it. All mutants are one program, and which of them is meant is settled
// while it runs: so a report is asked of a mutant without importing the program anew.

import { readFileSync } from 'node:fs';

/** Files of TypeScript with every mutant within them, and the list of these. */
export async function instrumented(files) {
  const [{ Instrumenter }, { createParser }] = await Promise.all([
    import('./node_modules/@stryker-mutator/instrumenter/dist/src/index.js'),
    import('./node_modules/@stryker-mutator/instrumenter/dist/src/parsers/index.js'),
  ]);
  const quiet = { debug() {}, info() {}, warn() {}, isDebugEnabled: () => false };
  const sources = files.map(({ path, file }) => ({
    name: path,
    file,
    mutate: true,
    content: readFileSync(path, 'utf8'),
  }));
  // What a message says is not asked here.
  const options = { plugins: null, excludedMutations: ['StringLiteral'], ignorers: [], noHeader: false };
  const { files: done, mutants } = await new Instrumenter(quiet, createParser).instrument(sources, options);
  const named = new Map(sources.map(({ name, file, content }) => [name, { file, content }]));
  return {
    code: new Map(done.map(({ name, content }) => [name, content])),
    places: mutants
      .filter(({ status }) => status !== 'Ignored')
      .map(({ id, fileName, location, replacement }) => {
        const { file, content } = named.get(fileName);
        return {
          ...{ id: Number(id), file, line: location.start.line + 1 },
          ...{ token: short(within(content, location)), instead: short(replacement) },
        };
      }),
  };
}

function within(content, { start, end }) {
  const lines = content.split('\n').slice(start.line, end.line + 1);
  lines.push(lines.pop().slice(0, end.column));
  return [lines[0].slice(start.column), ...lines.slice(1)].join('\n');
}

const short = (code) => {
  const one = code.replace(/\s+/g, ' ');
  return one.length > 60 ? `${one.slice(0, 57)}...` : one;
};

// What a file of tests finds in the place of vitest here: its tests are listed, and run as often as they are asked for.

export { expect } from 'vitest';

export const tests = [];
const before = [];
const path = [];

// What a test takes beside its name: options, perhaps, and the work.
const workIn = (rest) => rest.find((one) => typeof one === 'function');

const listed = (name, ...rest) => void tests.push({ name: [...path, name].join(' › '), work: workIn(rest) });
const within = (name, ...rest) => {
  path.push(name);
  workIn(rest)();
  path.pop();
};
const withEach = (register) =>
  Object.assign(register, {
    each:
      (cases) =>
      (name, ...rest) => {
        const work = workIn(rest);
        for (const [at, one] of cases.entries())
          register(`${name} [${at}]`, () => work(...(Array.isArray(one) ? one : [one])));
      },
    skipIf: (isLeftOut) => (isLeftOut ? withEach(() => {}) : register),
  });

export const it = withEach(listed);
export const test = it;
export const describe = withEach(within);
export const beforeAll = (work) => void before.push(work);
export const afterAll = () => {};

export async function begin() {
  for (const work of before.splice(0)) await work();
}

const numbers = new WeakMap();
let last = 0;
const numberOf = (of) => {
  if (!numbers.has(of)) numbers.set(of, ++last);
  return numbers.get(of);
};

/** The same asked of the same files again is answered as before. */
export function kept(work) {
  const answers = new Map();
  return (...args) => {
    const key = JSON.stringify(args, (name, value) =>
      name === 'files' || name === 'config' ? numberOf(value) : value,
    );
    if (!answers.has(key)) answers.set(key, work(...args));
    return answers.get(key);
  };
}

/**
 * Everything that the package holds, in one file: the program and the library share nearly all of their code. It is
 * CommonJS: `require` takes it directly, `import` by way of `bin/library.js` and `bin/danfo.js`.
 */
export { toDataFrame } from './danfo.js';
export { readFunnel, UserError } from './library.js';
export { run } from './main.js';

/**
 * What the package holds, in one file: the program and the library have all but a hundredth of their code in common. It is
 * CommonJS: `require` takes it as it is, `import` by way of `bin/library.js` and `bin/danfo.js`.
 */
export { toDataFrame } from './danfo.js';
export { readFunnel, UserError } from './library.js';
export { run } from './main.js';

import { mutate } from './parts.mjs';

export default {
  mutate,
  // What a message says is not asked here.
  mutator: { excludedMutations: ['StringLiteral'] },
  testRunner: 'vitest',
  plugins: ['./test/mutants/node_modules/@stryker-mutator/vitest-runner/dist/src/index.js'],
  vitest: { configFile: 'test/mutants/vitest.config.mjs', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // Stryker would read tsconfig.json by an API that TypeScript 7 has no more; nothing of it concerns these tests.
  tsconfigFile: 'none',
  tempDirName: 'test/mutants/node_modules/.stryker',
  reporters: ['clear-text'],
  clearTextReporter: { logTests: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
};

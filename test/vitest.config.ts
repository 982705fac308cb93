import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { compiled } from './compiled.js';

// Statements of an engine run one after the other: on one thread each finds the memory of the one before.
process.env.UV_THREADPOOL_SIZE ??= '1';

// Who watches changes the program while tests run: they have it from Vite then, which notices.
const program = process.argv.includes('watch') ? undefined : await compiled();
if (program) process.env.FUNNEL_ENGINE ??= program.engine;

export default defineConfig({
  resolve: { alias: program?.alias ?? [] },
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    globalSetup: 'test/set-up.ts',
    include: ['test/**/*.test.ts'],
    tags: [{ name: 'slow', description: 'enters hardly a branch that no other test enters: npm run test:all' }],
    // What hangs ends; what is slow on a busy machine is no fault of the program.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: '100%',
    // The program is imported once per worker: it keeps nothing that a test could find changed.
    isolate: false,
    // A worker lives long and throws away much: with room for that it is swept a tenth as often.
    execArgv: [
      '--enable-source-maps',
      '--initial-old-space-size=400',
      '--min-semi-space-size=32',
      '--max-semi-space-size=64',
    ],
  },
});

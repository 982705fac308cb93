import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Statements of an engine run one after the other: on one thread each finds the memory of the one before.
process.env.UV_THREADPOOL_SIZE ??= '1';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    globalSetup: 'test/set-up.ts',
    include: ['test/**/*.test.ts'],
    // What hangs ends; what is slow on a busy machine is no fault of the program.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: '100%',
    // The program is imported once per worker: it keeps nothing that a test could find changed.
    isolate: false,
    // A worker lives long and throws away much: with room for that it is swept a tenth as often.
    execArgv: ['--initial-old-space-size=400', '--min-semi-space-size=32', '--max-semi-space-size=64'],
  },
});

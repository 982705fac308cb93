import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { compiled } from './compiled.js';

// Statements of an engine run one after the other: on one thread each can use the memory of the one before.
process.env.UV_THREADPOOL_SIZE ??= '1';

// In watch mode the program changes while tests run, so Vite provides it: it notices changes.
const program = process.argv.includes('watch') ? undefined : await compiled();
if (program) process.env.FUNNEL_ENGINE ??= program.engine;

export default defineConfig({
  resolve: { alias: program?.alias ?? [] },
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    globalSetup: 'test/set-up.ts',
    include: ['test/**/*.test.ts'],
    tags: [
      {
        name: 'slow',
        description: 'enters hardly a branch that no other test enters, or tries further seeds: npm run test:all',
      },
    ],
    // A test that hangs must end, but a busy machine's slowness is no fault of the program.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: '100%',
    // The program is imported once per worker: it keeps no state that a test could change.
    isolate: false,
    // A worker lives long and leaves much garbage: with room for it, garbage is collected a tenth as often.
    execArgv: [
      '--enable-source-maps',
      '--initial-old-space-size=400',
      '--min-semi-space-size=32',
      '--max-semi-space-size=64',
    ],
  },
});

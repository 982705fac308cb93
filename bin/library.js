import { createRequire } from 'node:module';

// Node looks through a file for what it exports before it imports it, which of this one takes long and finds nothing.
export const { readFunnel, UserError } = createRequire(import.meta.url)('../dist/main.cjs');

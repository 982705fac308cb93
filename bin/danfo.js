import { createRequire } from 'node:module';

export const { toDataFrame, UserError } = createRequire(import.meta.url)('../dist/main.cjs');

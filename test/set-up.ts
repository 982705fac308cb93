import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { build } from './built.js';

/**
 * Runs before all tests. Builds the program for tests that start it as a person does (otherwise it might be missing or
 * old), and makes a folder for temporary files. Gives the function that cleans up after all tests.
 */
export function setup({ config }: TestProject): () => void {
  if (config.tagsFilter?.includes('!slow')) process.stderr.write('left out, as slow: npm run test:slow runs them\n');
  build();
  const folder = mkdtempSync(join(tmpdir(), 'funnel-tests-'));
  process.env.TMPDIR = folder;
  // One thread for asynchronous work. The memory of an engine stays with its thread: with four threads, thousands of
  // small engines would ask the system for memory anew, a tenth of the work of a small report.
  process.env.UV_THREADPOOL_SIZE ??= '1';
  // Makes glibc keep freed memory for the next user: thousands of small engines in turn need pieces of the same sizes.
  process.env.GLIBC_TUNABLES ??= GLIBC;
  return () => rmSync(folder, { recursive: true, force: true });
}

const GLIBC = ['tcache_count=60000', 'trim_threshold=1000000000', 'top_pad=67108864', 'mmap_threshold=1000000000']
  .map((setting) => `glibc.malloc.${setting}`)
  .join(':');

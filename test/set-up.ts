import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { build } from './built.js';

/**
 * Before all tests, and after them: a program that is built, for those that start it as a person does (they would else run
 * one that is not there, or an old one), and a folder for whatever they lay down.
 */
export function setup({ config }: TestProject): () => void {
  if (config.tagsFilter?.includes('!slow')) process.stderr.write('left out, as slow: npm run test:slow runs them\n');
  build();
  const folder = mkdtempSync(join(tmpdir(), 'funnel-tests-'));
  process.env.TMPDIR = folder;
  // One thread for what a test waits for: an engine's memory stays with the thread that had it, and thousands of small
  // engines in turn on four threads ask the machine for it anew, a tenth of the work of a small report.
  process.env.UV_THREADPOOL_SIZE ??= '1';
  // What glibc keeps of freed memory for whoever asks next: thousands of small engines in turn ask for the same pieces.
  process.env.GLIBC_TUNABLES ??= GLIBC;
  return () => rmSync(folder, { recursive: true, force: true });
}

const GLIBC = ['tcache_count=60000', 'trim_threshold=1000000000', 'top_pad=67108864', 'mmap_threshold=1000000000']
  .map((setting) => `glibc.malloc.${setting}`)
  .join(':');

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { funnel, rowsOf } from '../cli/run.js';

const scratch = mkdtempSync(join(tmpdir(), 'funnel-generate-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Exports of 500 leads in a folder of their own. */
function generated(name: string, ...options: string[]): string {
  const folder = join(scratch, name);
  const script = fileURLToPath(new URL('generate.mjs', import.meta.url));
  execFileSync(process.execPath, [script, folder, '--leads', '500', ...options]);
  return folder;
}

const bytesOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );

describe('the exports that figures are measured on', () => {
  it('are the same bytes from the same seed, and others from another', { tags: 'slow' }, () => {
    const first = bytesOf(generated('first', '--dirty'));
    expect(bytesOf(generated('again', '--dirty'))).toEqual(first);
    expect(bytesOf(generated('other', '--dirty', '--seed', '2'))['crm.csv']).not.toBe(first['crm.csv']);
  });

  it.each([
    ['clean', []],
    ['dirty', ['--dirty']],
  ])('hold 500 leads and three that the CRM never received, %s', { tags: 'slow' }, async (name, options) => {
    const { out, code } = await funnel(['report', generated(name, ...options), '-f', 'json']);
    expect(code).toBe(0);
    expect(rowsOf(out, 'sources').at(-1)?.get('leads')).toBe(503);
    expect(rowsOf(out, 'sources').at(-1)?.get('not_handed_over')).toBe(3);
  });
});

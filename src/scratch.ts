import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private folder (mode 0700) for the clean copies of one run. */
export interface Scratch {
  /** Writes a file nobody else may read, and gives its path. */
  write(name: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<string>;
  remove(): void;
}

export async function makeScratch(): Promise<Scratch> {
  let folder: string | undefined;
  const remove = () => {
    if (folder) rmSync(folder, { recursive: true, force: true });
    folder = undefined;
    process.off('exit', remove);
  };
  return {
    async write(name, chunks) {
      if (!folder) {
        folder = await mkdtemp(join(tmpdir(), 'funnel-'));
        process.once('exit', remove);
      }
      const path = join(folder, name);
      await writeFile(path, chunks, { mode: 0o600 });
      return path;
    },
    remove,
  };
}

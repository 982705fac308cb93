import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * A file that the executable holds gzipped, and the SHA-256 of its unpacked content. The first of several is the one to
 * load.
 */
export interface Packed {
  readonly name: string;
  readonly sha256: string;
}

/** The folders that the engine may be put into, the best first: the user's cache, else folders for temporary files. */
export function engineFolders(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return [cache(env.XDG_CACHE_HOME), tmpdir(), '/dev/shm'].filter((place) => place !== undefined);
}

function cache(named: string | undefined): string | undefined {
  // By the rule of freedesktop.org a path that is not absolute is ignored.
  if (named !== undefined && isAbsolute(named)) return join(named, 'funnel');
  try {
    return join(homedir(), '.cache', 'funnel');
  } catch {
    // The machine does not know the user, as in a container.
    return undefined;
  }
}

/**
 * Gives the path of the first file of `packed`, unpacked with the others into a folder of their own in `place`. A
 * folder that is there is used if each file is ours and unchanged; otherwise a new one is made. It appears whole or not
 * at all, even if two runs begin at once or one is killed.
 */
export function unpackInto(place: string, packed: readonly Packed[], read: (name: string) => Buffer): string {
  const home = join(place, `funnel-engine-${digest(JSON.stringify(packed)).slice(0, 16)}`);
  if (!isWhole(home, packed)) make(home, packed, read);
  return join(home, (packed[0] as Packed).name);
}

function make(home: string, packed: readonly Packed[], read: (name: string) => Buffer): void {
  mkdirSync(dirname(home), { recursive: true, mode: 0o700 });
  const half = mkdtempSync(`${home}-`);
  try {
    for (const { name, sha256 } of packed) {
      const bytes = gunzipSync(read(name));
      if (digest(bytes) !== sha256) throw new Error(`${name} is damaged`);
      writeFileSync(join(half, name), bytes, { mode: 0o600 });
    }
    put(half, home, packed);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
  // Removes what killed runs left. A run that is still unpacking finds that this one was quicker.
  for (const name of readdirSync(dirname(home)).filter((one) => one.startsWith(`${basename(home)}-`)))
    try {
      rmSync(join(dirname(home), name), { recursive: true, force: true });
    } catch {
      // In a shared folder it may be another user's, who removes it.
    }
}

function put(half: string, home: string, packed: readonly Packed[]): void {
  try {
    renameSync(half, home);
  } catch (error) {
    // Another run was quicker, or a damaged folder is there.
    if (isWhole(home, packed)) return;
    if (!(lstatSync(home, { throwIfNoEntry: false })?.uid === process.getuid?.())) throw error;
    rmSync(home, { recursive: true, force: true });
    renameSync(half, home);
  }
}

/**
 * Whether the folder is complete and ours. One that belongs to another user, or that others may write to, is not
 * trusted: in a shared folder anybody can put code.
 */
function isWhole(home: string, packed: readonly Packed[]): boolean {
  const isOurs = (path: string) => {
    const info = lstatSync(path, { throwIfNoEntry: false });
    return info !== undefined && !info.isSymbolicLink() && info.uid === process.getuid?.() && (info.mode & 0o022) === 0;
  };
  return (
    isOurs(home) &&
    packed.every(({ name, sha256 }) => isOurs(join(home, name)) && digest(readFileSync(join(home, name))) === sha256)
  );
}

const digest = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

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

/** A file that an executable holds, gzipped, and the SHA-256 of what it is unpacked. The first of several is the one to load. */
export interface Packed {
  readonly name: string;
  readonly sha256: string;
}

/** Where it may be laid down, the best first: the user's cache; where there is none, what is for a while. */
export function engineFolders(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return [cache(env.XDG_CACHE_HOME), tmpdir(), '/dev/shm'].filter((place) => place !== undefined);
}

function cache(named: string | undefined): string | undefined {
  // As freedesktop.org has it: one that is not absolute is none.
  if (named !== undefined && isAbsolute(named)) return join(named, 'funnel');
  try {
    return join(homedir(), '.cache', 'funnel');
  } catch {
    // A user that the machine does not know, as in a container.
    return undefined;
  }
}

/**
 * The path of the first of `packed` in a folder of their own in `place`: the one that is there, if each file is ours and as it was
 * packed, else a new one. It comes whole or not at all, though two runs begin at once or one is killed.
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
  // What runs left that were killed at it. One that is at it now finds that this one was quicker.
  for (const name of readdirSync(dirname(home)).filter((one) => one.startsWith(`${basename(home)}-`)))
    try {
      rmSync(join(dirname(home), name), { recursive: true, force: true });
    } catch {
      // In a folder for everybody it may be another user's, who takes it away himself.
    }
}

function put(half: string, home: string, packed: readonly Packed[]): void {
  try {
    renameSync(half, home);
  } catch (error) {
    // Another run was quicker, or there is a damaged one.
    if (isWhole(home, packed)) return;
    if (!(lstatSync(home, { throwIfNoEntry: false })?.uid === process.getuid?.())) throw error;
    rmSync(home, { recursive: true, force: true });
    renameSync(half, home);
  }
}

/** Another user's, or one that others may write, is none of ours: in a folder for everybody anybody may lay down code. */
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

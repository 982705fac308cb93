import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { engineFolders, unpackInto } from '../../src/pack/lay-engine.js';
import { folder } from '../cli/run.js';

const ENGINE = Buffer.from('an engine');
const packed = [{ name: 'engine.node', sha256: createHash('sha256').update(ENGINE).digest('hex') }];
const read = () => gzipSync(ENGINE);
const never = () => {
  throw new Error('it is there already');
};

it('what an executable holds is laid down once, for its user alone, and again where it was changed', () => {
  const place = join(folder({}), 'cache');
  const path = unpackInto(place, packed, read);
  expect([readFileSync(path), statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([
    ...[ENGINE, 0o600, 0o700],
  ]);
  expect(unpackInto(place, packed, never)).toBe(path);

  writeFileSync(path, 'a worm');
  mkdirSync(`${dirname(path)}-killed`);
  expect(readFileSync(unpackInto(place, packed, read))).toEqual(ENGINE);
  expect(readdirSync(place)).toHaveLength(1);

  // Whoever may write there could lay down code, and so could whom a link leads to.
  chmodSync(dirname(path), 0o777);
  expect(() => unpackInto(place, packed, never)).toThrow('it is there already');
  const elsewhere = join(folder({}), 'cache');
  mkdirSync(elsewhere);
  symlinkSync(dirname(path), join(elsewhere, dirname(path).split('/').at(-1) as string));
  expect(() => unpackInto(elsewhere, packed, never)).toThrow('it is there already');
});

it('what comes out otherwise than it was packed is not laid down, and leaves nothing', () => {
  const place = folder({});
  expect(() => unpackInto(place, packed, () => gzipSync('another engine'))).toThrow('engine.node is damaged');
  expect(readdirSync(place)).toEqual([]);
});

it('the cache is where the user says, if that is a path from the root', () => {
  expect(engineFolders({ XDG_CACHE_HOME: '/caches' })[0]).toBe('/caches/funnel');
  expect(engineFolders({ XDG_CACHE_HOME: 'caches' })[0]).toMatch(/^\/.*\.cache\/funnel$/);
});

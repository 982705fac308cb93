import module, { createRequire } from 'node:module';
import { getRawAsset } from 'node:sea';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { engineFolders, type Packed, unpackInto } from './lay-engine.js';

// The program as one executable, which has no files but itself. Does what `bin/load.js` does for Node, with the files
// that the executable holds.

const asset = (name: string): Buffer => Buffer.from(getRawAsset(name) as ArrayBuffer);
const ENGINE = '@duckdb/node-bindings';
const own = createRequire(process.execPath);
// A native binding can only be loaded from a file, so it is the one thing that is unpacked to disk.
const required = Object.assign((name: string) => (name === ENGINE ? engine() : own(name)), own);

// The same flags as in bin/load.js for this Node: the compiled code is valid only with them.
setFlagsFromString('--invocation-count-for-turbofan=30000');
const script = new Script(module.wrap(asset('main.cjs').toString()), {
  filename: process.execPath,
  cachedData: asset('main.cjs.v8'),
});
const made = { exports: {} as typeof import('../package.js') };
script.runInThisContext()(made.exports, required, made, process.execPath, process.execPath);
const { run, UserError } = made.exports;

let loaded: unknown;

function engine(): unknown {
  if (loaded) return loaded;
  const packed: readonly Packed[] = JSON.parse(asset('engine.json').toString());
  const refused: string[] = [];
  for (const place of engineFolders(process.env))
    try {
      loaded = own(unpackInto(place, packed, asset));
      return loaded;
    } catch (error) {
      // The place is read-only, full, or mounted so that nothing in it may be run; another one may do.
      refused.push(`${place} (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
    }
  throw new UserError(
    {
      en: `the engine can be laid down nowhere: ${refused.join(', ')}`,
      ru: `движок некуда положить: ${refused.join(', ')}`,
    },
    {
      exit: 74,
      hint: {
        en: 'set XDG_CACHE_HOME or TMPDIR to a folder that can be written, with 80 MB free',
        ru: 'укажите в XDG_CACHE_HOME или TMPDIR папку, в которую можно писать, где свободно 80 МБ',
      },
    },
  );
}

run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

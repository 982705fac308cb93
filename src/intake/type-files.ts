import type { Engine } from '../engines/engine.js';
import type { Scratch } from '../scratch.js';
import { areNamesShared, withoutNames } from './ledger/names-as-ids.js';
import { placeholderIds } from './ledger/placeholders.js';
import { type Tally, tally } from './ledger/tally.js';
import { refuseChanged } from './open/opened.js';
import { type Listed, listsOf } from './recognise/downloads.js';
import type { Loaded } from './scan/loaded.js';
import { namesOf } from './type/lay-out.js';
import { type Typed, typeFile } from './type/type.js';
import type { TypeOptions } from './type/type-options.js';

/**
 * Types and counts the rows of every file; those files again whose IDs turn out to be placeholders, or whose names are
 * shared.
 */
export async function typeFiles(
  engine: Engine,
  given: readonly Loaded[],
  options: TypeOptions,
  scratch: Scratch,
): Promise<{ loaded: readonly Loaded[]; typed: readonly Typed[]; tallies: readonly Tally[] }> {
  const loaded = [...given];
  const typed: Typed[] = [];
  for (const [index, one] of loaded.entries())
    try {
      typed.push(await typeFile(engine, one, namesOf(index)[0], options, scratch));
    } finally {
      // Whatever else is said of a file that changed meanwhile would be wrong.
      if (one.clean.path === one.file.path)
        await refuseChanged({ path: one.file.path, name: one.file.name, stamp: one.stamp });
    }
  const tallies = await tally(engine, loaded, typed);
  let isAgain = false;
  // If a name identifies nobody in one download of a list, it does so in none: else the same lead would count twice.
  const lists = listsOf(loaded.map(listed));
  const shared = new Set<number | undefined>();
  for (const [index, one] of loaded.entries())
    if (one.recognised.nameIsId && (await areNamesShared(engine, typed[index] as Typed, one.recognised)))
      shared.add(lists[index]);
  for (const [index, { perhapsPlaceholders }] of tallies.entries()) {
    const given = loaded[index] as Loaded;
    const areShared = given.recognised.nameIsId && shared.has(lists[index]);
    const one = areShared ? withoutNames(given) : given;
    const placeholders =
      perhapsPlaceholders && !areShared ? await placeholderIds(engine, typed[index] as Typed, one.recognised) : [];
    if (placeholders.length === 0 && !areShared) continue;
    loaded[index] = one;
    typed[index] = await typeFile(engine, one, namesOf(index)[1], options, scratch, placeholders);
    isAgain = true;
  }
  return { loaded, typed, tallies: isAgain ? await tally(engine, loaded, typed) : tallies };
}

function listed({ recognised, shape }: Loaded): Listed {
  const headings = new Map([...recognised.columns].map(([field, { heading }]) => [field, heading]));
  const read = new Set(headings.values());
  return { ...recognised, headings, others: shape.headings.filter((heading) => !read.has(heading)) };
}

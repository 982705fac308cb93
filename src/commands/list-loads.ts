import { type Text, text } from '../error.js';
import type { Io } from '../io.js';
import { formatWhole } from '../model/numbers.js';
import type { StoreAddress } from '../model/store-address.js';
import { type Lang, NO_WORDS } from '../model/text.js';
import { fittedGrid } from '../render/grid.js';
import { dropLoad } from '../store/drop-load.js';
import { inForce, type Load, loadsIn } from '../store/loads.js';
import { withStore } from './with-store.js';

/** What is loaded in a store, a line for each version that is there. */
export const listLoads = (into: StoreAddress, lang: Lang, io: Io): Promise<string> =>
  withStore(into, io, async (store) => {
    const all = (await loadsIn(store)).filter(({ state }) => state !== 'dropped');
    if (all.length === 0) return `${text('nothing is loaded there', 'ничего не загружено')[lang]}\n`;
    const ready = inForce(all);
    const rowsOf = ({ tables, state }: Load, table?: string) =>
      state === 'ready'
        ? formatWhole(
            tables.reduce((sum, { name, rows }) => sum + (table === undefined || name === table ? rows : 0), 0),
            lang,
          )
        : '';
    const lines = all.map((one) => {
      const state = ready.get(one.load) === one ? IN_FORCE : one.state === 'loading' ? LOADING : BEFORE;
      return [one.load, String(one.number), state[lang], rowsOf(one, 'leads'), rowsOf(one), one.since];
    });
    const rows = [HEAD.map((word) => word[lang]), ...lines];
    return fittedGrid(rows, [1, 3, 4])
      .map((line) => `${line}\n`)
      .join('');
  });

const HEAD = [
  text('load', 'загрузка'),
  text('version', 'версия'),
  NO_WORDS,
  text('leads', 'лиды'),
  text('rows', 'строк'),
  text('since (UTC)', 'когда (UTC)'),
];
const IN_FORCE = text('in force', 'действует');
const BEFORE = text('before', 'прежняя');
/** Being loaded, or broken off: nobody but its loader knows which. */
const LOADING = text('not finished', 'не закончена');

/** Takes a load out of a store, and says so. */
export const dropFrom = (into: StoreAddress, load: string, io: Io): Promise<Text[]> =>
  withStore(into, io, async (store) => {
    const versions = await dropLoad(store, load);
    return [text(`${load}: dropped, with versions: ${versions}`, `${load}: убрано, версий: ${versions}`)];
  });

import { basename } from 'node:path';
import { DOUBTS_OF_DAYS, raiseDoubts } from '../doubts/all-doubts.js';
import type { Doubtful } from '../doubts/define-doubt.js';
import type { Engine } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { sql } from '../engines/sql.js';
import { Bug } from '../error.js';
import type { Built } from '../facts/built.js';
import { lineOf } from '../intake/scan/line-of.js';
import type { Io } from '../io.js';
import { clockIn } from '../session/clock.js';
import { momentsFor } from '../session/facts-of-exports.js';
import type { LaidInStore } from '../session/laid-in-store.js';
import type { ReadOptions, Session } from '../session/session.js';
import type { TypedPaths } from './loads.js';
import { readPlain, writePlain } from './plain-data.js';

/** The options that a load was asked with. Its facts depend on them, and reports name them. */
export type AskedOfLoad = Pick<
  ReadOptions,
  'paths' | 'config' | 'timezone' | 'currency' | 'asOf' | 'guess' | 'reach' | 'maxRejects'
>;

/** Without the paths of the exports: from another folder or machine the facts are the same. */
type AskedOfFacts = Omit<AskedOfLoad, keyof TypedPaths>;

/** All that is known of the facts of a load, besides the tables. */
interface Description {
  readonly asked: AskedOfFacts;
  readonly session: Pick<
    Session,
    'facts' | 'config' | 'ledger' | 'warnings' | 'currency' | 'asOf' | 'asked' | 'zone' | 'workingTime' | 'lineMaps'
  >;
  readonly configFile: string | null;
  readonly built: KnownOfBuilt;
  readonly areDeals: { readonly won: boolean; readonly linked: boolean };
  readonly laid: LaidInStore;
}

/** Without the parts that are of use only beside the exports: rows, and their places in files. */
type KnownOfBuilt = Pick<
  Built,
  | 'currency'
  | 'sources'
  | 'stages'
  | 'ofLeads'
  | 'merged'
  | 'again'
  | 'moments'
  | 'gained'
  | 'paid'
  | 'history'
  | 'matching'
  | 'touches'
  | 'calls'
  | 'census'
>;

const NAMES = [
  ...(['currency', 'sources', 'stages', 'ofLeads', 'merged', 'again', 'moments', 'gained', 'paid', 'history'] as const),
  ...(['matching', 'touches', 'calls', 'census'] as const),
] satisfies readonly (keyof KnownOfBuilt)[];

/**
 * Gives the text from which `storedSession` makes a session of the same facts. `areNamed`: some leads have no ID, and
 * are named by the line they stand in.
 */
export function describe(session: Session, asked: AskedOfLoad, laid: LaidInStore, areNamed: boolean): string {
  const { config, ledger, warnings, currency, asOf, zone, workingTime, built } = session;
  const facts = { ...session.facts, files: session.facts.files.map((one) => ({ ...one, path: one.file })) };
  const { sources, matching, touches, calls } = built;
  const description: Description = {
    asked: pick(asked, ['timezone', 'currency', 'asOf', 'guess', 'reach', 'maxRejects']),
    session: {
      ...{ facts, config, ledger, warnings, currency, asOf, asked: session.asked, zone, workingTime },
      lineMaps: areNamed ? session.lineMaps : [],
    },
    configFile: session.inputs.configFile === null ? null : basename(session.inputs.configFile),
    built: {
      ...pick(built, NAMES),
      sources: { ...sources, nameFurther: undefined as never },
      matching: { ...matching, replaced: [], leftOut: [], rows: NOWHERE },
      touches: { ...touches, repeated: [] },
      calls: { ...calls, repeated: [] },
    },
    areDeals: { won: built.wonDeals !== null, linked: built.linked !== null },
    laid,
  };
  return writePlain(description);
}

const pick = <Of, Name extends keyof Of>(of: Of, names: readonly Name[]): Pick<Of, Name> =>
  Object.fromEntries(names.map((name) => [name, of[name]])) as Pick<Of, Name>;

/** Stands in for the parts of statements that no store is ever asked. */
const NOWHERE = sql`(rows_of_exports)`;

export const readDescription = (text: string): Description => readPlain(text) as Description;

/** Makes a session whose facts lie in a store. `given.moments`: the moments of leads that somebody asks for. */
export function storedSession(
  { session, configFile, built: known, areDeals, laid }: Description,
  engine: Engine,
  given: Pick<ReadOptions, 'moments'>,
  io: Io,
): Session {
  const wanted = momentsFor(
    [...(given.moments ?? []), ...(session.facts.tables.has('touches') ? (['created_at'] as const) : [])],
    session.config,
  );
  const built = {
    ...known,
    moments: new Set([...known.moments].filter((moment) => wanted.has(moment))),
    ...{ crm: NOWHERE, leads: NOWHERE, linked: areDeals.linked ? NOWHERE : null },
    wonDeals: areDeals.won ? spelt.beside(sql`won_deals`, NOWHERE) : null,
  } as unknown as Built;
  const doubtful = { ...({ ...built, engine } as Doubtful), files: session.facts.files.map(({ file }) => file) };
  return {
    ...session,
    // The warnings tell what was no export. What else such a file may be can only be found where it lies.
    ...{ engine, built, laid, left: [] },
    inputs: {
      ...{ config: session.config, configFile, files: [], rates: null, holidays: null, ignored: [], dangling: [] },
      ...{ unread: [], folders: [], unmatched: new Set() },
    },
    handOn: async () => {
      throw new Bug('rows of a store are not handed on');
    },
    today: () => clockIn(io, session.zone).slice(0, 10),
    lineOf(file, record) {
      const map = session.lineMaps[file];
      if (!map) throw new Bug(`no lines of file ${file} are stored`);
      return lineOf(map, record);
    },
    doubtsOfDays: (scope) => raiseDoubts(DOUBTS_OF_DAYS, { ...doubtful, scope }),
  };
}

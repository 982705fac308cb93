import { layDown } from '../engines/lay-down.js';
import { name } from '../engines/sql.js';
import { type Text, text, UserError } from '../error.js';
import type { Io } from '../io.js';
import { formatWhole } from '../model/numbers.js';
import type { StoreAddress } from '../model/store-address.js';
import { type Lang, NO_WORDS } from '../model/text.js';
import { VERSION } from '../options/version.js';
import { accepted } from '../session/accepted.js';
import type { ReadOptions } from '../session/read-options.js';
import { type Session, withSession } from '../session/session.js';
import { type LoadedFacts, loadFacts } from '../store/load-facts.js';
import { DESCRIPTION, prepareLoads } from '../store/loads.js';
import { shardsOf } from '../store/shards.js';
import type { StoredTable } from '../store/stored-tables.js';
import { requireLoadName } from '../store/versions.js';
import { checkedReport } from './compute-report.js';
import { talk } from './print-talk.js';
import { isStrict, strictError } from './report-warnings.js';
import { FOR_ANY_REPORT, factsToStore } from './stored-facts.js';
import { withStore } from './with-store.js';

interface LoadAsked {
  readonly into: StoreAddress;
  readonly crm: string | undefined;
  /** Of which codes a warning is an error, and nothing is loaded. */
  readonly strict: boolean | ReadonlySet<string>;
  readonly quiet: boolean;
  lang(): Lang;
}

/**
 * Reads the exports as a report does, prints the same warnings, and loads their facts into a store. Gives what there is
 * to say of that.
 */
export async function loadInto(
  options: ReadOptions,
  { into, crm, strict, quiet, lang }: LoadAsked,
  io: Io,
): Promise<Text[]> {
  if (crm !== undefined) requireLoadName(crm);
  return withStore(into, io, async (store) => {
    // Who may not load is told before anything is read.
    await prepareLoads(store, await shardsOf(store));
    return withSession({ ...options, ...FOR_ANY_REPORT, handsOn: true }, io, async (session) => {
      const { engine, handOn } = session;
      const load = crm ?? crmOf(session, into);
      // A nightly load has no report to look at: oddities of the exports are told before they replace the previous load.
      const { warnings } = await checkedReport(session, options);
      const { ledger, config } = session;
      const errors = accepted(warnings, config.accept, ledger).open.filter(({ code }) => isStrict(strict, code));
      if (errors.length > 0) throw strictError(errors);
      if (!quiet) io.err(talk({ ledger, warnings }, lang()));
      const { tables, description } = await factsToStore(session, options);
      const all = [...tables, await describedBy(session, description)];
      const done = await loadFacts(store, {
        ...{ engine, handOn, load, tables: all, program: VERSION },
        typed: { paths: options.paths, config: options.config },
        begin: (rows) => io.goingOn?.begin('load', undefined, rows),
        reach: (rows) => io.goingOn?.reach(rows),
      });
      return saidOf(done);
    });
  });
}

/** Pieces in which a store takes it. */
const PIECE = 250_000;

async function describedBy({ engine }: Session, description: string): Promise<StoredTable> {
  const parts = Array.from({ length: Math.ceil(description.length / PIECE) }, (_, part) => [
    part,
    description.slice(part * PIECE, (part + 1) * PIECE),
  ]);
  await layDown(engine, DESCRIPTION, { part: 'integer', words: 'varchar' }, parts);
  return { name: DESCRIPTION, relation: name(DESCRIPTION), spread: 'whole' };
}

/** What the CRM of its exports is called. */
function crmOf({ facts }: Session, { shown }: StoreAddress): string {
  const crms = [...new Set(facts.files.filter(({ table }) => table === 'crm').map(({ source }) => source))];
  const [only = 'ads', ...others] = crms.map((source) => (source === 'configured' ? 'crm' : source));
  if (others.length === 0) return only;
  throw new UserError(
    text(
      `${shown}: a load is of one CRM, and these exports are of several (${[only, ...others].join(', ')})`,
      `${shown}: загрузка — из одной CRM, а выгрузки из нескольких (${[only, ...others].join(', ')})`,
    ),
    {
      hint: text(
        `--crm ${only} calls them all so; or load the exports of each by themselves`,
        `--crm ${only} назовёт их всех так; или загрузите каждую отдельно`,
      ),
    },
  );
}

function saidOf(done: LoadedFacts): Text[] {
  const { version, isSame, isOvertaken, rows, leads, leadsBefore, before, resumed, left } = done;
  const { load, number } = version;
  const count = text(formatWhole(rows, 'en'), formatWhole(rows, 'ru'));
  if (isSame)
    return [
      text(
        `${load}: nothing changed: version ${number} is made of the same exports and settings`,
        `${load}: без изменений: версия ${number} — из тех же выгрузок и с теми же настройками`,
      ),
    ];
  // Exports of half of the months would replace all of them: this shows how the load differs from the previous one.
  const [en, ru] = (['en', 'ru'] as const).map((lang) => [formatWhole(leads, lang), formatWhole(leadsBefore, lang)]);
  const ofLeads =
    before === undefined
      ? text(`leads ${en?.[0]}`, `лидов ${ru?.[0]}`)
      : text(`leads ${en?.[0]}, before ${en?.[1]}`, `лидов ${ru?.[0]}, было ${ru?.[1]}`);
  const took = before === undefined ? NO_WORDS : text(`, in place of ${before.number}`, ` вместо ${before.number}`);
  return [
    isOvertaken
      ? text(
          `${load}: version ${number} was loaded (${count.en} rows), but a later one is in force`,
          `${load}: версия ${number} загружена (строк ${count.ru}), но действует более новая`,
        )
      : text(
          `${load}: version ${number} is in force${took.en}: ${count.en} rows; ${ofLeads.en}`,
          `${load}: действует версия ${number}${took.ru}: строк ${count.ru}; ${ofLeads.ru}`,
        ),
    ...(resumed > 0
      ? [
          text(
            `it went on where an earlier run had stopped (chunks that were there: ${formatWhole(resumed, 'en')})`,
            `продолжено с места остановки (уже было частей: ${formatWhole(resumed, 'ru')})`,
          ),
        ]
      : []),
    ...(left === null
      ? []
      : [
          text(
            `older versions still lie there, and the next load takes them away (${left.en})`,
            `старые версии ещё там, их уберёт следующая загрузка (${left.ru})`,
          ),
        ]),
  ];
}

import { resolve } from 'node:path';
import { text, UserError } from '../error.js';
import { conversionLeads } from '../facts/conversion-leads.js';
import { TIMES } from '../facts/stage-days.js';
import { tellsEnds } from '../facts/told-of-leads.js';
import type { Io } from '../io.js';
import {
  CONVERSION_STAGES,
  CONVERSION_TARGETS,
  type ConversionId,
  type ConversionStage,
  type ConversionTarget,
  idOfSent,
  lastSent,
  subjectOf,
  TEMPLATES,
} from '../model/conversion-templates.js';
import { meantOf, thereAre } from '../model/meant.js';
import type { Text } from '../model/text.js';
import { clockOf, stretchesOf } from '../model/zone-clock.js';
import { conversionsCsv, sentCsv } from '../render/conversions-csv.js';
import { withFileLock } from '../session/file-lock.js';
import { refuseInputs, refuseOddTargets, writeFiles } from '../session/output.js';
import { readConversions, readSent, SENT_HEAD } from '../session/sent-conversions.js';
import { type ReadOptions, type Session, withSession } from '../session/session.js';
import { refuseAmong } from './among-exports.js';
import { type ChosenConversions, chosenConversions } from './chosen-conversions.js';
import { confirmedInWords, conversionsInWords, NOT_YET_SENT } from './conversions-in-words.js';
import { refuseOver } from './refuse-print.js';
import { leadNames } from './shown-lead.js';

interface ConversionsAsked {
  readonly for: ConversionTarget | undefined;
  readonly stage: ConversionStage | undefined;
  readonly id: ConversionId | undefined;
  readonly out: string | undefined;
  /** The list of what was sent. */
  readonly sent: string | undefined;
}

/**
 * Writes the file for a platform, to stdout without `--out`. Gives what there is to say of it. The list of what was sent
 * is only read.
 */
export async function writeConversions(options: ReadOptions, asked: ConversionsAsked, io: Io): Promise<Text[]> {
  const { target, stage } = required(asked);
  const files = [asked.out ?? [], asked.sent ?? []].flat();
  refuseAmong(files, options.paths, io.cwd);
  if (files.length > 0)
    await refuseOver(
      files.map((file) => resolve(io.cwd, file)),
      options,
      io,
    );
  const isOverState =
    asked.out !== undefined && asked.sent !== undefined && resolve(io.cwd, asked.out) === resolve(io.cwd, asked.sent);
  if (isOverState) throw overState(asked.sent as string);
  const before = asked.sent === undefined ? [] : await readSent(asked.sent, io.cwd);
  const sent = new Set([...lastSent(before ?? []).values()].map(idOfSent));
  return withSession({ ...options, moments: TIMES, clients: true }, io, async (session) => {
    const zone = session.zone;
    if (zone === undefined && TEMPLATES[target].needsZone) throw withoutZone(target);
    const maxAge = ageFor(session, target);
    const chosen = await chosenOf(session, { target, stage, id: asked.id, maxAge, sent });
    const written = conversionsCsv(target, chosen, zone);
    if (asked.out === undefined) io.out(written);
    else await writeFiles(new Map([[resolve(io.cwd, asked.out), written]]));
    return [
      ...conversionsInWords(chosen, { target, stage, maxAge, warnings: session.warnings.length }),
      ...(before === null ? [NOT_YET_SENT(asked.sent as string)] : []),
    ];
  });
}

/** Adds the rows of an uploaded file to the list of what was sent, whole or not at all. Gives what there is to say. */
export async function confirmConversions(
  file: string,
  state: string | undefined,
  paths: readonly string[],
  io: Io,
): Promise<Text[]> {
  if (state === undefined)
    throw new UserError(text('--confirm adds to the list of --sent', '--confirm дополняет список из --sent'), {
      hint: text(`--confirm ${file} --sent sent.csv`, `--confirm ${file} --sent sent.csv`),
    });
  const [from, into] = [resolve(io.cwd, file), resolve(io.cwd, state)];
  refuseAmong([state], paths, io.cwd);
  await refuseOddTargets([into]);
  await refuseInputs([into], [from]);
  const uploaded = await readConversions(file, io.cwd);
  const added = await withFileLock(into, async () => {
    const before = (await readSent(state, io.cwd)) ?? [];
    const [now, all] = [lastSent(before), [...before]];
    for (const one of uploaded) {
      const last = now.get(subjectOf(one));
      if (last && idOfSent(last) === idOfSent(one)) continue;
      now.set(subjectOf(one), one);
      all.push(one);
    }
    if (all.length > before.length) await writeFiles(new Map([[into, sentCsv(SENT_HEAD, all)]]));
    return all.length - before.length;
  });
  return [confirmedInWords(state, { added, of: uploaded.length })];
}

interface Chosen {
  readonly target: ConversionTarget;
  readonly stage: ConversionStage;
  readonly id: ConversionId | undefined;
  readonly maxAge: number | null;
  readonly sent: ReadonlySet<string>;
}

async function chosenOf(session: Session, wanted: Chosen): Promise<ChosenConversions> {
  const { built, config, currency, engine, facts, zone } = session;
  if (!facts.tables.has('crm')) throw withoutLeads();
  const { target, stage } = wanted;
  const asOf = session.asOf ?? NEVER;
  const leads = await conversionLeads(engine, built, facts.fields.crm, {
    stage,
    asOf,
    isAsked: session.asked !== undefined,
  });
  const shown = leadNames(session);
  const days = leads.flatMap(({ reachedAt }) => reachedAt?.slice(0, 10) ?? []).sort();
  const clock = clockOf(stretchesOf(zone, days[0] ?? NEVER, days.at(-1) ?? NEVER));
  return chosenConversions(leads, {
    ...wanted,
    currency,
    name: config.conversions?.names[stage] ?? stage,
    tellsEnds: tellsEnds(built.ofLeads),
    nameOf(key) {
      const { id, file } = shown(key);
      return file === null ? id : null;
    },
    momentOf: (moment) => (target === 'yandex-offline' ? String(clock(...partsOf(moment))) : moment),
  });
}

/** Where no export has a date. */
const NEVER = '1970-01-01';

const partsOf = (moment: string): [day: string, seconds: number] => {
  const [day = '', time = ''] = moment.split(' ');
  const [hours, minutes, seconds] = time.split(':').map(Number) as [number, number, number];
  return [day, (hours * 60 + minutes) * 60 + seconds];
};

/** The age in days beyond which the platform takes nothing, or less where the configuration says so. */
function ageFor({ config }: Pick<Session, 'config'>, target: ConversionTarget): number | null {
  const limits = [TEMPLATES[target].maxAge, config.conversions?.maxAge ?? null].filter((one) => one !== null);
  return limits.length === 0 ? null : Math.min(...limits);
}

function required({ for: target, stage, id }: ConversionsAsked) {
  if (target === undefined)
    throw new UserError(text('for which platform?', 'для какой площадки?'), {
      hint: thereAre(CONVERSION_TARGETS.map((one) => `--for ${one}`)),
    });
  if (stage === undefined)
    throw new UserError(text('which conversion?', 'какую конверсию?'), {
      hint: thereAre(CONVERSION_STAGES.map((one) => `--stage ${one}`)),
    });
  const ids = [...TEMPLATES[target].ids.keys()];
  if (id !== undefined && !ids.includes(id))
    throw new UserError(text(`--id ${id}: ${target} does not take it`, `--id ${id}: ${target} его не принимает`), {
      hint: meantOf(id, ids),
    });
  return { target, stage };
}

const withoutZone = (target: ConversionTarget): UserError =>
  new UserError(
    text(
      `${target} takes moments of a time zone, and nothing says in which these are`,
      `${target} принимает время с часовым поясом, а в каком оно здесь, не сказано`,
    ),
    {
      hint: text(
        'timezone: Europe/Moscow in funnel.yaml, or --timezone Europe/Moscow',
        'timezone: Europe/Moscow в funnel.yaml или --timezone Europe/Moscow',
      ),
    },
  );

const withoutLeads = (): UserError =>
  new UserError(text('there are no leads of a CRM here', 'здесь нет лидов из CRM'), {
    hint: text('what these files are: funnel check', 'что это за файлы: funnel check'),
  });

const overState = (file: string): UserError =>
  new UserError(text('is both --out and --sent', 'указан и в --out, и в --sent'), {
    file,
    hint: text(
      'name two files: only --confirm adds to what was sent',
      'укажите два файла: список дополняет только --confirm',
    ),
  });

import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { stringify as yaml } from 'yaml';
import { parseConfig } from '../config/read-config.js';
import type { Yaml } from '../config/yaml.js';
import type { Text } from '../error.js';
import { type LeftOut, loadFiles } from '../intake/load-files.js';
import { isByPlace } from '../intake/shape/header.js';
import { dayIn } from '../intake/shape/preamble.js';
import { columnsOf } from '../intake/type/conditions.js';
import { rulesIn } from '../intake/type/worked.js';
import type { Io } from '../io.js';
import { lookAt, type MaskedFile, maskFile, maskRow, maskTotal, rowsIn } from '../masks/mask-file.js';
import { maskedHeadings } from '../masks/mask-headings.js';
import type { MaskOptions } from '../masks/masked-columns.js';
import { type Draw, type Masking, masking } from '../masks/masking.js';
import { csvLines } from '../model/csv-lines.js';
import { shiftDay } from '../model/dates.js';
import { areSums } from '../model/tables.js';
import { makeScratch } from '../scratch.js';
import { configOf } from './anonymised-config.js';
import { findInputs, type Inputs } from './inputs.js';
import { intakeOptionsOf } from './intake-options.js';
import { maskedSettings } from './masked-settings.js';
import type { ReadOptions } from './read-options.js';
import { spool } from './standard-input.js';

/** The exports as a stranger may see them. */
export interface Anonymised {
  /** Name → content, funnel.yaml among them. */
  files: ReadonlyMap<string, Uint8Array>;
  masked: readonly MaskedFile[];
  inputs: Inputs;
  masks: Masking;
  /** Files that are no exports. */
  left: readonly LeftOut[];
  /** What had to be left out of funnel.yaml. */
  dropped: readonly Text[];
}

/** Makes the copy, and passes it to `work` while the exports are still open. */
export async function anonymised<T>(
  options: ReadOptions,
  io: Io,
  draw: Draw,
  work: (copy: Anonymised) => Promise<T>,
): Promise<T> {
  const inputs = await findInputs(options.paths, io.cwd, options.config);
  if (inputs.config.lang) io.speak?.(inputs.config.lang);
  const scratch = await makeScratch();
  try {
    const intake = intakeOptionsOf(inputs.config, options);
    const { loaded, left } = await loadFiles(
      await spool(inputs.files, io, scratch),
      { ...intake, goingOn: io.goingOn },
      scratch,
    );
    const masks = masking(draw);
    const asked: MaskOptions = {
      ...intake,
      people: intake.people && { fields: intake.people.fields, country: intake.people.country },
    };
    const masked: MaskedFile[] = [];
    for (const one of loaded) masked.push(await maskFile(one, asked, masks));
    for (const one of masked) {
      io.goingOn?.begin('mask', one.loaded.file.name);
      await lookAt(one);
    }
    for (const { recognised } of loaded)
      for (const { status, pipeline } of recognised.entered) {
        masks.words.stay('status', status);
        if (pipeline !== null) masks.words.stay('pipeline', pipeline);
      }
    const named = [...asked.dimensions.values(), ...rulesIn(asked).flatMap((rule) => [...columnsOf(rule).all])];
    const headings = maskedHeadings(masked, named);
    const files = new Map<string, Uint8Array>();
    const entries: Yaml[] = [];
    for (const [at, one] of masked.entries()) {
      const path = nameOf(one, at, masked.length, masks);
      const own = headings.of(one);
      io.goingOn?.begin('mask', one.loaded.file.name);
      files.set(path, await contentOf(one, own));
      entries.push(await maskedSettings(one, { path, headings: own, masks }));
    }
    const { config, dropped } = await configOf(inputs, { masked, headings, masks, options, written: files, io });
    config.set('files', entries);
    const source = yaml(config, { lineWidth: 0 });
    parseConfig(source, 'funnel.yaml');
    files.set('funnel.yaml', Buffer.from(`${HEAD}${source}`));
    return await work({ files, inputs, masked, masks, left, dropped });
  } finally {
    scratch.remove();
  }
}

const HEAD = '# Written by funnel anonymize, with the exports beside it: pseudonymous, not anonymous.\n';

/**
 * The name of a file in the copy: `export-03-2026-05-31.csv`. It has its number, and the words and the day by which
 * some exports are recognised.
 */
function nameOf({ loaded: { file } }: MaskedFile, at: number, all: number, masks: Masking): string {
  const own = basename(file.path);
  const words = [...new Set(own.toLowerCase().match(/reddit|campaign/g) ?? [])];
  const day = dayIn(basename(file.name));
  const number = String(at + 1).padStart(Math.max(2, String(all).length), '0');
  return `${['export', number, ...words, ...(day === null ? [] : [shiftDay(day, masks.days())])].join('-')}.csv`;
}

/**
 * The content of a file in the copy: as many lines above the header as there were, the header, the rows that count, the
 * totals.
 */
async function contentOf(masked: MaskedFile, headings: readonly string[]): Promise<Uint8Array> {
  const { loaded } = masked;
  const { shape, isTable, recognised } = loaded;
  const delimiter = isTable ? ',' : shape.delimiter;
  const pieces: Buffer[] = [];
  let rows: string[][] = [];
  const flush = () => {
    pieces.push(Buffer.from(csvLines(rows, delimiter)));
    rows = [];
  };
  const numbers = await toldApart(masked);
  const numbered = (own: readonly string[], last: string): string[] => (numbers ? [...own, last] : [...own]);
  if (!isByPlace(recognised.settings)) {
    for (let line = 1; line <= loaded.preambleLines; line++) pieces.push(Buffer.from(`line ${line}\n`));
    rows.push(numbered(headings, ROW));
  }
  for await (const cells of rowsIn(loaded)) {
    rows.push(numbered(maskRow(cells, masked), String(numbers?.get(digestOf(cells)) ?? '')));
    if (rows.length >= MANY) flush();
  }
  for (const { record } of loaded.totals) {
    const total = maskTotal(record, masked);
    if (total) rows.push(numbered(total, ''));
  }
  flush();
  return Buffer.concat(pieces);
}

const MANY = 10_000;
const ROW = 'Row';

const digestOf = (cells: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(cells)).digest('base64');

/**
 * Rows that differ only in columns that are not read would become equal lines in the copy. Then a column of numbers is
 * added: different rows get different numbers, and rows that were equal get the same one. Undefined: the rows still
 * differ, or something else tells them apart, as in running totals.
 */
async function toldApart(masked: MaskedFile): Promise<ReadonlyMap<string, number> | undefined> {
  const { recognised, shape } = masked.loaded;
  const { table, entity, rowIsLead, splits = [], settings } = recognised;
  const isAsked = areSums(table) || rowIsLead || entity === 'deal';
  const isTaken = splits.length > 0 || settings?.latest !== undefined || shape.headings.includes(ROW);
  if (!isAsked || isTaken || isByPlace(settings)) return undefined;
  const [own, copies] = [new Map<string, number>(), new Set<string>()];
  for await (const cells of rowsIn(masked.loaded)) {
    const digest = digestOf(cells);
    if (!own.has(digest)) own.set(digest, own.size + 1);
    copies.add(digestOf(maskRow(cells, masked)));
  }
  return copies.size < own.size ? own : undefined;
}

import { basename } from 'node:path';
import type { Loaded } from '../scan/loaded.js';
import { type Days, periodIn } from '../shape/preamble.js';

/** The days that an export says it covers: in funnel.yaml, above its header, in the name of its file. */
export const statedDays = ({
  recognised,
  shape,
  file,
}: Pick<Loaded, 'recognised' | 'shape' | 'file'>): Days | undefined =>
  recognised.settings?.period ??
  periodIn(shape.preamble) ??
  periodIn([basename(file.name)]) ??
  periodIn([basename(file.path)]) ??
  undefined;

import { text } from '../../model/text.js';
import type { RowRule } from '../define-source.js';

/** Of a list of campaigns with all that is in them, level by level, only the campaigns count. `heading`: of what a row is. */
export const campaignsOnly = (heading: RegExp): RowRule => ({
  heading,
  keep: /^campaign$/i,
  why: text(
    'only the rows of campaigns count, which hold what their ad groups, ads and keywords spent: they must be in the download',
    'считаются только строки кампаний, в них уже есть расход их групп, объявлений и фраз: они должны быть в выгрузке',
  ),
});

import type { Export, Source } from '../../sources/define-source.js';

/** An export of a source, as it is found in a file. */
export interface Found {
  source: Pick<Source, 'name' | 'statuses'>;
  shape: Export;
  /** Its IDs were left out of the view that was exported. */
  isUnnumbered?: true;
}

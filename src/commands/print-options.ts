import type { Format } from '../model/dialect.js';
import type { Lang } from '../model/text.js';

/** How a report is written down, and where. */
export interface PrintOptions {
  format: Format | undefined;
  /** None: stdout. */
  out: readonly string[];
  /** The Excel of which language it is for; `own`: of that of the report. */
  excel: Lang | 'own' | false;
  raw: boolean;
  quiet: boolean;
  lang(): Lang;
  color: boolean;
  ci?: boolean;
  /** A file for gates as tests. */
  junit?: string | undefined;
  /** The history that the report is added to, and a file for what is another now. */
  append?: string | undefined;
  restated?: string | undefined;
}

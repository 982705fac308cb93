import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { computeReport } from '../../src/commands/compute-report.js';
import type { Report } from '../../src/model/report.js';
import { OPTIONS } from '../../src/options/all-options.js';
import { valuesOf } from '../../src/options/define-option.js';
import { RENDERERS } from '../../src/render/renderers.js';
import { silentIo } from '../silent-io.js';
import { options } from './sample.js';

const demo = fileURLToPath(new URL('../../fixtures/demo', import.meta.url));
const WORDS = {
  en: { CPL: 'cost per lead', CPQL: 'cost per qualified lead', ROMI: 'return on marketing investment' },
  ru: { CPL: 'цена лида', CPQL: 'цена квалифицированного лида', ROMI: 'окупаемость маркетинга' },
};

let report: Report;
beforeAll(async () => {
  report = await computeReport({ ...valuesOf(OPTIONS, {}), paths: [demo], sections: [] }, silentIo());
});

describe.each(['en', 'ru'] as const)('an abbreviation in %s', (lang) => {
  const widths = Array.from({ length: 34 }, (_, at) => 40 + 5 * at);
  it.each(widths)('is spelled out in every section where it stands, at %i columns', { tags: 'slow' }, (width) => {
    const sheets = report.sheets.map((sheet) => RENDERERS.table.renderSheet(sheet, options({ lang, width })));
    const findings = RENDERERS.table.render({ ...report, sheets: [], head: [] }, options({ lang, width }));
    for (const section of [...sheets, findings]) {
      const said = section.replaceAll(/\s+/g, ' ');
      for (const [short, words] of Object.entries(WORDS[lang]))
        if (new RegExp(`(?<![A-Za-z])${short}(?![A-Za-z])`).test(said)) expect(said, short).toContain(words);
    }
  });
});

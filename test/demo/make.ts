// Writes the exports of fixtures/demo (funnel.yaml there is written by hand). From the root of the repository:
//   npx esbuild test/demo/make.ts --bundle --platform=node --format=esm --outfile=/tmp/make-demo.mjs && node /tmp/make-demo.mjs

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { directCsv, googleCsv, vkCsv } from './ads.js';
import { amoCsv } from './crm.js';
import { makeLeads } from './leads.js';
import { metaAdsCsv, metaLeadsCsv } from './meta.js';
import { makeSpend } from './spend.js';
import { metrikaVisits } from './visits.js';

/** File name → bytes. The same on every machine. */
export function makeDemo(): Map<string, Buffer> {
  const leads = makeLeads();
  const spend = makeSpend(leads);
  return new Map([
    ['google-ads-campaign-report.csv', googleCsv(spend)],
    ['yandex-direct.csv', directCsv(spend)],
    ['vk-ads.csv', vkCsv(spend)],
    ['meta-ads.csv', metaAdsCsv(spend)],
    ['meta-leads.csv', metaLeadsCsv(leads)],
    ['metrika-visits.tsv', metrikaVisits(leads)],
    ['amocrm_export_leads_2026-05-31.csv', amoCsv(leads)],
  ]);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2] ?? 'fixtures/demo';
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of makeDemo()) {
    writeFileSync(join(folder, name), bytes);
    console.log(`${join(folder, name)}: ${bytes.length} bytes`);
  }
}

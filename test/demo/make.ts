// Writes the exports of fixtures/demo and of the folders beside it (funnel.yaml there is written by hand). From the root of the repository:
//   npx esbuild test/demo/make.ts --bundle --platform=node --format=esm --outfile=/tmp/make-demo.mjs && node /tmp/make-demo.mjs

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { directCsv, googleCsv, vkCsv } from './ads.js';
import { DAY, isoDay } from './calendar.js';
import { callsCsv } from './calls.js';
import { amoCsv } from './crm.js';
import { inJune } from './june.js';
import { makeLeads } from './leads.js';
import { metaAdsCsv, metaLeadsCsv } from './meta.js';
import { makeRuSpend, ruAvitoCsv, ruDirectCsv, ruTelegramCsv, ruVkCsv } from './ru-ads.js';
import { ruAmoCsv } from './ru-crm.js';
import { DOWNLOADS, makeRuLeads } from './ru-leads.js';
import { makeSpend } from './spend.js';
import { metrikaVisits } from './visits.js';

/** Folder → file name → bytes. The same on every machine, except for the compression of packed files. */
export const makeAll = (): Map<string, Map<string, Buffer>> =>
  new Map([
    ['fixtures/demo', makeDemo()],
    ['fixtures/demo-june', new Map([['amocrm_export_leads_2026-06-30.csv.gz', gzipSync(amoCsv(inJune(makeLeads())))]])],
    ['fixtures/demo-calls', new Map([['calls.csv', callsCsv(makeLeads())]])],
    ['fixtures/demo-ru', makeRuDemo()],
  ]);

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

function makeRuDemo(): Map<string, Buffer> {
  const leads = makeRuLeads();
  const spend = makeRuSpend(leads);
  return new Map([
    ...DOWNLOADS.map((moment, at) => {
      const day = isoDay(Math.floor(moment / DAY));
      return [`amocrm_export_leads_${day}.csv`, ruAmoCsv(leads, at)] as const;
    }),
    ['direct-poisk.csv', ruDirectCsv(spend, 'search')],
    ['direct-rsya.csv', ruDirectCsv(spend, 'network')],
    ['vk-reklama.csv', ruVkCsv(spend)],
    ...ruAvitoCsv(spend),
    ...ruTelegramCsv(spend),
  ]);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const [folder, files] of makeAll()) {
    mkdirSync(folder, { recursive: true });
    for (const [name, bytes] of files) {
      writeFileSync(join(folder, name), bytes);
      console.log(`${join(folder, name)}: ${bytes.length} bytes`);
    }
  }

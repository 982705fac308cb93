// Writes a folder of exports, the same bytes from the same numbers on every machine, with its funnel.yaml:
//   node test/bench/generate.mjs FOLDER [--leads 10000] [--dirty] [--campaigns 14] [--seed 1]
//
// crm.csv, ad_leads.csv (leads of ad forms) and ad_stats.csv (a row per day and campaign): 2.1 records to a lead. Clean
// is `,`, ISO dates, 1234.56. Dirty is the same leads with `;`, dd.mm.yyyy, `1 234,56`, words and IDs in odd case, IDs of
// forms with the decoration of an export (`l:`), one lead in a hundred twice (its older row in the CRM), and a cell that
// cannot be read in one row of a thousand.
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { campaignOf, DAYS, leadOf, olderThan, random } from './lead.mjs';
import { SOURCES, STATUSES } from './words.mjs';

const FIRST_DAY = Date.UTC(2025, 0, 6);
const CRM = [
  ...['lead_id', 'created_at', 'modified_at', 'status', 'qualified_at', 'contact_at', 'proposal_at', 'decision_at'],
  ...['closed_at', 'amount', 'reason', 'manager', 'source', 'utm_source', 'utm_medium', 'utm_campaign'],
  ...['gclid', 'yclid', 'note'],
];
const AD_LEADS = ['lead_id', 'created_at', 'source', 'campaign', 'form'];
const AD_STATS = ['day', 'source', 'campaign', 'impressions', 'clicks', 'conversions', 'cost'];

/** Writes the folder. Half a statistics row to a lead: as many campaigns as have it so over 364 days, or fewer days each. */
export function generate(folder, { leads = 10_000, dirty = false, seed = 1, campaigns = campaignsFor(leads) } = {}) {
  mkdirSync(folder, { recursive: true });
  const world = { leads, dirty, seed, campaigns: Math.max(4, campaigns - (campaigns % 4)) };
  const write = spelling(dirty);
  writeLeads(folder, world, write);
  writeStatistics(folder, world, write);
  writeFileSync(join(folder, 'funnel.yaml'), configuration(dirty));
}

const campaignsFor = (leads) => Math.max(12, Math.round(leads / 700));

function writeLeads(folder, world, write) {
  const crm = file(folder, 'crm.csv', CRM, write.delimiter);
  const forms = file(folder, 'ad_leads.csv', AD_LEADS, write.delimiter);
  const spoil = world.dirty ? (below) => below(1_000) === 0 : () => false;
  const isRepeated = (index) => world.dirty && index % 100 === 99;
  for (let index = 0; index < world.leads; index++) {
    const below = random(world.seed + 1, index);
    const lead = leadOf(index, world);
    crm.row(crmRow(lead, below, write, spoil(below)));
    if (isRepeated(index)) crm.row(crmRow(olderThan(lead), below, write, false));
    if (lead.form) forms.row(formRow(lead, below, write, spoil(below)));
    if (lead.form && isRepeated(index)) forms.row(formRow(lead, below, write, false));
    if (index % 200 === 0) forms.row(formRow(leadOf(world.leads + index / 200, world), below, write, false));
  }
  crm.close();
  forms.close();
}

function crmRow(lead, below, write, isSpoilt) {
  const { stages, utm, amount } = lead;
  const spoilt = isSpoilt ? below(3) : -1;
  const note = below(20);
  return [
    write.id(lead.id, below),
    write.moment(lead.created),
    write.moment(lead.modified),
    lead.status,
    spoilt === 0 ? 'на днях' : write.moment(stages[0]),
    spoilt === 1 ? 'не помню' : write.moment(stages[1]),
    write.moment(stages[2]),
    write.moment(stages[3]),
    write.moment(lead.closed),
    spoilt === 2 ? 'по запросу' : write.money(amount),
    write.word(lead.reason, below),
    lead.manager,
    write.word(lead.source, below),
    utm ? write.word(utm.source, below) : '',
    utm ? 'cpc' : '',
    utm ? utm.campaign : '',
    lead.gclid,
    lead.yclid,
    note === 0 ? '"Звонить, ""после обеда""; ждёт"' : '',
  ];
}

const formRow = ({ id, created, form }, below, write, isSpoilt) => [
  write.adId(id, below),
  isSpoilt ? 'вчера' : write.moment(created - (created % 60)),
  write.word(form.source, below),
  form.name,
  'Расчёт',
];

function writeStatistics(folder, { leads, campaigns, dirty, seed }, write) {
  const stats = file(folder, 'ad_stats.csv', AD_STATS, write.delimiter);
  const days = Math.min(DAYS, Math.max(2, Math.round((leads * 0.52) / campaigns)));
  // Campaigns begin one after another, so that those of each platform cover the whole period.
  const step = (DAYS - days) / Math.max(1, (campaigns >> 2) - 1);
  const begins = Array.from({ length: campaigns }, (_, number) => Math.round((number >> 2) * step));
  for (let day = 0; day < DAYS; day++)
    for (let number = 0; number < campaigns; number++) {
      if (day < begins[number] || day >= begins[number] + days) continue;
      const below = random(seed + 2, day * campaigns + number);
      const { source, name } = campaignOf(number);
      const clicks = 10 + below(70);
      const isSpoilt = dirty && below(1_000) === 0;
      stats.row([
        write.day(day),
        write.word(source, below),
        name,
        write.count(clicks * (20 + below(40))),
        write.count(clicks),
        write.count(below(7)),
        isSpoilt ? 'ошибка' : write.money(30_000 + below(270_000)),
      ]);
    }
  stats.close();
}

/** How cells are written. */
function spelling(dirty) {
  const two = (number) => String(number).padStart(2, '0');
  const days = Array.from({ length: DAYS }, (_, day) => {
    const iso = new Date(FIRST_DAY + day * 86_400_000).toISOString().slice(0, 10);
    return dirty ? iso.split('-').reverse().join('.') : iso;
  });
  const times = Array.from(
    { length: 86_400 },
    (_, at) => ` ${two(Math.floor(at / 3_600))}:${two(Math.floor(at / 60) % 60)}:${two(at % 60)}`,
  );
  const grouped = (whole) => (dirty ? String(whole).replace(/\B(?=(\d{3})+$)/g, ' ') : String(whole));
  const odd = (word, below) => {
    const at = below(6);
    return at === 0 ? word.toUpperCase() : at === 1 ? word.toLowerCase() : word;
  };
  return {
    delimiter: dirty ? ';' : ',',
    day: (day) => days[day],
    moment: (at) => (at === undefined ? '' : days[Math.floor(at / 86_400)] + times[at % 86_400]),
    money: (kopecks) =>
      kopecks === undefined ? '' : `${grouped(Math.floor(kopecks / 100))}${dirty ? ',' : '.'}${two(kopecks % 100)}`,
    count: grouped,
    word: dirty ? odd : (word) => word,
    id: dirty ? odd : (id) => id,
    adId: dirty ? (id, below) => (below(2) === 0 ? `l:${odd(id, below)}` : odd(id, below)) : (id) => id,
  };
}

/** A file that is written in pieces of about a megabyte. */
function file(folder, name, header, delimiter) {
  const descriptor = openSync(join(folder, name), 'w');
  let text = `${header.join(delimiter)}\n`;
  const flush = () => {
    writeSync(descriptor, text);
    text = '';
  };
  return {
    row(cells) {
      text += `${cells.join(delimiter)}\n`;
      if (text.length > 500_000) flush();
    },
    close() {
      flush();
      closeSync(descriptor);
    },
  };
}

function configuration(dirty) {
  const same = (fields) => fields.map((field) => `${field}: ${field}`).join(', ');
  const list = (entries) => entries.map(([key, value]) => `  ${key}: ${value}`).join('\n');
  const named = CRM.filter((field) => field !== 'note');
  return `timezone: Europe/Moscow
currency: RUB
files:
  - path: crm.csv
    table: crm
    columns: {${same(named)}, revenue: amount}
  - path: ad_leads.csv
    table: ad_leads
    columns: {${same(AD_LEADS)}}
  - path: ad_stats.csv
    table: ad_stats
    columns: {${same(AD_STATS.filter((field) => field !== 'conversions'))}, actions: conversions}
statuses:
${list(Object.entries(STATUSES).map(([status, stage]) => [status, stage === 'lost' ? '{lost: lead}' : stage]))}
sources:
${list(Object.entries(SOURCES).map(([name, spellings]) => [name, `[${spellings.join(', ')}]`]))}
norms: {qualified: 50%, contact: 80%, proposal: 50%, decision: 50%, deal: 50%}
${dirty ? 'ids: {ignore_case: true}\n' : ''}`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const number = { type: 'string' };
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { leads: number, campaigns: number, seed: number, dirty: { type: 'boolean' } },
  });
  const [folder] = positionals;
  if (!folder) throw new Error('a folder: node test/bench/generate.mjs FOLDER [--leads 10000] [--dirty]');
  const { dirty, ...numbers } = values;
  generate(folder, { dirty, ...Object.fromEntries(Object.entries(numbers).map(([key, text]) => [key, Number(text)])) });
}

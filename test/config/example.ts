/** The example of interface.md, "Configuration", word for word. */
export const EXAMPLE = `timezone: Europe/Moscow
currency: RUB
rates: {USD: 92.5, EUR: 100.1}        # or a file with date,currency,rate
vat: excluded                          # or 20%: spend in the exports includes it
margin: 40%                            # for ROMI of gross profit; without it ROMI is of revenue
ignore: ["*.txt", products.csv]          # files of the folder that are no exports
lookups:                               # words by words: {owner: {file: owners.csv, key: Owner, value: Office}}
files:                                 # only where an export is not recognised, or must be told apart
  - path: exports/deals*.csv
    table: crm                         # crm | ad_stats | ad_leads | touches | stage_events; one export may feed two: [crm, stage_events]
    entity: lead                       # in crm: lead (default) or deal, with lead_id as the link; on leads deal_id links the other way
    format: zoho                       # a known source; its columns may be overridden
    columns:                           # canonical field: heading, several in order of preference, or /a pattern/
      lead_id: Id                      # or $row, where each row is a lead
      created_at: Created Time
      modified_at: Modified Time
      status: Stage                    # also: pipeline, outcome (where a CRM holds won/lost apart from the stage)
      source: Source                   # also: medium, campaign, utm_*, gclid, yclid, fbclid, …
      revenue: Initial Amount Paid     # of a won deal; amount: what is hoped for (pipeline); currency
      reason: Lost Reason
      manager: Deal Owner Name
      response: SLA                    # a duration; or answered_at, assigned_at: moments
      closed_at: Closing Date
      proposal_at: Offer sent          # <stage>_at: the date of a stage
    timezone: Europe/Berlin            # per file: timezone, currency, vat, dates, decimal, encoding, delimiter
    dates: dd.MM.yyyy HH:mm            # only where the file leaves it open
    set: {source: Facebook Ads}        # a constant for a field that the file lacks
    period: {from: 2026-10-01, to: 2026-10-31}   # spend without days, where the export does not say
dimensions: {product: Product, city: City}     # columns for --by and --where
statuses:                              # CRM status, or "Pipeline / Status" → stage, or lost, {lost: proposal} (lost after it), or ignore
  Qualificated: qualified
  Waiting For Payment: decision
  Payment Done: deal
  Lost: lost
rules:                                 # evidence of a stage in a row's values; several columns: all of them; a list of maps: any of them; values: a list, present, absent, "> 0", {not: […]}
  qualified: {Quality: [A - High, B - Medium, C - Low]}
  contact: {Quality: [A - High, B - Medium, C - Low], SLA: present}
  proposal: {Quality: [A - High, B - Medium, C - Low], Offer Total Amount: "> 0"}
exclude: {Source: [Test]}              # rows left out, and counted in the ledger
sources: {Facebook Ads: [facebook, fb, meta], Organic: [seo]}
reasons: {Price: [Expensive, дорого], Spam: [Invalid number, Inadequate]}
norms: {qualified: 0.8, proposal: 0.5, deal: 0.2}       # step rates; per source: norms.by.source.<name>
maturity: {deal: 60d}
sla: {response: 15m, feedback: 3d, calendar: {days: Mon-Fri, hours: "09:00-18:00", holidays: [2026-01-01]}}
standard: {role: Job, need: Need, budget: Budget, deadline: Deadline, interest: [Visited pricing, Asked for a demo], at_least: 2}
plan: {per: month, revenue: 5000000, deals: 80, by: {source: {VK: {leads: 300}}}}
bonus: {of: revenue, steps: {80%: 50%, 100%: 100%}}
accept: {duplicate-leads: 2%, rejected-lines: 6}     # what check says and no longer fails on, up to the bound
lang: ru
title: ООО «Пример»
gates:                                 # exit 1 when one fails; a blank figure or a missing row fails too, unless optional: true; warn: true only warns
  - {name: Директ не дороже 400, metric: cpl, max: 400, where: {source: Яндекс.Директ}}
  - {figure: lost_without_reason, max: 5%, weeks: 4}
hypotheses:
  - {name: Убрали «бесплатно», side: marketing, who: Марина, since: 2026-03-02, figure: qualified_rate, where: {source: VK}, weeks: 4, expect: up}
`;

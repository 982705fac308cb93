import { type Text, text } from './text.js';

/** A column of a view: what it holds, and what that is in the database that answers. */
interface ViewColumn {
  readonly type: ViewType;
  readonly says: Text;
}

/**
 * Amounts, and conversions that come in parts, are exact to six decimals. A moment of which only the day is known is its
 * midnight.
 */
export const VIEW_TYPES = {
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
  integer: 'BIGINT',
  decimal: 'DECIMAL(38,6)',
  date: 'DATE',
  moment: 'TIMESTAMP',
} as const;
type ViewType = keyof typeof VIEW_TYPES;

export interface SqlView {
  /** What a row is. */
  readonly says: Text;
  readonly columns: Readonly<Record<string, ViewColumn>>;
  /** A column for each dimension of the configuration stands behind these. */
  readonly hasDimensions?: true;
}

const of =
  (type: ViewType) =>
  (en: string, ru: string): ViewColumn => ({ type, says: text(en, ru) });
const words = of('text');
const flag = of('boolean');
const whole = of('integer');
const amount = of('decimal');
const day = of('date');
const moment = of('moment');

const LEAD_ID = words(
  'the lead, the same in every view: its ID in the CRM, or the line that stands for it',
  'лид, один и тот же во всех таблицах: его ID в CRM или строка файла, если ID нет',
);
const SOURCE = words('the source, as in reports', 'источник, как в отчётах');
const PLATFORM = words(
  'the ad platform of that source, where it is one',
  'рекламная площадка источника, если это площадка',
);
const CAMPAIGN = words('the campaign, as in reports', 'кампания, как в отчётах');
const KEYWORD = words('the keyword, without operators, in small letters', 'ключевая фраза без операторов, строчными');
const reached = (stage: string) =>
  flag(
    `reached ${stage}, as reports count it; null: no export tells of it`,
    `дошёл до ${stage}, как считают отчёты; null: в выгрузках этого нет`,
  );
const undone = (stage: string) =>
  flag(
    `lost, and no export tells whether it reached ${stage}`,
    `отказ, и дошёл ли до ${stage}, по выгрузкам неизвестно`,
  );
const came = (stage: string) => moment(`when it came to ${stage}`, `когда дошёл до ${stage}`);

/**
 * The views of `funnel sql`: a row per lead, line of ad statistics, touch, event, call and payment, in the terms of
 * reports. Scripts rely on the names: no column changes its meaning, and new ones come last.
 */
export const SQL_VIEWS = {
  leads: {
    says: text('one row per lead', 'строка на лид'),
    hasDimensions: true,
    columns: {
      lead_id: LEAD_ID,
      created_at: moment('when it was made', 'когда создан'),
      created_on: day('on which day: that by which reports count it', 'в какой день: по нему его считают отчёты'),
      source: SOURCE,
      platform: PLATFORM,
      match: words(
        'what named the source: ad_lead, click, utm, crm, none; not_in_crm where the CRM never received it',
        'откуда источник: ad_lead, click, utm, crm, none; not_in_crm — в CRM лид не попал',
      ),
      campaign: CAMPAIGN,
      ad_group: words('the ad group of its form', 'группа объявлений его формы'),
      ad: words('the ad of its form', 'объявление его формы'),
      keyword: KEYWORD,
      account: words('the account of that campaign, where it is one', 'аккаунт кампании, если он один'),
      manager: words('who has it in the CRM', 'чей он в CRM'),
      status: words('its status, in the words of the CRM', 'статус словами CRM'),
      stage: words(
        'how deep it got: lead, qualified, contact, proposal, decision, deal',
        'докуда дошёл: lead, qualified, contact, proposal, decision, deal',
      ),
      ending: words('won, lost or open; null: nothing tells', 'won, lost или open; null: неизвестно'),
      qualified: reached('qualified'),
      contact: reached('contact'),
      proposal: reached('proposal'),
      decision: reached('decision'),
      deal: reached('deal'),
      contacted: flag('somebody talked to it, qualified or not', 'с ним говорили, квалифицирован он или нет'),
      unknown_qualified: undone('qualified'),
      unknown_contact: undone('contact'),
      unknown_proposal: undone('proposal'),
      unknown_decision: undone('decision'),
      lost: flag('it was lost; null: nothing tells who is', 'отказ; null: неизвестно, у кого отказ'),
      reason: words('why it was lost, as in reasons', 'причина отказа, как в reasons'),
      category: words('the group of that reason', 'категория причины'),
      reason_text: words('the same in the words of the CRM', 'причина словами CRM'),
      not_handed_over: flag('an ad platform has it, and the CRM does not', 'есть в рекламном кабинете, а в CRM нет'),
      duplicate: flag(
        'lost as a duplicate of another: it stays a lead',
        'отказ как дубль другого: лидом он считается всё равно',
      ),
      repeat: flag(
        'of a person who had come before: it stays a lead',
        'этот человек уже приходил: лидом он считается всё равно',
      ),
      undecided: flag(
        'lost without a decision: a duplicate, spam, a test, or out of reach',
        'отказ без решения: дубль, спам, тест или не дозвонились',
      ),
      worked: flag('qualified, or lost by a decision', 'квалифицирован или отказ по решению'),
      costed: flag(
        'the spend of its source covers its day: prices divide by these leads',
        'расход его источника известен за этот день: цены делятся на таких лидов',
      ),
      won_deals: whole('how many won deals it has', 'сколько у него выигранных сделок'),
      priced_deals: whole('how many of them have an amount', 'у скольких из них есть сумма'),
      revenue: amount(
        'what they brought, in the currency of the report; null: nothing is won, or no amount is known',
        'сколько они принесли, в валюте отчёта; null: ничего не выиграно или сумма неизвестна',
      ),
      profit: amount('what is left of that, where it is told', 'сколько из этого осталось, если это известно'),
      pipeline: amount('what is hoped for of an open lead', 'сумма в работе открытого лида'),
      assigned_at: moment('when somebody was given it', 'когда назначен менеджеру'),
      answered_at: moment('when it was first answered', 'когда ему впервые ответили'),
      response_seconds: whole(
        'in how many seconds, where an export says so itself',
        'за сколько секунд ответили, если это есть в самой выгрузке',
      ),
      qualified_at: came('qualified'),
      contact_at: came('contact'),
      proposal_at: came('proposal'),
      decision_at: came('decision'),
      deal_at: came('deal'),
      closed_at: moment(
        'when it was won or lost; of what is open, when that is planned',
        'когда выигран или потерян; у открытого — когда это намечено',
      ),
    },
  },
  spend: {
    says: text('one row per line of ad statistics', 'строка на строку рекламной статистики'),
    hasDimensions: true,
    columns: {
      file: words('the export that it stands in', 'выгрузка, в которой она стоит'),
      line: whole('the line of that file', 'строка этого файла'),
      day: day('the day; null where the export has none', 'день; null, если в выгрузке дней нет'),
      period_from: day(
        'the first of the days that a line without a day covers',
        'первый день, за который строка без дня',
      ),
      period_to: day('the last of them', 'последний такой день'),
      source: SOURCE,
      platform: PLATFORM,
      campaign: CAMPAIGN,
      ad_group: words('the ad group', 'группа объявлений'),
      ad: words('the ad', 'объявление'),
      keyword: KEYWORD,
      account: words('whose advertising it is', 'чей рекламный аккаунт'),
      spend: amount('what it cost, as reports add it up', 'расход, как его складывают отчёты'),
      cost_as_exported: amount(
        'the same with the VAT and in the currency of the export',
        'расход как в выгрузке: с её НДС и в её валюте',
      ),
      currency: words('that currency', 'валюта выгрузки'),
      clicks: whole('clicks', 'клики'),
      sessions: whole('sessions of web analytics', 'сеансы веб-аналитики'),
      visits: whole('visits, as reports add them up', 'переходы, как их складывают отчёты'),
      actions: amount('target actions, as reports add them up', 'целевые действия, как их складывают отчёты'),
    },
  },
  touches: {
    says: text('one row per visit and the lead that it is of', 'строка на визит и лида, чей это визит'),
    columns: {
      lead_id: LEAD_ID,
      touched_at: moment('when', 'когда'),
      source: SOURCE,
      platform: PLATFORM,
      medium: words('by which medium', 'канал'),
      campaign: CAMPAIGN,
      is_ad: flag('it was paid for', 'платный'),
      is_direct: flag('nobody sent it', 'прямой заход'),
      stands: words(
        'before its lead, early (before the look-back) or after it',
        'before — до лида, early — раньше окна, after — после него',
      ),
    },
  },
  events: {
    says: text(
      'one row per thing that happened to a lead: it came to a stage, was lost, or a deal of it was won',
      'строка на событие лида: дошёл до этапа, отказ, выиграна его сделка',
    ),
    columns: {
      lead_id: LEAD_ID,
      event: words(
        'lead, qualified, contact, proposal, decision, deal, loss, or win (each won deal)',
        'lead, qualified, contact, proposal, decision, deal, loss или win (каждая выигранная сделка)',
      ),
      happened_on: day('on which day; null: no export says', 'в какой день; null: в выгрузках этого нет'),
      created_on: day('when its lead was made', 'когда создан лид'),
      source: SOURCE,
      campaign: CAMPAIGN,
      manager: words('who has the lead in the CRM', 'чей лид в CRM'),
      reason: words('of a loss: why', 'причина, если это отказ'),
      revenue: amount('of a win: what that deal brought', 'сколько принесла сделка, если это win'),
    },
  },
  calls: {
    says: text('one row per call and the lead that it is of', 'строка на звонок и лида, чей это звонок'),
    columns: {
      lead_id: LEAD_ID,
      called_at: moment('when', 'когда'),
      manager: words('who spoke, or tried to', 'кто говорил или пытался'),
      is_incoming: flag('the lead called', 'звонил сам лид'),
      is_person: flag('neither a robot nor a voice menu called', 'звонил не робот и не меню'),
      has_talk: flag('both sides spoke', 'разговор состоялся'),
      talk_seconds: whole('for how many seconds', 'сколько секунд говорили'),
      duration_seconds: whole('all of it, the ringing too', 'весь звонок с гудками, секунд'),
    },
  },
  payments: {
    says: text('one row per payment', 'строка на оплату'),
    columns: {
      lead_id: LEAD_ID,
      paid_at: moment('when', 'когда'),
      amount: amount('in the currency of the report, without VAT', 'сумма в валюте отчёта без НДС'),
      amount_as_exported: amount('in the currency of the export', 'сумма в валюте выгрузки'),
      currency: words('that currency', 'валюта выгрузки'),
    },
  },
} as const satisfies Record<string, SqlView>;

export type SqlViewName = keyof typeof SQL_VIEWS;
export const SQL_VIEW_NAMES = Object.keys(SQL_VIEWS) as readonly SqlViewName[];
export type ColumnOfView<View extends SqlViewName> = keyof (typeof SQL_VIEWS)[View]['columns'];

/**
 * The columns of a view in one run, with the configured dimensions. A dimension with the name of a built-in column is
 * renamed: `own_status`.
 */
export function columnsOfView(
  view: SqlViewName,
  dimensions: readonly string[],
): (ViewColumn & { readonly name: string; readonly dimension?: number })[] {
  const { columns, ...rest }: SqlView = SQL_VIEWS[view];
  const own = Object.entries(columns).map(([name, column]) => ({ name, ...column }));
  if (!rest.hasDimensions) return own;
  const taken = new Set(own.map(({ name }) => name));
  return [
    ...own,
    ...dimensions.map((dimension, at) => {
      const name = freeName(dimension, taken);
      taken.add(name.toLowerCase());
      return {
        name,
        dimension: at,
        type: 'text' as const,
        says: text(`dimensions: ${dimension}`, `dimensions: ${dimension}`),
      };
    }),
  ];
}

/** Names of columns are the same in any letters. */
const freeName = (name: string, taken: ReadonlySet<string>): string =>
  taken.has(name.toLowerCase()) ? freeName(`own_${name}`, taken) : name;

/**
 * What ad platforms take back, and in which files. Sources: support.google.com/google-ads/answer/7014069 (conversions
 * from clicks; clicks up to 90 days old), yandex.com/dev/metrika/en/data-import/simple-orders-data (orders),
 * yandex.com/support/metrica/data/offline-conversion-data (goals, 21 days).
 */
export const CONVERSION_TARGETS = ['google', 'yandex', 'yandex-offline'] as const;
export type ConversionTarget = (typeof CONVERSION_TARGETS)[number];

export const CONVERSION_STAGES = ['qualified', 'deal'] as const;
export type ConversionStage = (typeof CONVERSION_STAGES)[number];

/** Kinds of ID by which a platform finds the click or the visitor: fields of a CRM. */
export const CONVERSION_IDS = ['gclid', 'gbraid', 'wbraid', 'client_id', 'yclid'] as const;
export type ConversionId = (typeof CONVERSION_IDS)[number];

/** How an order of Metrica stands. */
export type OrderStatus = 'IN_PROGRESS' | 'PAID' | 'CANCELLED' | 'SPAM';

interface Template {
  /**
   * The heading of the ID column for each kind of ID. The first kind that leads have is taken, unless another is asked
   * for.
   */
  readonly ids: ReadonlyMap<ConversionId, string>;
  /** The headings, where `null` stands for that of the IDs. */
  readonly columns: readonly (string | null)[];
  /** The columns by which a row is known again: nothing goes twice. */
  known(id: ConversionId): readonly number[];
  /** Days since the creation of a lead after which the platform does not take it; null: no limit. */
  readonly maxAge: number | null;
  /** Whether times need a zone named in the file, or are in UTC: without a time zone nothing can be written. */
  readonly needsZone: boolean;
  /** Whether rows are leads with their state, lost ones included; else rows are events, once per click. */
  readonly areOrders: boolean;
}

const YANDEX_IDS = (client: string, click: string): Template['ids'] =>
  new Map([
    ['client_id', client],
    ['yclid', click],
  ]);

export const TEMPLATES: Readonly<Record<ConversionTarget, Template>> = {
  google: {
    ids: new Map([
      ['gclid', 'Google Click ID'],
      ['gbraid', 'GBRAID'],
      ['wbraid', 'WBRAID'],
    ]),
    columns: [null, 'Conversion Name', 'Conversion Time', 'Conversion Value', 'Conversion Currency'],
    known: () => [0, 1],
    ...{ maxAge: 90, needsZone: true, areOrders: false },
  },
  yandex: {
    ids: YANDEX_IDS('client_ids', 'yclid'),
    columns: ['id', 'create_date_time', null, 'order_status', 'revenue', 'currency'],
    // An order goes again when it stands otherwise, or its sum is another.
    known: () => [0, 3, 4, 5],
    ...{ maxAge: null, needsZone: false, areOrders: true },
  },
  'yandex-offline': {
    ids: YANDEX_IDS('ClientId', 'Yclid'),
    columns: [null, 'Target', 'DateTime', 'Price', 'Currency'],
    // Whoever comes by one ClientID may buy twice.
    known: (id) => (id === 'client_id' ? [0, 1, 2] : [0, 1]),
    ...{ maxAge: 21, needsZone: true, areOrders: false },
  },
};

/** The first line of Google's file, before the name of a zone. */
export const GOOGLE_ZONE = 'Parameters:TimeZone=';

export const headingsOf = ({ ids, columns }: Template, id: ConversionId): string[] =>
  columns.map((heading) => heading ?? (ids.get(id) as string));

/**
 * Whether a text can be an ID of a platform. What cannot (`=HYPERLINK(…)`, `1,7E+18`) is left out, since a spreadsheet
 * would execute it.
 */
export const isClickLike = (text: string): boolean => /^\w[\w.~-]{0,511}$/.test(text);

/** A row that was sent: its platform, and the cells that identify it. */
export interface SentConversion {
  readonly target: ConversionTarget;
  readonly cells: readonly string[];
}
/** Cells that are blank at its end tell nothing apart. */
export const idOfSent = ({ target, cells }: SentConversion): string =>
  JSON.stringify([target, cells.join('\n').trimEnd()]);
export const sentOf = (target: ConversionTarget, id: ConversionId, row: readonly string[]): SentConversion => ({
  target,
  cells: TEMPLATES[target].known(id).map((at) => row[at] ?? ''),
});

/**
 * What the platform has now: each order as it was sent last, since it may return to an earlier state (paid, returned,
 * paid); of other rows, each that was sent. Keyed by what a row is about (`subjectOf`).
 */
export const lastSent = (sent: readonly SentConversion[]): Map<string, SentConversion> =>
  new Map(sent.map((one) => [subjectOf(one), one]));
export const subjectOf = (one: SentConversion): string =>
  TEMPLATES[one.target].areOrders ? JSON.stringify([one.target, one.cells[0]]) : idOfSent(one);

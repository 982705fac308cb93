import { type Text, text, UserError } from './error.js';
import type { Column, FunnelReport, ReportName, Value } from './library.js';

export { type Text, UserError };

/** The part of a danfojs-node DataFrame that is described here, since its own types need not be installed. */
export interface DataFrame {
  /** Rows, columns. */
  readonly shape: number[];
  readonly columns: string[];
  readonly dtypes: string[];
  readonly values: unknown[];
  print(): void;
}

interface Danfo {
  DataFrame: new (rows: unknown[][], options: { columns: string[]; dtypes: string[] }) => object;
}

/**
 * A report as a DataFrame of danfojs-node, for people who go on in code.
 *
 * ```ts
 * import type { DataFrame } from 'danfojs-node';
 * import { readFunnel } from '@leadfunnel/cli';
 * import { toDataFrame } from '@leadfunnel/cli/danfo';
 *
 * const frame = await toDataFrame<DataFrame>(await readFunnel('exports/', { by: 'manager' }), 'stages');
 * frame.groupby(['stage']).col(['reached']).sum().print();
 * ```
 *
 * danfojs-node is an optional peer dependency: it is loaded by this call and by nothing else.
 *
 * **Money is a number here**, since danfojs has no decimals: nothing could be added up that is text. So a frame is for
 * looking into, not for the books. `sum`, `mean` and `groupby` add doubles, which keeps the cents of billions; but
 * what danfojs works out through tensors (`frame.add(0)`, `frame.tensor`) has 32 bits and about seven digits:
 * 4640000.37 becomes 4640000.5. The exact figures are the strings in `report.reports`.
 *
 * Unknown is NaN in a column of numbers (`sum` and `mean` leave it out, `groupby` shows it, and no tensor makes a zero
 * of it) and null in a column of text. The `examples` of a reason are one text, joined by `; `. Of `sources`, keep the
 * rows whose `row` is `source` before adding up.
 *
 * @param name `stages`, `sources`, `reasons`, or what the configuration has a section for (`sla`).
 * @throws {UserError} Where danfojs-node is not installed (what to type is in `hint`) or cannot be loaded, and where a
 *   dimension bears the name of a member of DataFrame (`size`), which it would replace.
 */
export async function toDataFrame<Frame = DataFrame>(report: FunnelReport, name: ReportName): Promise<Frame> {
  const [own, columns] = [report.reports[name], report.columns[name]];
  if (!own || !columns || !Object.hasOwn(report.reports, name)) {
    const there = Object.keys(report.reports).join(', ');
    throw new UserError(text(`toDataFrame: unknown report ${name}`, `toDataFrame: неизвестный отчёт ${name}`), {
      hint: text(`there are: ${there}`, `есть: ${there}`),
    });
  }
  const { DataFrame } = await load();
  const cells = (column: Column) => own.map((row) => cell(row[column.name] ?? null, column));
  const rows = own.map((row) => columns.map((column) => cell(row[column.name] ?? null, column)));
  for (const column of columns) if (column.name in DataFrame.prototype) throw taken(column.name);
  return new DataFrame(rows, {
    columns: columns.map((column) => column.name),
    dtypes: columns.map((column) => dtype(column, cells(column))),
  }) as Frame;
}

const NUMBERS: ReadonlySet<string> = new Set<Column['kind']>([
  'count',
  'quantity',
  'credit',
  'rank',
  'seconds',
  'rate',
  'points',
  'ratio',
  'money',
  'unit_cost',
]);

function cell(value: Value, { kind }: Column): string | number | null {
  if (NUMBERS.has(kind)) return value === null ? Number.NaN : Number(value);
  return typeof value === 'object' && value !== null ? value.join('; ') : value;
}

/** The type of a column is given here: danfojs would look at the first rows only and take an ID for a number. */
const dtype = ({ kind }: Column, cells: readonly unknown[]): string =>
  !NUMBERS.has(kind) ? 'string' : cells.every(Number.isInteger) ? 'int32' : 'float32';

// Not a literal, so that neither the compiler nor the bundler looks for the package.
const PACKAGE: string = 'danfojs-node';

async function load(): Promise<Danfo> {
  try {
    return (await import(PACKAGE)) as Danfo;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const missing = code === 'ERR_MODULE_NOT_FOUND' && message.includes(`'${PACKAGE}'`);
    throw Object.assign(missing ? notInstalled() : notLoaded(message), { cause: error });
  }
}

const notInstalled = () =>
  new UserError(text('danfojs-node is not installed', 'пакет danfojs-node не установлен'), {
    hint: text('type: npm install danfojs-node@1.2.0', 'наберите: npm install danfojs-node@1.2.0'),
  });

const notLoaded = (message: string) => {
  const [why = ''] = message.split('\n');
  return new UserError(
    text(`danfojs-node is installed but does not load: ${why}`, `danfojs-node установлен, но не загружается: ${why}`),
    {
      hint: text(
        'its TensorFlow is native; "overrides": {"@tensorflow/tfjs-node": "npm:@tensorflow/tfjs@3.21.0"} in package.json takes the one in JavaScript',
        'его TensorFlow собран под систему; "overrides": {"@tensorflow/tfjs-node": "npm:@tensorflow/tfjs@3.21.0"} в package.json ставит вариант на JavaScript',
      ),
    },
  );
};

const taken = (name: string) =>
  new UserError(text(`a DataFrame has a member ${name} of its own`, `у DataFrame уже есть своё свойство ${name}`), {
    hint: text(
      'give the dimension another name in funnel.yaml',
      'назовите разрез (dimensions) в funnel.yaml по-другому',
    ),
  });

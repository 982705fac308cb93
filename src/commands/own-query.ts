import { EXIT, text, UserError } from '../error.js';
import { meant } from '../model/meant.js';
import { OPTIONS } from '../options/all-options.js';
import { valuesOf } from '../options/define-option.js';
import { SQL_OPTIONS } from '../options/sql-options.js';
import { type CommandDefinition, examples } from './define-command.js';

export const sql: CommandDefinition = {
  name: 'sql',
  description: text(
    'your own SELECT over leads, spend, touches, events: for what no report answers',
    'свой SELECT по лидам, расходу, касаниям, событиям: для чего нет отчёта',
  ),
  examples: examples(
    'funnel sql --views',
    'funnel sql "select source, count(*) as leads, sum(deal) as deals from leads group by all order by leads desc" exports/',
    'funnel sql @query.sql exports/ --month 2026-10 -o result.parquet',
  ),
  paths: text(
    'the query, or @file with it; then files, folders, globs; none: the files of funnel.yaml',
    'запрос или @файл с ним; затем файлы, папки, шаблоны; без них — files из funnel.yaml',
  ),
  place: 'sql',
  own: SQL_OPTIONS,
  async run({ paths: [query, ...paths], flags, lang, color, io }) {
    const [values, own] = [valuesOf(OPTIONS, flags), valuesOf(SQL_OPTIONS, flags)];
    const { answerSql, sqlViews } = await import('./at-work.js');
    if (own.views) {
      if (own.out !== undefined || own.format === 'parquet') throw onlyShown();
      io.out(sqlViews(own.format ?? 'table', { lang: lang(), color, width: io.width }));
      return EXIT.done;
    }
    if (query === undefined) throw withoutQuery();
    if (paths.length > 0 && BARE.test(query)) throw unquoted();
    await answerSql(
      query,
      { ...values, by: [], period: null, paths },
      { ...own, raw: values.raw, quiet: values.quiet, lang, color },
      io,
    );
    return EXIT.done;
  },
};

const onlyShown = (): UserError =>
  new UserError(
    text(
      '--views are shown as a table, csv or json, and go to stdout',
      '--views показывает таблицу, csv или json и пишет в stdout',
    ),
    { hint: meant('funnel sql --views -f csv > views.csv') },
  );

const withoutQuery = (): UserError =>
  new UserError(text('which query?', 'какой запрос?'), {
    hint: text(
      'funnel sql "select source, count(*) as leads from leads group by all" exports/; what the tables hold: funnel sql --views',
      'funnel sql "select source, count(*) as leads from leads group by all" выгрузки/; что есть в таблицах: funnel sql --views',
    ),
  });

/** The shell took it apart at its blanks. */
const BARE = /^(?:select|with|from|values)$/i;
const unquoted = (): UserError =>
  new UserError(text('the query stands in quotes, as one word', 'запрос пишут в кавычках, одним словом'), {
    hint: meant('funnel sql "select count(*) from leads" exports/'),
  });

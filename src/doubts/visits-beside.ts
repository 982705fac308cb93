import { spelt } from '../engines/spell.js';
import { literal, sql } from '../engines/sql.js';
import { spendInDays } from '../facts/cube-scope.js';
import { NO_SOURCE } from '../facts/lead-source.js';
import { placeOf } from '../model/entry-place.js';
import { type Exact, exact } from '../model/exact.js';
import { number } from '../model/numbers.js';
import { text } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

const IS_NOBODYS = sql`source = ${literal(NO_SOURCE)}`;
const SPAN = sql`coalesce(period_from, day) as first, coalesce(period_to, day) as last`;

/**
 * Rows without a source that are visits, where visits of the other kind are counted for some of their days: clicks beside
 * the days that a file of web analytics covers, and sessions of a file that names no source at all beside clicks.
 */
export const VISITS_BESIDE = spelt.stored(
  sql`visits_beside`,
  sql`(with counted as (select file, source, day, period_from, period_to, visits, sessions is not null as is_session, ${SPAN},
        bool_or(not ${IS_NOBODYS}) over (partition by file) as names_sources from spend where visits > 0),
      covers as (select min(first) as cover_from, max(last) as cover_to from counted where is_session group by file),
      clicked as (select distinct first, last from counted where not is_session)
    select file, day, period_from, period_to, visits, is_session, names_sources from counted c
    where ${IS_NOBODYS} and case when is_session then not names_sources and exists (select 1 from clicked o
        where coalesce(o.first <= c.last and c.first <= o.last, true))
      else exists (select 1 from covers where coalesce(cover_from <= last and first <= cover_to, true)) end)`,
);

/**
 * Sessions of a source take the place of its clicks. Clicks of nobody have nothing to be held against, and stay, though
 * whoever clicked stands among the sessions too. So it is with sessions of all sources together beside clicks of ads.
 */
export default defineDoubt({
  code: 'visits-beside',
  asks: ({ census }) => census.visitsOfNobody > 0,
  async look({ engine, scope, files }) {
    const isAsked = scope ? spendInDays(scope) : sql`true`;
    const rows = await engine.query(sql`select file, is_session, names_sources, sum(visits) from ${VISITS_BESIDE}
      where ${isAsked} group by file, is_session, names_sources order by file, is_session`);
    return rows.map(([file, isSession, namesSources, visits]) => ({
      count: Number(visits),
      file: files[Number(file)] as string,
      isSession: isSession === true,
      namesSources: namesSources === true,
      visits: exact(visits as bigint),
    }));
  },
  say({ file, isSession, namesSources, visits }) {
    const [en, ru] = (['en', 'ru'] as const).map((lang) => number(visits as Exact, 'quantity', lang));
    if (isSession)
      return text(
        `${file}: sessions that name no source (${en}) are counted as visits beside the clicks of ads for the same days, though they hold these too, as it seems; export the analytics by source`,
        `${file}: визиты без источника (${ru}) посчитаны переходами рядом с кликами рекламы за те же дни, хотя эти клики, похоже, уже вошли в визиты; выгрузите аналитику по источникам`,
      );
    const entry = `files: [{${placeOf(file)}, set: {source: …}}]`;
    const next = namesSources
      ? text('fill in their source', 'впишите их источник')
      : text(`say whose they are: ${entry} in funnel.yaml`, `чьи они, укажите в funnel.yaml: ${entry}`);
    return text(
      `${file}: clicks that name no source (${en}) are counted as visits beside the sessions of web analytics for the same days, which hold them too, as it seems; ${next.en}`,
      `${file}: клики без источника (${ru}) посчитаны переходами рядом с визитами веб-аналитики за те же дни, хотя, похоже, уже вошли в них; ${next.ru}`,
    );
  },
});

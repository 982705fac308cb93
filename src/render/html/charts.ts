import type { Lang } from '../../model/text.js';
import type { PageSheet } from '../page-sheet.js';
import { funnelChart } from './funnel-chart.js';
import { type Markup, markup } from './markup.js';
import { quadrantChart } from './quadrant-chart.js';
import { reasonsHeat } from './reasons-heat.js';
import { trendChart } from './trend-chart.js';

/** In the order of the page. Each draws one sheet; for other sheets, or without the data it needs, it gives nothing. */
const CHARTS = [funnelChart, quadrantChart, reasonsHeat, trendChart];

export function charts(sheets: readonly PageSheet[], lang: Lang): Markup | null {
  const drawn = CHARTS.flatMap((chart) => sheets.flatMap((sheet) => chart(sheet, lang) ?? []));
  return drawn.length === 0 ? null : markup`<section class="charts">\n${drawn.flatMap((one) => [one, '\n'])}</section>`;
}

/** One style for screens of 360 to 1600 px, light and dark, and for paper. It never carries information alone. */
export const STYLE = `
:root{--ink:#18202a;--soft:#566270;--line:#d5dce3;--paper:#fff;--wash:#f3f6f9;--accent:#0b5cab;--good:#1c7c4c;--bad:#a01420;--doubt:#9a6200;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#9daab8;--line:#2f3a46;--paper:#11161b;--wash:#1a2129;--accent:#6cb4f5;--good:#6fd39d;--bad:#ff8d84;--doubt:#eabb55}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:75rem;margin:0 auto;padding:1.25rem clamp(1rem,4vw,2.5rem) 3rem}
h1{font-size:clamp(1.5rem,4.5vw,2.125rem);line-height:1.15;margin:0 0 .5rem;text-wrap:balance;overflow-wrap:anywhere}
h2{font-size:1.1875rem;line-height:1.25;margin:0}
p{margin:0 0 .375rem}
header{padding:1rem 0 1.25rem;border-bottom:2px solid var(--ink)}
.scope{font-size:1.0625rem}
.terms,.detail,.notes,.beside,.basis,.label,.made,dd,figcaption p,.key{color:var(--soft)}
.terms,.notes,.made,.key,dl,figcaption p{font-size:.875rem}
p,li,dd,dt,.long,summary,figcaption{overflow-wrap:anywhere}
.result{font-size:1.1875rem;line-height:1.4;margin:1.25rem 0 0;max-width:56rem;overflow-wrap:anywhere}.result strong{font-weight:600}
.decisions ol{margin:0;padding-left:1.375rem;max-width:56rem}.decisions li{margin-bottom:.375rem}
section,footer{margin-top:2.25rem}
section>h2{margin-bottom:.75rem}
.findings ul,.tiles ul{list-style:none;margin:0;padding:0}
.findings li{border-left:.25rem solid var(--line);padding:.125rem 0 .125rem .875rem;margin:0 0 .875rem;max-width:56rem}
.findings .bad{border-color:var(--bad)}.findings .good{border-color:var(--good)}.findings .info{border-color:var(--accent)}
.bad>.tone,td.bad,.bad>.value{color:var(--bad)}.good>.tone,td.good,.good>.value{color:var(--good)}td.doubt{color:var(--doubt)}td.quiet,th.quiet{color:var(--soft)}
code{font:.875em ui-monospace,"SF Mono",Consolas,monospace;background:var(--wash);padding:.0625rem .3125rem;border-radius:.1875rem;overflow-wrap:anywhere}
.tiles ul{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,9.25rem),1fr));gap:.75rem}
.tiles ul+ul{margin-top:.75rem}
.tiles li{background:var(--wash);border-radius:.5rem;padding:.75rem .875rem}
.tiles span{display:block;font-size:.8125rem;line-height:1.35}
.tiles .sep{display:none}
.tiles .label{font-size:.875rem}
.tiles .value{display:block;font-size:clamp(1.125rem,5vw,1.625rem);line-height:1.25;font-weight:650;overflow-wrap:anywhere}
.tiles .beside{margin-top:.25rem}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr));gap:2.25rem 2.5rem}
.charts>.wide{grid-column:1/-1}
figure{margin:0;min-width:0}
.charts>.pair{grid-column:1/-1;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr));gap:0 2.5rem;align-items:start}.pair>figcaption{grid-column:1/-1}.pair .report{margin-top:.75rem;font-size:.9375em}.pair h2{font-size:1rem}.pair>figcaption h2{font-size:1.1875rem}
figcaption{margin-bottom:.625rem}
figcaption h2{margin-bottom:.25rem}
svg{display:block;width:100%;height:auto;max-width:35rem;font-family:inherit}
svg .paper,svg .hollow{fill:var(--paper)}svg .accent{color:var(--accent)}svg .good{color:var(--good)}svg .bad{color:var(--bad)}svg .doubt{color:var(--doubt)}svg .soft{color:var(--soft)}
.scroll{overflow-x:auto;margin:0 calc(-1*clamp(0rem,4vw - 1rem,0rem))}
.scroll:focus-visible,summary:focus-visible,button:focus-visible,input:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
caption{text-align:left;padding-bottom:.5rem}
th,td{padding:.375rem .625rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{padding-left:0}th:last-child,td:last-child{padding-right:.25rem}
thead th{vertical-align:bottom;font-weight:500;font-size:.8125rem;line-height:1.25;color:var(--soft);border-bottom:1px solid var(--ink)}
tbody th{font-weight:500;min-width:8rem;max-width:22rem}
td:not(.n){min-width:6.5rem;max-width:24rem}.report td:not(.n):last-child{min-width:11rem}
.n{text-align:right;white-space:nowrap}
thead .n{white-space:normal}
.heat caption span{display:block;position:sticky;left:0;max-width:calc(100vw - 2.5rem)}.heat thead .long{min-width:5rem}.heat .long{min-width:8rem}
.long{min-width:12rem}.long>span{display:-webkit-box;-webkit-line-clamp:4;-webkit-box-orient:vertical;overflow:hidden}
.again{color:var(--soft)}
.total th,.total td{font-weight:650;background:var(--wash)}
.seam td{font-size:.8125rem;color:var(--soft);border-bottom:1px dashed var(--soft);padding:.625rem 0 .25rem}
.more{display:none}
.report:has(.columns[open]) .more{display:table-cell}
.columns,.notes{margin-top:.625rem;max-width:56rem}
summary{cursor:pointer;font-size:.875rem;color:var(--accent)}
summary h2{display:inline;color:var(--ink)}
.definitions dl{columns:22rem 3;column-gap:2rem;margin:.75rem 0 0}
.definitions dl div{break-inside:avoid;margin-bottom:.5rem}
dt{font-weight:600}dd{margin:0}
footer{border-top:2px solid var(--ink);padding-top:1rem;font-size:.9375rem}
footer h2{margin-bottom:.5rem}
.alerts{padding-left:1.125rem;margin:.5rem 0}.alerts ul{padding-left:1rem;color:var(--soft)}
.report{position:relative}
.tools{display:flex;flex-wrap:wrap;gap:.5rem;margin:.5rem 0}
@media (min-width:48rem){.tools{position:absolute;right:0;top:-.25rem;margin:0}}
.tools input,.tools button,th button{font:inherit;color:inherit;background:none;border:1px solid var(--line);border-radius:.375rem;padding:.25rem .625rem}
.tools{font-size:.8125rem}.tools input{min-width:0;width:14rem}
th button{border:0;padding:0;text-align:inherit;cursor:pointer}th button::after{content:"";padding-left:.25rem}
th[aria-sort=ascending] button::after{content:"↑"}th[aria-sort=descending] button::after{content:"↓"}
.tip{position:fixed;z-index:1;background:var(--ink);color:var(--paper);font-size:.8125rem;padding:.25rem .5rem;border-radius:.25rem;pointer-events:none}
.heat td{text-align:right;white-space:nowrap;line-height:1.2}.heat small{color:var(--soft)}
.h1{background:color-mix(in srgb,var(--accent) 8%,transparent)}.h2{background:color-mix(in srgb,var(--accent) 18%,transparent)}.h3{background:color-mix(in srgb,var(--accent) 30%,transparent)}.h4{background:color-mix(in srgb,var(--accent) 42%,transparent)}.h3 small,.h4 small{color:inherit}
@media (max-width:40rem){.report .scroll tbody th:first-child{position:sticky;left:0;background:var(--paper);max-width:9.5rem;box-shadow:1px 0 0 var(--line)}.report .scroll .total th:first-child{background:var(--wash)}}
@media print{
@page{size:A4;margin:14mm 12mm}
:root{--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--wash:#f2f2f2;--accent:#0b4a8a;--good:#14613a;--bad:#8e0f1a;--doubt:#7d5000;color-scheme:light}
body{font-size:9.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
main{max-width:none;padding:0}
.tools,.tip{display:none}
section{break-inside:auto;margin-top:1.25rem}
h2,caption,thead{break-after:avoid}
figure,tr,li,.tiles ul,.notes{break-inside:avoid}
.charts{break-before:page;grid-template-columns:1fr 1fr;gap:1.25rem 1.5rem}
.report{break-before:auto}
table{font-size:8pt}th,td{padding:.2rem .35rem}thead th,.seam td{font-size:7.5pt}
td:not(.n),.report td:not(.n):last-child{min-width:0}
.scroll{overflow:visible}
a[href^=http]::after{content:" (" attr(href) ")"}
.columns{display:none}
.charts>.pair{grid-template-columns:minmax(0,1fr)}
details:not(.columns)::details-content{content-visibility:visible;block-size:auto}
}
`;

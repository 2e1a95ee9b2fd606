/** The report's style sheet: system fonts only, light and dark by the reader's setting, plain ink on paper in print. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #fdfdfc; --ink: #1b1f24; --muted: #5b6570; --line: #e1e5ea; --panel: #f4f6f8; --accent: #1f5a94;
  --good: #1d7a5f; --bad: #b0392e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171b; --ink: #e4e8ed; --muted: #9aa4b0; --line: #2b323a; --panel: #1c2127; --accent: #83b6e6;
    --good: #5cc7a3; --bad: #f08a76;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  font-variant-numeric: tabular-nums;
}
main { max-width: 66rem; margin: 0 auto; padding: clamp(1.5rem, 5vw, 4rem) clamp(1rem, 4vw, 2.5rem) 5rem; }
h1 { margin: 0 0 .75rem; font-size: clamp(1.75rem, 4vw, 2.4rem); line-height: 1.15; letter-spacing: -.02em; text-wrap: balance; }
h2 { margin: 3.5rem 0 .75rem; padding-top: 1.5rem; border-top: 1px solid var(--line); font-size: 1.4rem; line-height: 1.25; letter-spacing: -.01em; }
p { max-width: 44rem; margin: 0 0 1rem; text-wrap: pretty; overflow-wrap: break-word; }
.summary { font-size: 1.2rem; line-height: 1.5; color: var(--muted); }
a { color: var(--accent); text-underline-offset: .15em; }
.claims { margin: 1.5rem 0 2rem; padding: 0; list-style: none; border-top: 1px solid var(--line); }
.claims li { display: grid; grid-template-columns: 6.5rem 1fr; gap: 0 1rem; padding: .7rem 0; border-bottom: 1px solid var(--line); }
.claims b { font-weight: 600; }
.claims p { margin: .1rem 0 0; max-width: none; color: var(--muted); font-size: .95rem; line-height: 1.45; }
.claims .holds { font-weight: 650; color: var(--muted); }
.claims .held .holds { color: var(--good); }
.claims .not-held .holds { color: var(--bad); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin: 2rem 0; padding: 0; }
.tile { padding: .9rem 1.1rem 1rem; background: var(--panel); border-radius: .6rem; border-top: 3px solid var(--line); }
.tile.good { border-top-color: var(--good); }
.tile.bad { border-top-color: var(--bad); }
.tile dt { color: var(--muted); font-size: .85rem; line-height: 1.35; }
.tile dd { margin: .2rem 0 0; }
.tile .value { font-size: 1.75rem; font-weight: 650; line-height: 1.2; letter-spacing: -.02em; overflow-wrap: break-word; }
.tile .note { color: var(--muted); font-size: .85rem; line-height: 1.35; }
.tile .verdict { font-weight: 600; }
.tile.good .verdict { color: var(--good); }
.tile.bad .verdict { color: var(--bad); }
nav ol { margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .35rem 1.5rem; font-size: .95rem; }
figure { margin: 1.75rem 0 2.25rem; }
.plate { overflow-x: auto; background: #fff; border: 1px solid var(--line); border-radius: .6rem; padding: .5rem; }
.plate svg { display: block; margin: 0 auto; max-width: 100%; height: auto; }
figcaption { max-width: 44rem; margin-top: .65rem; color: var(--muted); font-size: .92rem; line-height: 1.5; }
figcaption b { color: var(--ink); }
.wide { overflow-x: auto; margin: 1.25rem 0 2rem; }
table { border-collapse: collapse; font-size: .92rem; line-height: 1.4; border-bottom: 1px solid var(--line); }
caption { caption-side: top; text-align: left; color: var(--muted); padding-bottom: .5rem; }
caption span { display: block; position: sticky; left: 0; width: min(44rem, calc(100vw - 5rem)); }
th, td { padding: .4rem 1.25rem .4rem 0; text-align: left; vertical-align: top; white-space: nowrap; }
thead th { border-bottom: 1.5px solid var(--ink); font-weight: 600; vertical-align: bottom; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
.number { text-align: right; }
.settings { width: 100%; }
.settings th { width: 1%; font-weight: 400; color: var(--muted); }
.settings td { white-space: normal; overflow-wrap: anywhere; }
.settings :is(th, td) { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; font-size: .85rem; }
details { margin: .75rem 0; padding: 0 1.1rem; background: var(--panel); border-radius: .6rem; }
summary { padding: .8rem 0; font-weight: 600; cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 48rem) { .plate svg { max-width: none; } }
@media print {
  :root { color-scheme: light; --page: #fff; --ink: #000; --muted: #444; --line: #ccc; --panel: #fff; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  figure, .tile, tr { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`

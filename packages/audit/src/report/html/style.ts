/** How the report looks: light, dark and on paper; contrast of at least 4.5 to 1, and shapes beside colours. */

export const style = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1c20; --soft: #555b66; --rule: #d5d8de; --stop: #a3001f;
  --quiet: #12507a; --ring: #8a5a00; --talk: #0b5d38; --wait: #767c87 }
@media (prefers-color-scheme: dark) { :root { --paper: #15171b; --ink: #eceef2; --soft: #adb3bf; --rule: #3a3f48;
  --stop: #ff8a97; --quiet: #8cc8f5; --ring: #f0b84a; --talk: #6fd6a4; --wait: #8a909b } }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 64rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, 'Segoe UI', 'Liberation Sans', sans-serif }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .25rem }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .5rem }
p { margin: .4rem 0; max-width: 46rem }
.soft, caption { color: var(--soft) }
.ids, td.id { font-family: ui-monospace, 'Liberation Mono', monospace; font-size: .82em; overflow-wrap: anywhere }
dl.key { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.4rem, 1fr)); gap: .8rem; margin: 1.2rem 0 }
dl.key div { border: 1px solid var(--rule); border-radius: 6px; padding: .7rem .9rem }
dl.key dt { color: var(--soft); font-size: .85rem }
dl.key dd { margin: 0; font-size: 1.2rem; line-height: 1.3; font-weight: 600 }
table { border-collapse: collapse; width: 100%; font-size: .86rem; font-variant-numeric: tabular-nums }
caption { text-align: left; padding-bottom: .4rem }
th, td { text-align: left; padding: .25rem .5rem .25rem 0; border-bottom: 1px solid var(--rule); vertical-align: top }
th { font-weight: 600 }
td.n, th.n { text-align: right }
.wide { overflow-x: auto }
svg { display: block; width: 100%; height: auto }
svg text { fill: var(--ink); font: 11px system-ui, 'Liberation Sans', sans-serif }
svg .name, svg .tick { fill: var(--soft); font-size: 10px }
svg .name { text-anchor: end }
svg .grid { stroke: var(--rule) }
svg .wait { fill: var(--wait); opacity: .45 }
svg .ring { fill: var(--ring) }
svg .talk { fill: var(--paper); stroke: var(--talk); stroke-width: 1.6 }
svg .authorized { fill: var(--paper); stroke: var(--ink); stroke-width: 1.4 }
svg .placed { fill: var(--ink) }
svg .ended { stroke: var(--ink); stroke-width: 2 }
svg .stop { stroke: var(--stop); stroke-width: 2.5 }
svg .stop-name { fill: var(--stop); font-weight: 700 }
svg .quiet { stroke: var(--quiet); stroke-width: 1.5; stroke-dasharray: 5 3 }
svg .quiet-name { fill: var(--quiet); font-weight: 600 }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.3rem; list-style: none; margin: .6rem 0; padding: 0;
  font-size: .86rem }
.legend li { display: flex; align-items: center; gap: .4rem }
.legend svg { width: 22px; height: 16px }
.verdict { white-space: nowrap; font-weight: 600 }
@media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --rule: #bbb; --stop: #a3001f;
  --quiet: #12507a; --ring: #8a5a00; --talk: #0b5d38; --wait: #767c87 }
  body { padding: 0; max-width: none; font-size: 10pt } tr, svg, dl.key { break-inside: avoid } h2 { break-after: avoid }
  thead { display: table-header-group } * { print-color-adjust: exact } .wide { overflow: visible } }
`

/** How the board looks: one sheet, light and dark, from 320 pixels on; nothing is fetched, nothing moves. */

export const STYLE = `
:root{color-scheme:light dark;--ink:#1f2328;--soft:#59636e;--page:#fff;--card:#f6f8fa;--line:#8c959f;--link:#0550ae;
--live:#116329;--wait:#7a4b00;--bad:#a40e26}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#a8b3bf;--page:#0d1117;--card:#161b22;--line:#6e7681;
--link:#79c0ff;--live:#7ee787;--wait:#f2cc60;--bad:#ffa198}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);
background:var(--page);overflow-wrap:anywhere}
h1,h2,h3,h4{line-height:1.25;margin:1.5rem 0 .5rem}h1{font-size:1.6rem;margin-top:0}h2{font-size:1.3rem}
h3{font-size:1.1rem}h4{font-size:1rem}
p{margin:.25rem 0}a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}
.soft{color:var(--soft)}
.lanes,.phases,.open{list-style:none;margin:0;padding:0}
.lanes{display:grid;gap:.75rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr))}
.lanes>li,.open>li{border:1px solid var(--line);border-radius:.4rem;background:var(--card);padding:.6rem .75rem}
.open>li{margin:.5rem 0}
.phases li{display:flex;justify-content:space-between;gap:1rem;border-top:1px solid var(--line);padding:.2rem 0}
.phases{margin-top:.4rem}
.state{font-weight:600}.live,.ok{color:var(--live)}.partial,.wait,.warn{color:var(--wait)}
.unknown,.block,.error{color:var(--bad)}.none{color:var(--soft)}
table{border-collapse:collapse;width:100%;margin:.5rem 0}caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{border:1px solid var(--line);padding:.25rem .4rem;text-align:left;vertical-align:top}td.n{text-align:right;min-width:3rem}
thead th,.state{white-space:nowrap}tbody th{min-width:5rem}td.when{min-width:5.5rem}
@media(max-width:30rem){table{font-size:.8rem}th,td{padding:.25rem}}
pre{white-space:pre-wrap;margin:.25rem 0;font:.9rem/1.4 ui-monospace,monospace}
footer{margin-top:2rem;border-top:1px solid var(--line);padding-top:.5rem}
@media print{body{max-width:none}}
`;

/** The digest of the sheet above: with it a browser applies no other, whatever somebody smuggled in. */
export const STYLE_DIGEST = 'sha256-mCv8od864qAaT77lzPYDGgd1k8SgtJwHK3KEUUiPS6I=';

/** For the page itself, and for a server's header of the same name. */
export const BOARD_POLICY = `default-src 'none'; style-src '${STYLE_DIGEST}'; base-uri 'none'; form-action 'none'`;

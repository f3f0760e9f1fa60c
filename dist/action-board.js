import{_ as e,b as t,g as n,h as r,m as i,p as a,v as o,y as s}from"./action-decide.js";const c={"&":`&amp;`,"<":`&lt;`,">":`&gt;`,'"':`&quot;`,"'":`&#39;`};function html(e){return o(e).replace(/[&<>"']/g,e=>c[e]??``)}function isUsed(e){let t=e;return typeof t==`object`&&typeof t?.object==`string`&&Array.isArray(t.by)}const heaviest=(e,t)=>t.reads+t.writes-e.reads-e.writes;function row({service:t,user:r,reads:i,writes:a,lastSeen:o},s){let c=r===null?t:`${t} (${r})`,l=e(o,s)??`not known`;return`<tr><th scope="row">${html(c)}</th><td class="n">${n(i)}</td><td class="n">${n(a)}</td><td class="when">${l}</td></tr>`}function usageTables({evidence:t,environment:n,limit:r,until:i},a){let o=e(i,a),s=o===null?``:`; clear on ${o} if nobody uses it again`,c=r===void 0?``:`; limit ${r}`;return t.flatMap(({value:e})=>isUsed(e)&&e.by.length>0?[e]:[]).map(({object:e,by:t})=>{let r=html(`Uses of ${e} in ${n??`every environment`}${c}${s}`),i=[`Service`,`Reads`,`Writes`,`Last seen`].map(e=>`<th scope="col">${e}</th>`),o=[...t].sort(heaviest).map(e=>row(e,a));return`<table><caption>${r}</caption><thead><tr>${i.join(``)}</tr></thead><tbody>${o.join(``)}</tbody></table>`}).join(`
`)}const l={live:`\u2713`,partial:`\u25d0`,wait:`\u2026`,none:`\u25cb`,unknown:`?`,warn:`!`,block:`\u2715`,error:`?`};function state(e){let t=Object.hasOwn(l,e)?e:`unknown`;return`<span class="state ${t}"><span aria-hidden="true">${l[t]} </span>${html(e)}</span>`}function environmentItem(e,t){let n=Object.entries(t).map(([e,t])=>`<li><span>${html(e)}</span> ${state(t)}</li>`);return`<li><strong>${html(e)}</strong><ol class="phases">${n.join(``)}</ol></li>`}function nextStep(e){let[t=``,...n]=s(e),r=n.length===0?``:`<pre>${n.map(htmlLine).join(`
`)}</pre>`;return t===``?``:`<p>Do: ${html(t)}</p>${r}`}function htmlLine(e){return`${/^ */.exec(e)?.[0]??``}${html(e)}`}function openItem(t,n){let r=[t.environment,t.phase].map(e=>o(e??``)).filter(Boolean),i=e(t.until,n);return[`<li><p>${state(t.status)} <span class="soft">${html(t.rule)}, ${html(r.join(`, `)||`every environment`)}</span></p>`,`<p>${html(t.message)}</p>`,i===null?``:`<p>Until: ${i}</p>`,`${nextStep(t.next)}</li>`].join(``)}function openList(e,t){return e.length===0?`<p>Nothing is waited for.</p>`:`<ul class="open">${e.map(e=>openItem(e,t)).join(`
`)}</ul>`}function laneSection(e,{now:n,verdict:r,plans:a},o){let s=r.findings.filter(({change:t})=>t===e.change),c=Object.entries(e.environments).map(([e,t])=>environmentItem(e,t)),l=a.filter(({change:t})=>t===e.change);return[`<section><h${o}>${html(e.change)} <span class="soft">(${html(e.mode)})</span></h${o}>`,`<p>${html(e.summary)}</p>`,`<ol class="lanes">${c.join(`
`)}</ol>`,openList(t(s),n),...s.map(e=>usageTables(e,n)),...l.map(e=>`<p>Backfill: ${html(i(e))}</p>`),`</section>`].filter(e=>e!==``).join(`
`)}function horizonTable({horizon:e}){return e.length===0?``:`<table><caption>Can be rolled back to</caption><thead><tr><th scope="col">Environment</th><th scope="col">Commit</th></tr></thead><tbody>${e.map(e=>`<tr><th scope="row">${html(e.environment)}</th><td>${html(a(e))}</td></tr>`).join(``)}</tbody></table>`}function body(e,n){let r=new Set(e.lanes.map(({change:e})=>e)),i=t(e.verdict.findings).filter(({change:e})=>!r.has(e??``));return[e.lanes.length===0?`<p>No change is declared.</p>`:``,...e.lanes.map(t=>laneSection(t,e,n)),i.length===0?``:`<ul class="open">${i.map(t=>openItem(t,e.now)).join(`
`)}</ul>`,horizonTable(e),...e.notes.map(e=>`<p class="soft">${html(e)}</p>`)].filter(e=>e!==``).join(`
`)}function page(e,t,n,i){return`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${html(`default-src 'none'; style-src 'sha256-mCv8od864qAaT77lzPYDGgd1k8SgtJwHK3KEUUiPS6I='; base-uri 'none'; form-action 'none'`)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${html(e)}</title>
<style>
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
</style>
</head>
<body>
<a class="skip" href="#changes">Skip to the changes</a>
<header><h1>${html(e)}</h1><p class="soft">As of ${r(t)??`an unknown time`}</p></header>
${n}<main id="changes" tabindex="-1">
${i}
</main>
<footer><p class="soft">Read from evidence by Lanekeeper. It tells where changes stand, and holds nothing up.</p></footer>
</body>
</html>
`}function writeBoard(e){return page(`Schema changes`,e.now,``,body(e,2))}export{writeBoard};
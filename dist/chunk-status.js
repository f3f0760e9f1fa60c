import{i as e,n as t,t as n}from"./chunk-world.js";import{t as r}from"./chunk-nearest.js";import{n as i,t as a}from"./chunk-clean.js";import{a as o,i as s,t as c}from"./chunk-when.js";import{n as l}from"./chunk-order.js";import{i as u,l as d}from"./chunk-words.js";import{t as f}from"./chunk-json.js";import{n as p}from"./chunk-markdown.js";import{n as m,t as h}from"./chunk-paint.js";import{n as g,r as _,t as v}from"./chunk-text-lanes.js";import{t as y}from"./chunk-wrap.js";import{t as b}from"./chunk-user-error.js";import{t as x}from"./chunk-evidence.js";import{a as S,i as C,n as w,r as T,t as E}from"./chunk-options.js";import{n as D}from"./chunk-refuse-manifest.js";const O={"&":`&amp;`,"<":`&lt;`,">":`&gt;`,'"':`&quot;`,"'":`&#39;`};function html(e){return a(e).replace(/[&<>"']/g,e=>O[e]??``)}function isUsed(e){let t=e;return typeof t==`object`&&typeof t?.object==`string`&&Array.isArray(t.by)}const heaviest=(e,t)=>t.reads+t.writes-e.reads-e.writes;function row({service:e,user:t,reads:n,writes:r,lastSeen:i},a){let c=t===null?e:`${e} (${t})`,l=o(i,a)??`not known`;return`<tr><th scope="row">${html(c)}</th><td class="n">${s(n)}</td><td class="n">${s(r)}</td><td class="when">${l}</td></tr>`}function usageTables({evidence:e,environment:t,limit:n,until:r},i){let a=o(r,i),s=a===null?``:`; clear on ${a} if nobody uses it again`,c=n===void 0?``:`; limit ${n}`;return e.flatMap(({value:e})=>isUsed(e)&&e.by.length>0?[e]:[]).map(({object:e,by:n})=>{let r=html(`Uses of ${e} in ${t??`every environment`}${c}${s}`),a=[`Service`,`Reads`,`Writes`,`Last seen`].map(e=>`<th scope="col">${e}</th>`),o=[...n].sort(heaviest).map(e=>row(e,i));return`<table><caption>${r}</caption><thead><tr>${a.join(``)}</tr></thead><tbody>${o.join(``)}</tbody></table>`}).join(`
`)}const k={live:`\u2713`,partial:`\u25d0`,wait:`\u2026`,none:`\u25cb`,unknown:`?`,warn:`!`,block:`\u2715`,error:`?`};function state(e){let t=Object.hasOwn(k,e)?e:`unknown`;return`<span class="state ${t}"><span aria-hidden="true">${k[t]} </span>${html(e)}</span>`}function environmentItem(e,t){let n=Object.entries(t).map(([e,t])=>`<li><span>${html(e)}</span> ${state(t)}</li>`);return`<li><strong>${html(e)}</strong><ol class="phases">${n.join(``)}</ol></li>`}function nextStep(e){let[t=``,...n]=i(e),r=n.length===0?``:`<pre>${n.map(htmlLine).join(`
`)}</pre>`;return t===``?``:`<p>Do: ${html(t)}</p>${r}`}function htmlLine(e){return`${/^ */.exec(e)?.[0]??``}${html(e)}`}function openItem(e,t){let n=[e.environment,e.phase].map(e=>a(e??``)).filter(Boolean),r=o(e.until,t);return[`<li><p>${state(e.status)} <span class="soft">${html(e.rule)}, ${html(n.join(`, `)||`every environment`)}</span></p>`,`<p>${html(e.message)}</p>`,r===null?``:`<p>Until: ${r}</p>`,`${nextStep(e.next)}</li>`].join(``)}function openList(e,t){return e.length===0?`<p>Nothing is waited for.</p>`:`<ul class="open">${e.map(e=>openItem(e,t)).join(`
`)}</ul>`}function laneSection(e,{now:t,verdict:n,plans:r},i){let a=n.findings.filter(({change:t})=>t===e.change),o=Object.entries(e.environments).map(([e,t])=>environmentItem(e,t)),s=r.filter(({change:t})=>t===e.change);return[`<section><h${i}>${html(e.change)} <span class="soft">(${html(e.mode)})</span></h${i}>`,`<p>${html(e.summary)}</p>`,`<ol class="lanes">${o.join(`
`)}</ol>`,openList(l(a),t),...a.map(e=>usageTables(e,t)),...s.map(e=>`<p>Backfill: ${html(d(e))}</p>`),`</section>`].filter(e=>e!==``).join(`
`)}function horizonTable({horizon:e}){return e.length===0?``:`<table><caption>Can be rolled back to</caption><thead><tr><th scope="col">Environment</th><th scope="col">Commit</th></tr></thead><tbody>${e.map(e=>`<tr><th scope="row">${html(e.environment)}</th><td>${html(u(e))}</td></tr>`).join(``)}</tbody></table>`}function body(e,t){let n=new Set(e.lanes.map(({change:e})=>e)),r=l(e.verdict.findings).filter(({change:e})=>!n.has(e??``));return[e.lanes.length===0?`<p>No change is declared.</p>`:``,...e.lanes.map(n=>laneSection(n,e,t)),r.length===0?``:`<ul class="open">${r.map(t=>openItem(t,e.now)).join(`
`)}</ul>`,horizonTable(e),...e.notes.map(e=>`<p class="soft">${html(e)}</p>`)].filter(e=>e!==``).join(`
`)}function page(e,t,n,r){return`<!doctype html>
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
<header><h1>${html(e)}</h1><p class="soft">As of ${c(t)??`an unknown time`}</p></header>
${n}<main id="changes" tabindex="-1">
${r}
</main>
<footer><p class="soft">Read from evidence by Lanekeeper. It tells where changes stand, and holds nothing up.</p></footer>
</body>
</html>
`}function writeBoard(e){return page(`Schema changes`,e.now,``,body(e,2))}function waitsFor(e,t,{now:n,paint:r,width:i}){let s=o(e.until,n),c=s===null||e.message.includes(s)?``:` (until ${s})`,l=`    ${t}: ${r(m(e.status),e.status)} `;return y(`${a(e.rule)}: ${a(e.message)}${c}`,l,`      `,i)}function reasons(e,t,n){let r=/* @__PURE__ */ new Set,i=[];for(let[o,s]of Object.entries(e.environments))for(let c of Object.keys(s))for(let s of v(e,o,c,t)){if(r.has(s))continue;r.add(s);let e=[s.environment??``,s.phase??``].map(a).filter(Boolean);i.push(...waitsFor(s,e.join(`, `)||`every environment`,n))}return i}function changeBlock(e,t,n){let r=t.plans.filter(({change:t})=>t===e.change);return[_(e,n.paint),...g(e,n.paint).map(e=>`  ${e}`),...reasons(e,l(t.verdict.findings),n),...r.flatMap(e=>y(d(e),`  backfill: `,`    `,n.width))]}function writeStatus(e,t){let n={now:e.now,paint:h(t.color),width:t.width},r=new Set(e.lanes.map(({change:e})=>e)),i=l(e.verdict.findings).filter(({change:e})=>!r.has(e??``));return`${[[`As of ${c(e.now)??`an unknown time`}`],...e.lanes.length===0?[[`No change is declared.`]]:[],...e.lanes.map(t=>changeBlock(t,e,n)),i.flatMap(e=>waitsFor(e,a(e.change??`repository`),n)),e.horizon.map(e=>`${a(e.environment)} can be rolled back to ${u(e)}`),e.notes.flatMap(e=>y(a(e),``,`  `,n.width))].filter(e=>e.length>0).map(e=>e.join(`
`)).join(`

`)}\n`}function layOut(e,t){if(t.format===`json`)return f(e);if(t.format===`markdown`)return p(e,{full:!0});if(t.format===`html`)return writeBoard(e);let n=S();return writeStatus(e,{color:t.color,...n===null?{}:{width:n}})}function manifestOf(e){let{base:t}=e.manifests;if(t.state===`valid`)return t.manifest;throw t.state===`none`?new b(`there is no manifest on the base (${e.subject.kind===`lint`?``:e.subject.base.slice(0,7)}).`,`lanekeeper init writes a first one; it counts once it is on the base (--base REF).`):D(t.mistakes)}function mustKnow(e,t){let n=e.changes.map(({id:e})=>e);if(n.includes(t))return;let i=r(t,n);throw new b(`the manifest has no change ${E(t)}.`,`${i===null?``:`Did you mean ${i}? `}It has: ${n.join(`, `)||`none`}.`)}async function run(r){let i=w(r,{base:`string`},!0,[`text`,`json`,`markdown`,`html`]),[a=null,o]=i.files;if(o!==void 0)throw new b(`status tells one change or all, not ${E(o)} too.`,`lanekeeper status [CHANGE]`);let s=T(i,`base`)??null,c=await n({repo:i.repo,manifest:i.manifest,now:i.now,evidence:x(i.evidence),base:s,head:null,environment:null,baseAlone:!0,progress:C(`Reading migrations:`,i.silent)}),judge=(t,n)=>{let r=manifestOf(t);return a!==null&&mustKnow(r,a),e(t,n,a)};try{let e=await t(c,judge);return i.silent||process.stdout.write(`${layOut(e,i).trimEnd()}\n`),0}finally{c.close()}}export{run};
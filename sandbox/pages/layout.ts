import type { Reply } from '../http';
import { escapeHtml } from '../http';

/** A page in the frame that all screens share: the look of an older hospital program, on purpose unlike the app's. */
export function page(
  title: string,
  body: string,
  options: { readonly active?: string; readonly style?: string } = {},
): Reply {
  const tabs = [
    ['/', 'Patients'],
    ['/switches', 'Switches'],
    ['/audit', 'Audit'],
    ['/hooks', 'Hooks'],
  ].map(([href, name]) => `<a href="${href}"${options.active === href ? ' aria-current="page"' : ''}>${name}</a>`);
  return {
    status: 200,
    headers: { 'Cache-Control': 'no-store' },
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} - Northfield</title><style>${style}${options.style ?? ''}</style></head>
<body><header><strong>Northfield Clinical</strong><span>Sandbox - synthetic patients only</span><nav>${tabs.join('')}</nav><span class="user">Dr Elena Ruiz, Spine Surgery</span></header>
<main>${body}</main></body></html>`,
  };
}

const style = `
:root { color-scheme: light dark; --ink:#1d2733; --soft:#566371; --line:#b9c4cf; --band:#e4ebf1; --bar:#2b4a6b; --ground:#f3f5f7; --paper:#fff; --stripe:#f7f9fb;
  --link:#1c4f82; --note:#fffbe8; --noteline:#d9cf9a; --button:linear-gradient(#fff,#e6ebf0); --edge:#7c8b9a; --hover:#dfe7ee; --main:#1f5c93; --focus:#a85c00; --card:#2b6a9b; --warn:#8f5200; --bad:#9c1c1c; --said:#eef5ee; --saidline:#9db8a0; }
@media (prefers-color-scheme: dark) { :root { --ink:#e3e9ef; --soft:#a9b5c1; --line:#44515e; --band:#2a3541; --bar:#1c3450; --ground:#161c23; --paper:#1e262f; --stripe:#232c36;
  --link:#8fc0f0; --note:#332e19; --noteline:#6b6133; --button:#2c3845; --edge:#7c8b9a; --hover:#394756; --main:#1f5c93; --focus:#f0a23c; --card:#6cb0e6; --warn:#e0a040; --bad:#ff9c94; --said:#20301f; --saidline:#4d6b50; } }
* { box-sizing: border-box; }
body { margin:0; font:13px/1.45 Tahoma, Verdana, "DejaVu Sans", sans-serif; color:var(--ink); background:var(--ground); }
header { display:flex; flex-wrap:wrap; gap:4px 16px; align-items:center; padding:6px 14px; background:var(--bar); color:#fff; }
header span { color:#d5e0ea; font-size:12px; } header .user { margin-left:auto; }
header nav { display:flex; gap:2px; } header a { color:#fff; padding:4px 10px; text-decoration:none; border:1px solid transparent; }
header a[aria-current], header a:hover { background:#f3f5f7; color:#1c3450; }
main { padding:12px 14px; max-width:1500px; }
h1 { font-size:17px; margin:4px 0 8px; } h2 { font-size:13px; margin:0; padding:5px 8px; background:var(--band); border-bottom:1px solid var(--line); }
table { border-collapse:collapse; width:100%; background:var(--paper); } th { text-align:left; font-weight:normal; color:var(--soft); border-bottom:1px solid var(--line); }
td, th { padding:4px 8px; vertical-align:top; } tbody tr:nth-child(even) { background:var(--stripe); }
section { border:1px solid var(--line); background:var(--paper); margin:0 0 10px; } section > p { padding:0 8px; }
a { color:var(--link); } .soft { color:var(--soft); }
button, .button { font:inherit; padding:4px 12px; border:1px solid var(--edge); background:var(--button); color:var(--ink); cursor:pointer; text-decoration:none; display:inline-block; }
button:hover, .button:hover { background:var(--hover); } :focus-visible { outline:2px solid var(--focus); outline-offset:1px; }
.chart { display:grid; grid-template-columns:minmax(260px,380px) 1fr; gap:12px; } @media (max-width:900px) { .chart { grid-template-columns:minmax(0,1fr); } .apps { order:-1; } }
.patient { display:flex; flex-wrap:wrap; gap:2px 20px; padding:6px 10px; background:var(--note); border:1px solid var(--noteline); margin-bottom:10px; } .patient h1 { font-size:15px; margin:0; }
.main { background:var(--main); border-color:var(--main); color:#fff; font-weight:bold; } .main:hover { background:var(--main); filter:brightness(1.15); }
.tools { display:flex; flex-wrap:wrap; gap:6px; align-items:center; padding:8px; } iframe { border:1px solid var(--line); background:var(--paper); display:block; max-width:100%; }
pre { overflow:auto; padding:10px; margin:0; background:var(--paper); font:12px/1.45 "DejaVu Sans Mono", Consolas, monospace; }
label { display:flex; gap:8px; align-items:center; padding:4px 8px; } input[type=number], select, input[type=search] { font:inherit; padding:2px 4px; } input { min-height:24px; }
form { display:inline-block; margin:0; } form.tools { display:flex; } form, select, input { max-width:100%; } label { flex-wrap:wrap; min-width:0; }
.card .summary { font-size:14px; font-weight:bold; }
details summary { cursor:pointer; min-height:24px; } td details pre { max-width:70vw; max-height:340px; }
details.tools { display:block; border-top:1px solid var(--line); } .switches { display:block; } .switches section { max-width:700px; }
.chart { align-items:start; } @media (min-width:901px) { .patient { position:sticky; top:0; z-index:1; } } #record td:first-child { width:55%; } #record p { margin:6px 0; } #record td:last-child { white-space:nowrap; text-align:right; } #record .amount { white-space:nowrap; } #record h2 .soft { font-weight:normal; }
@media (max-width:640px) { .list thead { display:none; } .list tr { display:flex; flex-wrap:wrap; border-bottom:1px solid var(--line); } .list td:first-child, .list td:last-child { flex:0 0 100%; } .list td:first-child { font-weight:bold; } main { padding:8px; } }
.start { background:var(--paper); border:1px solid var(--line); padding:8px 12px; margin-bottom:10px; }`;

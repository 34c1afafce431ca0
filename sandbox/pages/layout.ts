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
:root { color-scheme: light; --ink:#1d2733; --soft:#586675; --line:#b9c4cf; --band:#e4ebf1; --bar:#2b4a6b; --accent:#2b4a6b; }
* { box-sizing: border-box; }
body { margin:0; font:13px/1.45 Tahoma, Verdana, "DejaVu Sans", sans-serif; color:var(--ink); background:#f3f5f7; }
header { display:flex; flex-wrap:wrap; gap:4px 16px; align-items:center; padding:6px 14px; background:var(--bar); color:#fff; }
header span { color:#d5e0ea; font-size:12px; } header .user { margin-left:auto; }
header nav { display:flex; gap:2px; } header a { color:#fff; padding:4px 10px; text-decoration:none; border:1px solid transparent; }
header a[aria-current], header a:hover { background:#f3f5f7; color:var(--bar); }
main { padding:12px 14px; max-width:1500px; }
h1 { font-size:17px; margin:4px 0 8px; } h2 { font-size:13px; margin:0; padding:5px 8px; background:var(--band); border-bottom:1px solid var(--line); }
table { border-collapse:collapse; width:100%; background:#fff; } th { text-align:left; font-weight:normal; color:var(--soft); border-bottom:1px solid var(--line); }
td, th { padding:4px 8px; vertical-align:top; } td:last-child:not(:has(form)) { white-space:nowrap; } tbody tr:nth-child(even) { background:#f7f9fb; }
section { border:1px solid var(--line); background:#fff; margin:0 0 10px; } section > p { padding:0 8px; }
a { color:#1c4f82; } .soft { color:var(--soft); }
button, .button { font:inherit; padding:4px 12px; border:1px solid #7c8b9a; background:linear-gradient(#fff,#e6ebf0); color:var(--ink); cursor:pointer; text-decoration:none; display:inline-block; }
button:hover, .button:hover { background:#dfe7ee; } :focus-visible { outline:2px solid #c06a00; outline-offset:1px; }
.chart { display:grid; grid-template-columns:minmax(260px,380px) 1fr; gap:12px; } @media (max-width:900px) { .chart { grid-template-columns:1fr; } }
.patient { display:flex; flex-wrap:wrap; gap:2px 20px; padding:6px 10px; background:#fffbe8; border:1px solid #d9cf9a; margin-bottom:10px; } .patient b { font-size:15px; }
.tools { display:flex; flex-wrap:wrap; gap:6px; align-items:center; padding:8px; } iframe { border:1px solid var(--line); background:#fff; display:block; max-width:100%; }
pre { overflow:auto; padding:10px; margin:0; background:#fff; font:12px/1.45 "DejaVu Sans Mono", Consolas, monospace; }
label { display:flex; gap:8px; align-items:center; padding:4px 8px; } input[type=number], select, input[type=search] { font:inherit; padding:2px 4px; } input { min-height:24px; }
form { display:inline-block; margin:0; } form.tools { display:flex; } form, select, input { max-width:100%; } label { flex-wrap:wrap; min-width:0; }
.card .summary { font-size:14px; font-weight:bold; }
details summary { cursor:pointer; min-height:24px; } td details pre { max-width:70vw; max-height:340px; }
.start { background:#fff; border:1px solid var(--line); padding:8px 12px; margin-bottom:10px; }`;

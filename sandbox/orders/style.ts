/** Styles of order entry, on top of those that all screens share (pages/layout.ts). */
export const orderStyle = `
.views { display:flex; gap:2px; margin:0 0 10px; border-bottom:2px solid var(--bar); } .views a { padding:6px 14px; min-height:28px; text-decoration:none; background:var(--band); border:1px solid var(--line); border-bottom:0; }
.views a[aria-current] { background:var(--bar); color:#fff; border-color:var(--bar); }
.orders { display:grid; grid-template-columns:minmax(0,1fr) minmax(0,1fr); gap:12px; align-items:start; } .orders .body { padding:8px; } .orders section .soft { margin:0; padding:8px; }
@media (max-width:800px) { .orders { grid-template-columns:minmax(0,1fr); } .orders .advice:has(.card) { order:-1; } }
.rows { list-style:none; margin:0; padding:0; } .rows > li { display:flex; flex-wrap:wrap; gap:4px 8px; align-items:center; padding:6px 8px; border-bottom:1px solid var(--line); } .rows > li:last-child { border-bottom:0; } .rows > li:nth-child(even) { background:var(--stripe); }
.rows .name { flex:1 1 150px; min-width:0; overflow-wrap:anywhere; } .rows small { color:var(--soft); font-size:12px; display:block; }
.new { display:flex; flex-wrap:wrap; gap:6px 12px; align-items:end; padding:8px; } .new label, .card .aside label { grid-template-columns:minmax(0,1fr); min-width:0; max-width:100%; } .new label { display:grid; gap:2px; padding:0; color:var(--soft); font-size:12px; } .orders select, .orders input { font-size:13px; min-height:28px; }
button, .button { min-height:28px; line-height:1.3; } button.main { background:var(--main); color:#fff; border-color:var(--main); } 
.orders section.card { border-left:6px solid var(--card); padding:8px 10px; margin:0 0 10px; } .orders section.card.warning { border-left-color:var(--warn); } .orders section.card.critical { border-left-color:var(--bad); }
.card h2 { display:flex; flex-wrap:wrap; gap:2px 6px; align-items:center; padding:0; margin:0 0 4px; background:none; border:0; font-weight:normal; font-size:12px; color:var(--link); } .card.warning h2 { color:var(--warn); } .card.critical h2 { color:var(--bad); } .card h2 svg { flex:none; } .card h2 .soft { padding:0; }
.card p { padding:0; margin:0 0 8px; overflow-wrap:anywhere; } .card .summary { line-height:1.4; } .card .doing { display:flex; flex-wrap:wrap; gap:6px; margin:0 0 8px; }
.card .done { background:var(--said); border:1px solid var(--saidline); padding:4px 8px; }
.card .aside { display:flex; flex-wrap:wrap; gap:6px 8px; align-items:end; border-top:1px solid var(--line); padding-top:8px; } .card .aside label { display:grid; gap:2px; padding:0; color:var(--soft); font-size:12px; flex:1 1 140px; }
.said { background:var(--said); border:1px solid var(--saidline); padding:8px 10px; margin:0 0 10px; } .way { display:flex; flex-wrap:wrap; gap:6px 12px; align-items:center; padding:8px; border-top:1px solid var(--line); background:var(--stripe); } .way label { padding:0; }
.calls { overflow-x:auto; } .calls td, .calls th { white-space:nowrap; } .calls td:nth-child(3) { white-space:normal; overflow-wrap:anywhere; min-width:150px; } .calls pre { max-width:min(70vw,calc(100vw - 320px)); min-width:150px; max-height:60vh; }`;

import { escapeHtml } from './format';

/** One HTML file that needs nothing else: a title, one sentence that says it all, and the parts. */
export const htmlPage = (title: string, lead: string, ...parts: readonly string[]): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
<p class="lead">${escapeHtml(lead)}</p>
${parts.join('\n')}
</main></body></html>
`;

const style = `
body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}
main{max-width:60rem;margin:0 auto;padding:1rem}
.lead{font-size:1.15rem}
.warning{border-left:4px solid #b3541e;padding:.5rem 1rem;background:#fdf3ec}
table{border-collapse:collapse;font-size:.9rem;margin:1rem 0}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}
td{font-variant-numeric:tabular-nums}
td.figure{white-space:nowrap}
a{color:#1f4e79}
.contents{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem}
.contents a{display:inline-block;padding:.3rem 0}
@media print{.scroll{overflow:visible}nav{display:none}figure,tr{break-inside:avoid}}
.scroll{overflow-x:auto}
figure{margin:1rem 0;max-width:35rem}
svg{max-width:100%;height:auto}
svg text{font:14px system-ui,sans-serif;fill:#1a1a1a}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:.9rem}
figcaption{font-size:.9rem;color:#444}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
`;

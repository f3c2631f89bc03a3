/**
 * The look of the pages before the portal: the same colors and sizes as the portal itself. Text has a contrast of at least
 * 4.5:1, borders of controls 3:1, in light and dark; everything holds at 320 px.
 */
export const setupStylesheet = `
:root{color-scheme:light dark;--page:#f5f7fa;--panel:#fff;--sunken:#f8fafc;--line:#e2e8f0;--line-strong:#cbd5e1;--text:#0f172a;--text-2:#475569;--text-3:#5c6b81;--accent:#4338ca;--accent-hover:#3730a3;--on-accent:#fff;--accent-text:#4338ca;--accent-line:#c7d2fe;--warn:#92400e;--warn-soft:#fef3c7;--warn-line:#f2d27a;
--font:"Inter Variable",Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
@media(prefers-color-scheme:dark){:root{--page:#0c1119;--panel:#141b26;--sunken:#0f151f;--line:#252f40;--line-strong:#364358;--text:#e8edf4;--text-2:#aab6c7;--text-3:#8b99ae;--accent:#818cf8;--accent-hover:#a5b4fc;--on-accent:#0d1030;--accent-text:#a5b4fc;--accent-line:#3b4387;--warn:#fbbf24;--warn-soft:#281f0e;--warn-line:#5f4716}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{display:flex;flex-direction:column;min-height:100vh;min-height:100dvh;margin:0;background:var(--page);color:var(--text);font:14px/20px var(--font);-webkit-font-smoothing:antialiased}
h1,h2,p,ul,ol,dl,dd{margin:0;padding:0}
ul,ol{list-style:none}
b{font-weight:600}
a{color:var(--accent-text);text-decoration-color:var(--accent-line);text-underline-offset:3px}
svg{fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
.envbar{padding:6px 16px;border-bottom:1px solid var(--warn-line);background:var(--warn-soft);color:var(--warn);font-size:13px;text-align:center}
.in{display:flex;flex-wrap:wrap;align-items:center;gap:8px 20px;width:100%;max-width:1104px;margin:0 auto;padding:0 32px}
header{border-bottom:1px solid var(--line);background:var(--panel)}
header .in{gap:8px;min-height:56px}
.mark{display:grid;place-items:center;flex:none;width:24px;height:24px;border-radius:6px;background:var(--accent);color:var(--on-accent)}
.mark svg{width:16px;height:16px;stroke-width:2}
.logo{max-width:160px;height:24px}
main{flex:1;width:100%;max-width:1104px;margin:0 auto;padding:64px 32px}
.panel{border:1px solid var(--line);border-radius:6px;background:var(--panel)}
.invite{display:grid;grid-template-columns:minmax(0,1fr) 400px}
.ask{padding:48px}
.dead{max-width:640px}
h1{max-width:15em;font-weight:600;font-size:28px;line-height:36px;letter-spacing:-.022em;text-wrap:balance;overflow-wrap:anywhere}
.lead{max-width:34em;margin-top:12px;color:var(--text-2);font-size:16px;line-height:24px}
h2{font-weight:600;font-size:14px;line-height:20px;letter-spacing:-.006em}
.needs{display:grid;gap:20px;margin:32px 0;padding:32px 0;border:solid var(--line);border-width:1px 0}
.needs li{display:grid;grid-template-columns:20px minmax(0,1fr);gap:0 12px}
.needs svg{width:20px;height:20px;color:var(--text-3)}
.needs p{color:var(--text-2)}
.go{display:flex;flex-wrap:wrap;align-items:center;gap:12px 20px}
.go p{flex:1 1 240px;color:var(--text-2);font-size:13px}
.button{display:inline-flex;align-items:center;justify-content:center;min-height:40px;padding:0 24px;border:1px solid var(--accent);border-radius:6px;background:var(--accent);color:var(--on-accent);font:500 14px/20px var(--font);cursor:pointer;text-decoration:none}
.button:hover{border-color:var(--accent-hover);background:var(--accent-hover)}
.plan{display:flex;flex-direction:column;padding:48px 40px;border-left:1px solid var(--line);border-radius:0 6px 6px 0;background:var(--sunken)}
.plan-head{display:flex;justify-content:space-between;margin-bottom:20px;color:var(--text-3);font-size:13px}
.plan-head h2{color:var(--text)}
.plan ol{display:grid;gap:20px}
.plan ol li{display:grid;grid-template-columns:20px minmax(0,1fr) auto;gap:0 12px}
.n{display:grid;place-items:center;width:20px;height:20px;border:1px solid var(--line-strong);border-radius:99px;color:var(--text-2);font:500 11px/1 var(--font);font-variant-numeric:tabular-nums}
.t{display:block;font-weight:500}
.d,.min{display:block;color:var(--text-2);font-size:13px;font-variant-numeric:tabular-nums}
.from{margin-top:auto;padding-top:32px;font-size:13px}
.from dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:4px 20px;padding-top:20px;border-top:1px solid var(--line)}
dt{color:var(--text-2)}
dd{overflow-wrap:anywhere}
.reference{margin-top:32px;padding-top:20px;border-top:1px solid var(--line);color:var(--text-2);font-size:13px}
code{font:12.5px/20px var(--mono);overflow-wrap:anywhere}
footer{padding:0 0 24px;color:var(--text-2);font-size:13px}
footer a{color:inherit;text-decoration-color:var(--line-strong)}
.secured{display:inline-flex;align-items:center;gap:6px;margin-left:auto}
.secured svg{width:16px;height:16px}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media(max-width:960px){main{padding:32px 24px}.in{padding:0 24px}.invite{grid-template-columns:minmax(0,1fr)}.plan{border:solid var(--line);border-width:1px 0 0;border-radius:0 0 6px 6px}}
@media(max-width:640px),(pointer:coarse){.button{min-height:48px}footer a{display:inline-flex;align-items:center;min-height:44px}}
@media(max-width:640px){main{padding:0 0 24px}.in{padding:0 16px}.panel{border-width:0 0 1px;border-radius:0}.ask{padding:32px 16px}h1{font-size:24px;line-height:32px}.go .button{flex:1 0 100%}.plan{padding:32px 16px;border-radius:0}}
`

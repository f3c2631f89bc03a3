/**
 * The look of all sign-in pages: one small file, cached for good under the name of its content. Colours have a contrast
 * of at least 4.5:1 in light and dark; everything holds at 320 px and at 400 % zoom.
 */
export const stylesheet = `
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--text:#0f172a;--soft:#475569;--line:#d8dee8;--field:#64748b;
--accent:#4338ca;--on-accent:#fff;--accent-soft:#eef2ff;--bad:#b91c1c;--bad-soft:#fef2f2;--good:#047857;--warn:#92400e;--warn-soft:#fef3c7}
@media(prefers-color-scheme:dark){:root{--page:#0d1117;--card:#161b24;--text:#e6eaf2;--soft:#a7b1c2;--line:#2b3442;--field:#8793a6;
--accent:#a5b4fc;--on-accent:#151a2e;--accent-soft:#1e2440;--bad:#fca5a5;--bad-soft:#2b1618;--good:#6ee7b7;--warn:#fcd34d;--warn-soft:#2c2410}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;padding:clamp(16px,9vh,96px) 16px 32px;
background:var(--page);color:var(--text);font:16px/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
main{width:100%;max-width:408px;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:28px 28px 32px}
@media(max-width:440px){main{padding:22px 18px 26px}}
.test{width:100%;max-width:408px;margin-bottom:12px;padding:6px 12px;border-radius:8px;background:var(--warn-soft);color:var(--warn);font-size:13px;text-align:center}
.brand{display:flex;align-items:center;gap:10px;margin:0 0 22px;color:var(--soft);font-size:14px}
.brand svg{flex:none;color:var(--accent)}
h1{margin:0 0 8px;font-size:22px;line-height:28px;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{margin:26px 0 6px;font-size:15px;font-family:"JetBrains Mono",ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}
section:target{outline:2px solid var(--accent);outline-offset:8px;border-radius:4px}
p{margin:0 0 14px;overflow-wrap:anywhere}
.soft{color:var(--soft)}
form{margin:20px 0 0}
label{display:block;margin-bottom:6px;font-weight:550;font-size:14px}
input[type=email]{width:100%;min-height:44px;padding:9px 12px;border:1px solid var(--field);border-radius:8px;background:var(--card);color:inherit;font:inherit}
label.check{display:flex;align-items:center;gap:9px;min-height:44px;margin:4px 0 8px;font-weight:400;cursor:pointer}
label.check input{width:17px;height:17px;margin:0;accent-color:var(--accent)}
.button{display:block;width:100%;min-height:44px;margin-top:14px;padding:10px 16px;border:1px solid var(--accent);border-radius:8px;background:var(--accent);
color:var(--on-accent);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.button.second{background:transparent;color:var(--accent)}
.button:hover{filter:brightness(1.08)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.note{margin:16px 0 0;padding:12px 14px;border-radius:8px;background:var(--accent-soft)}
.note.bad{background:var(--bad-soft);color:var(--bad)}
.note p:last-child{margin:0}
ul.choices{list-style:none;margin:18px 0 0;padding:0}
ul.choices li+li{margin-top:10px}
ul.choices a{display:flex;justify-content:space-between;gap:12px;align-items:center;min-height:56px;padding:12px 16px;border:1px solid var(--line);border-radius:8px;color:inherit;text-decoration:none}
ul.choices a:hover{border-color:var(--accent)}
ul.choices small{display:block;color:var(--soft)}
details{margin:22px 0 0;border-top:1px solid var(--line);padding-top:14px;font-size:14px;color:var(--soft)}
summary{cursor:pointer;min-height:24px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:6px 14px;margin:12px 0 0}
dt{font-weight:550}
dd{margin:0;overflow-wrap:anywhere;font-family:"JetBrains Mono",ui-monospace,SFMono-Regular,Menlo,monospace;font-size:12.5px}
@media(max-width:380px){dl{grid-template-columns:1fr;gap:2px}dd{margin-bottom:8px}}
.mark{display:inline-flex;width:40px;height:40px;margin-bottom:14px;border-radius:50%;align-items:center;justify-content:center;background:var(--accent-soft);color:var(--accent)}
.mark.bad{background:var(--bad-soft);color:var(--bad)}
footer{margin-top:18px;color:var(--soft);font-size:13px}
`.trim()

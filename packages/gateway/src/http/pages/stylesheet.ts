/**
 * The look of all sign-in pages: one small file, cached for good under the name of its content. Colours have a contrast
 * of at least 4.5:1 in light and dark; everything holds at 320 px and at 400 % zoom.
 */
export const stylesheet = `
:root{color-scheme:light dark;--page:#f5f7fa;--card:#fff;--sunken:#f8fafc;--hover:#f1f5f9;--text:#0f172a;--soft:#475569;--line:#e2e8f0;--edge:#cbd5e1;--field:#7f8da3;
--accent:#4338ca;--accent-hover:#3730a3;--on-accent:#fff;--accent-soft:#eef2ff;--bad:#b91c1c;--bad-soft:#fef2f2;--good:#047857;--good-soft:#ecfdf5;--warn:#92400e;--warn-soft:#fef3c7;--warn-line:#f2d27a;
--font:"Inter Variable",Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;--mono:"JetBrains Mono",ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
@media(prefers-color-scheme:dark){:root{--page:#0c1119;--card:#141b26;--sunken:#0f151f;--hover:#1b2433;--text:#e8edf4;--soft:#aab6c7;--line:#252f40;--edge:#364358;--field:#6b7a92;
--accent:#a5b4fc;--accent-hover:#c7d2fe;--on-accent:#0d1030;--accent-soft:#1a1f3d;--bad:#f98080;--bad-soft:#2a1519;--good:#34d399;--good-soft:#0c241f;--warn:#fbbf24;--warn-soft:#281f0e;--warn-line:#5f4716}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{display:flex;flex-direction:column;min-height:100vh;min-height:100dvh;margin:0;background:var(--page);color:var(--text);font:16px/24px var(--font);-webkit-font-smoothing:antialiased}
h1,h2,p,dl,dd,ul{margin:0;padding:0}
a{color:var(--accent);text-underline-offset:3px}
b,strong{font-weight:600}
code{font:12.5px/20px var(--mono);overflow-wrap:anywhere}
p,h1,h2{overflow-wrap:anywhere}
.soft{color:var(--soft)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
.envbar{padding:6px 16px;border-bottom:1px solid var(--warn-line);background:var(--warn-soft);color:var(--warn);font-size:13px;line-height:20px;text-align:center}
main{width:100%;max-width:440px;margin:0 auto;padding:clamp(24px,11vh,112px) 16px 24px}
.brand{display:flex;align-items:center;gap:10px;margin:0 0 16px 2px;font-weight:500;font-size:14px;line-height:20px}
.logo{display:grid;place-items:center;flex:none;width:28px;height:28px;border-radius:6px;background:var(--accent);color:var(--on-accent)}
.card{padding:28px 28px 32px;border:1px solid var(--line);border-radius:10px;background:var(--card)}
h1{font-weight:600;font-size:22px;line-height:28px;letter-spacing:-.016em;text-wrap:balance}
h1+p{margin-top:8px;color:var(--soft)}
h2{margin:26px 0 6px;font:600 14px/20px var(--mono)}
section:target{outline:2px solid var(--accent);outline-offset:8px;border-radius:4px}
form{margin-top:24px}
label{display:block;margin-bottom:6px;font-weight:500;font-size:14px;line-height:20px}
input[type=email],input[type=text]{width:100%;height:44px;padding:0 12px;border:1px solid var(--field);border-radius:6px;background:var(--card);color:inherit;font:inherit}
input[type=email]:focus-visible,input[type=text]:focus-visible{border-color:var(--accent);border-radius:6px;outline-offset:-1px}
label.check{display:flex;align-items:center;gap:10px;min-height:44px;margin:6px 0 10px;color:var(--soft);font-weight:400;cursor:pointer}
label.check input{width:18px;height:18px;margin:0;accent-color:var(--accent)}
.button{display:flex;align-items:center;justify-content:center;width:100%;min-height:44px;margin-top:16px;padding:9px 16px;border:1px solid var(--accent);border-radius:6px;background:var(--accent);
color:var(--on-accent);font:500 16px/24px var(--font);text-align:center;text-decoration:none;cursor:pointer}
form>.button{margin-top:0}
input[type=text]+.button{margin-top:16px}
form>.button+.button{margin-top:12px}
p+p.soft{margin-top:12px}
.button:hover{border-color:var(--accent-hover);background:var(--accent-hover)}
.button.second{border-color:var(--edge);background:var(--card);color:var(--text)}
.button.second:hover{background:var(--hover)}
.after{margin-top:20px;padding-top:16px;border-top:1px solid var(--line);color:var(--soft);font-size:14px;line-height:20px}
.note{margin-top:16px;padding:14px 16px;border-radius:6px;background:var(--bad-soft);color:var(--bad);font-size:14px;line-height:22px}
.state{display:inline-flex;align-items:center;gap:6px;margin-bottom:12px;padding:3px 10px 3px 8px;border-radius:99px;background:var(--warn-soft);color:var(--warn);font-weight:500;font-size:13px;line-height:18px}
.state.good{background:var(--good-soft);color:var(--good)}
.who{margin-top:20px;padding:14px 16px;border:1px solid var(--line);border-radius:6px;background:var(--sunken);font-size:14px;line-height:22px}
.who b{display:block}
.reference{margin-top:16px;color:var(--soft);font-size:13px;line-height:20px}
.reference code{color:var(--text);user-select:all}
ol.steps{margin:16px 0 0;padding-left:22px}
ol.steps li+li{margin-top:8px}
ol.steps li::marker{color:var(--soft)}
ul.choices{list-style:none;margin-top:18px}
ul.choices li+li{margin-top:8px}
ul.choices a{display:flex;justify-content:space-between;gap:12px;align-items:center;min-height:56px;padding:10px 16px;border:1px solid var(--edge);border-radius:6px;color:inherit;font-weight:500;text-decoration:none}
ul.choices a:hover{border-color:var(--field);background:var(--hover)}
ul.choices small{display:block;color:var(--soft);font-weight:400;font-size:13px}
details{margin-top:16px;border-top:1px solid var(--line);padding-top:14px;font-size:14px;line-height:20px}
summary{min-height:24px;color:var(--soft);font-weight:500;line-height:24px;cursor:pointer}
details p{margin-top:8px;color:var(--soft)}
summary:hover{color:var(--text)}
dl{display:grid;grid-template-columns:104px minmax(0,1fr);gap:6px 12px;margin-top:10px;font-size:13px;line-height:20px}
dt{color:var(--soft)}
dd{overflow-wrap:anywhere;font:12.5px/20px var(--mono)}
dl.words dd{font:inherit}
dl.names{grid-template-columns:1fr;gap:2px;margin-top:16px}dl.names dd+dt{margin-top:8px}
#user_code{font:600 18px/24px var(--mono);letter-spacing:.08em;text-transform:uppercase}
p.code{margin:16px 0;font:600 24px/32px var(--mono);letter-spacing:.08em;text-align:center}
dl+p,.button+dl{margin-top:16px}
footer{display:flex;flex-wrap:wrap;justify-content:space-between;gap:4px 16px;margin:16px 2px 0;color:var(--soft);font-size:13px;line-height:20px}
@media(max-width:440px){main{padding:20px 16px}.card{padding:22px 18px 24px}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}}
`.trim()

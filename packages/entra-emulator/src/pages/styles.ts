import { html } from './html.ts'

/** The colours. Text has a contrast of at least 4.5 to 1, borders of fields and the focus ring of 3 to 1. */
export const palette = html`:root { --ground: #f1f5f9; --card: #fff; --line: #e2e8f0; --field: #64748b; --text: #0f172a; --dim: #475569;
  --accent: #4338ca; --accent-text: #fff; --soft: #eef2ff; --amber: #92400e; --amber-ground: #fef3c7;
  --red: #b91c1c; --red-ground: #fef2f2; }
@media (prefers-color-scheme: dark) { :root { --ground: #0b1120; --card: #131c31; --line: #263349; --field: #7c8ba3;
  --text: #e2e8f0; --dim: #a3b1c6; --accent: #818cf8; --accent-text: #0b1120; --soft: #1e2745; --amber: #fcd34d;
  --amber-ground: #3a2a0a; --red: #fca5a5; --red-ground: #3b1212; } }`

/** The style sheet of the sign-in pages. */
export const styles = html`
${palette}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; background: var(--ground); color: var(--text);
  font: 400 15px/22px Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.ribbon { margin: 0; padding: 8px 16px; text-align: center; font-size: 13px; line-height: 20px;
  background: var(--amber-ground); color: var(--amber); }
main { width: 100%; max-width: 440px; margin: 48px auto; padding: 40px; background: var(--card);
  border: 1px solid var(--line); border-radius: 10px; box-shadow: 0 1px 2px rgb(15 23 42 / 6%), 0 8px 24px rgb(15 23 42 / 6%); }
main.broad { max-width: 560px; }
main.wide { max-width: 760px; }
main.full { max-width: 1080px; }
.brand { margin: 0 0 20px; font-size: 13px; line-height: 20px; font-weight: 600; color: var(--dim); }
h1 { margin: 0 0 4px; font-size: 24px; line-height: 32px; font-weight: 600; letter-spacing: -0.01em; }
h2 { margin: 28px 0 8px; font-size: 15px; line-height: 22px; font-weight: 600; }
p { margin: 0 0 12px; overflow-wrap: anywhere; }
.lead { color: var(--dim); margin-bottom: 20px; }
.small { font-size: 13px; line-height: 20px; color: var(--dim); }
a { color: var(--accent); text-underline-offset: 2px; }
code, .mono { font: 500 13px/20px "JetBrains Mono", ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  overflow-wrap: anywhere; }
ul.tiles { list-style: none; margin: 0 -12px; padding: 0; }
.tile { display: flex; align-items: center; gap: 12px; width: 100%; min-height: 60px; padding: 9px 12px; border: 0;
  border-radius: 8px; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; }
a.tile { text-decoration: none; color: inherit; }
.tile:hover { background: var(--soft); }
.tile span { min-width: 0; }
.tile b { display: block; font-weight: 600; overflow-wrap: anywhere; }
.tile small { display: block; font-size: 13px; line-height: 18px; color: var(--dim); overflow-wrap: anywhere; }
.face { flex: none; display: grid; place-items: center; width: 40px; height: 40px; border-radius: 50%; color: #fff;
  font-weight: 600; font-size: 14px; }
.face.c0 { background: #4338ca; } .face.c1 { background: #0f766e; } .face.c2 { background: #9d174d; }
.face.c3 { background: #1d4ed8; } .face.c4 { background: #7e22ce; } .face.c5 { background: #9a3412; }
.tag { flex: none; margin-left: auto; padding: 1px 8px; border-radius: 999px; background: var(--soft);
  color: var(--accent); font-size: 12px; line-height: 20px; font-weight: 500; }
.other { margin-top: 16px; padding-top: 20px; border-top: 1px solid var(--line); }
.other h2 { margin: 0 0 12px; }
label { display: block; margin-bottom: 4px; font-weight: 500; }
input[type=text], input[type=email], input[type=password] { width: 100%; height: 44px; padding: 0 12px; border-radius: 6px;
  border: 1px solid var(--field); background: var(--card); color: var(--text); font: inherit; font-size: 16px; }
::placeholder { color: var(--dim); opacity: 1; }
.check { display: flex; gap: 10px; align-items: flex-start; margin: 20px 0 0; font-weight: 400; }
.check input { flex: none; width: 20px; height: 20px; margin: 1px 0 0; accent-color: var(--accent); }
.who { display: flex; align-items: center; gap: 12px; margin: 0 0 20px; min-width: 0; }
.who > div { min-width: 0; overflow-wrap: anywhere; color: var(--dim); }
.back { display: block; border: 0; background: none; padding: 2px 0; min-height: 24px; border-radius: 4px; color: var(--accent);
  font: inherit; font-size: 13px; line-height: 20px; cursor: pointer; text-decoration: underline; text-underline-offset: 2px; }
.rights + .check { margin-top: 20px; }
.check + .small { margin: 2px 0 16px 30px; }
.actions { display: flex; justify-content: flex-end; gap: 12px; margin-top: 24px; flex-wrap: wrap; }
.button { min-height: 44px; min-width: 108px; padding: 0 20px; border-radius: 6px; border: 1px solid var(--accent);
  background: var(--accent); color: var(--accent-text); font: inherit; font-weight: 600; cursor: pointer; }
.button.full { width: 100%; padding: 10px 20px; line-height: 22px; }
.button.plain { background: none; border-color: var(--field); color: var(--text); }
.button:hover { filter: brightness(1.08); } .button.plain:hover { background: var(--soft); filter: none; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.hint, .alert { margin: 16px 0 0; padding: 10px 12px; border-radius: 6px; font-size: 14px; line-height: 20px; }
.hint { background: var(--amber-ground); color: var(--amber); }
.hint a { color: inherit; }
.alert { margin: 0 0 16px; background: var(--red-ground); color: var(--red); }
.rights { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
.rights li { padding: 10px 0; border-bottom: 1px solid var(--line); }
.rights b { display: block; font-weight: 600; }
.trail { margin-top: 24px; padding-top: 12px; border-top: 1px solid var(--line); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; margin: 16px 0 0; font-size: 13px;
  line-height: 20px; }
dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th, td { padding: 8px 12px 8px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 500; color: var(--dim); white-space: nowrap; }
iframe { display: none; }
@media (pointer: coarse) { .back, .check { min-height: 44px; } }
@media (max-width: 520px) { main { margin: 0; padding: 28px 20px 40px; min-height: calc(100vh - 36px); border: 0;
  border-radius: 0; box-shadow: none; } .actions .button { flex: 1; } dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 8px; } table, tbody, tr, th, td { display: block; } th { padding-bottom: 0; border: 0; } }
@media (prefers-reduced-motion: no-preference) { .tile, .button { transition: background-color 120ms; } }
`

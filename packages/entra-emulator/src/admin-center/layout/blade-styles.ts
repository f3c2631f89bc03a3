import { html } from '../../pages/html.ts'
import { palette } from '../../pages/styles.ts'

/** The style sheet of the admin center: a bar, a navigation, and a blade with its menu. */
export const bladeStyles = html`
${palette}
:root { --bar: #1e1b4b; --bar-text: #e0e7ff; --green: #166534; --green-ground: #f0fdf4; }
@media (prefers-color-scheme: dark) { :root { --bar: #0f1530; --green: #86efac; --green-ground: #0f2a1b; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 16px; }
body { margin: 0; background: var(--card); color: var(--text);
  font: 400 14px/20px Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
a { color: var(--accent); text-underline-offset: 2px; }
p { margin: 0 0 12px; max-width: 76ch; overflow-wrap: anywhere; }
code { font: 500 13px/20px "JetBrains Mono", ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 8px; top: 8px; padding: 8px 12px; background: var(--card); z-index: 9; }
.ribbon { margin: 0; padding: 4px 16px; max-width: none; text-align: center; font-size: 12px; background: var(--amber-ground); color: var(--amber); }
.bar { display: flex; align-items: center; gap: 4px 16px; min-height: 48px; padding: 4px 24px; background: var(--bar); color: var(--bar-text); }
.bar a { color: inherit; text-decoration: none; } .bar > a { font-weight: 600; font-size: 15px; }
.bar :focus-visible, .burger:focus-visible { outline-color: #fff; }
.me { display: flex; align-items: center; gap: 4px 16px; margin-left: auto; font-size: 13px; min-width: 0; }
.me > span { min-width: 0; overflow-wrap: anywhere; text-align: right; line-height: 17px; }
.me b { display: block; font-weight: 500; }
.me a { flex: none; text-decoration: underline; text-underline-offset: 2px; }
.burger { display: none; min-height: 36px; padding: 0 12px; border: 1px solid currentColor; border-radius: 6px; background: none; color: inherit;
  font: inherit; font-weight: 500; cursor: pointer; }
.shell { display: grid; grid-template-columns: 232px minmax(0, 1fr); min-height: calc(100vh - 76px); }
.side { position: static; display: block; width: auto; height: auto; margin: 0; padding: 16px 12px; border: 0; border-right: 1px solid var(--line);
  background: var(--ground); color: inherit; overflow: visible; }
.side ul, .menu ul, .crumbs ol, ul.plain { list-style: none; margin: 0; padding: 0; }
.side summary { padding: 7px 12px; border-radius: 6px; font-weight: 600; cursor: pointer; list-style: none; }
.side summary::-webkit-details-marker { display: none; }
.side summary::after { content: ""; float: right; width: 6px; height: 6px; margin-top: 5px; border: solid currentColor; border-width: 0 1.5px 1.5px 0; rotate: -45deg; }
.side details[open] > summary::after { rotate: 45deg; margin-top: 4px; }
.side details { margin-top: 4px; } .inner { margin: 0 0 0 12px !important; }
.side li a, .menu li a { display: block; padding: 7px 12px; border-radius: 6px; color: inherit; text-decoration: none; }
.side details li a { padding-left: 24px; }
.side a:hover, .side summary:hover, .menu a:hover { background: var(--soft); }
.side a[aria-current], .menu a[aria-current] { background: var(--soft); color: var(--accent); font-weight: 600; }
main { padding: 16px 32px 72px; min-width: 0; max-width: 1240px; }
.crumbs ol { display: flex; flex-wrap: wrap; gap: 0 6px; font-size: 13px; color: var(--dim); }
.crumbs li { overflow-wrap: anywhere; min-width: 0; }
.crumbs li:not(:last-child)::after { content: "›"; margin-left: 6px; }
.crumbs a { color: inherit; text-decoration: none; } .crumbs a:hover { text-decoration: underline; }
h1 { margin: 8px 0 16px; font-size: 24px; line-height: 32px; font-weight: 600; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h1 small { font-size: inherit; font-weight: 400; color: var(--dim); }
h2 { margin: 32px 0 8px; font-size: 16px; line-height: 24px; font-weight: 600; }
.content > h2:first-child, .panel > h2:first-child, dialog > h2:first-child, fieldset > h2:first-of-type:first-child { margin-top: 0; }
h3 { margin: 20px 0 8px; font-size: 14px; font-weight: 600; }
.with-menu { display: grid; grid-template-columns: 200px minmax(0, 1fr); gap: 0 32px; }
.menu { padding-right: 12px; border-right: 1px solid var(--line); }
.menu h2 { margin: 16px 0 4px; padding: 0 12px; font-size: 13px; line-height: 20px; color: var(--dim); font-weight: 500; }
.content { min-width: 0; }
.commands { display: flex; flex-wrap: wrap; gap: 4px; margin: 0 0 20px; padding-bottom: 8px; border-bottom: 1px solid var(--line); }
.commands a, .commands button { display: inline-flex; align-items: center; min-height: 36px; padding: 0 12px; border: 0; border-radius: 6px; background: none;
  color: var(--accent); font: inherit; font-weight: 500; text-decoration: none; cursor: pointer; overflow-wrap: anywhere; text-align: left; }
.commands a:hover, .commands button:hover:enabled { background: var(--soft); }
.commands a[aria-current] { background: var(--soft); font-weight: 600; }
.commands form, .commands fieldset { display: contents; } .commands > a:first-child:not([aria-current]) { margin-left: -12px; }
.commands.bare { margin-bottom: 8px; padding: 0; border: 0; }
.panel, dialog { margin: 0 0 28px; padding: 20px 24px 24px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); color: inherit;
  box-shadow: 0 1px 2px rgb(15 23 42 / 6%), 0 8px 24px rgb(15 23 42 / 8%); }
dialog { position: static; width: auto; max-width: 560px; border-color: var(--accent); }
fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
.field { margin: 0 0 18px; max-width: 620px; }
.field > label, .field legend, .field > fieldset > legend { display: block; margin: 0 0 4px; padding: 0; font-weight: 600; }
.field small { display: block; margin-top: 4px; font-size: 13px; color: var(--dim); }
input:is([type=text], [type=search], [type=date], [type=password], [type=file]), select, textarea { width: 100%; min-height: 36px; padding: 6px 10px;
  border: 1px solid var(--field); border-radius: 6px; background: var(--card); color: var(--text); font: inherit; }
textarea { min-height: 96px; resize: vertical; } textarea.code { min-height: 460px; font: 400 13px/19px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
input[type=radio], input[type=checkbox] { flex: none; width: 18px; height: 18px; margin: 1px 0 0; accent-color: var(--accent); }
.tick { display: flex; gap: 10px; align-items: flex-start; padding: 5px 0; font-weight: 400; }
.tick span { min-width: 0; overflow-wrap: anywhere; } .tick small { display: block; margin: 0; font-size: 13px; color: var(--dim); }
.many { display: grid; grid-template-columns: repeat(auto-fill, minmax(236px, 1fr)); gap: 0 24px; }
.two { display: grid; grid-template-columns: 200px minmax(0, 1fr); gap: 8px; } .row { display: flex; flex-wrap: wrap; gap: 6px 24px; }
.go { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 20px; }
.button { display: inline-flex; align-items: center; justify-content: center; min-height: 36px; min-width: 88px; padding: 0 16px; border: 1px solid var(--accent);
  border-radius: 6px; background: var(--accent); color: var(--accent-text); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
.button:hover:enabled { filter: brightness(1.08); } .button.second { background: none; border-color: var(--field); color: var(--text); }
a.button.second:hover, .button.second:hover:enabled { background: var(--soft); filter: none; }
:disabled { opacity: .55; cursor: not-allowed !important; }
.mini { min-height: 28px; padding: 0 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--card); color: var(--text); font: inherit; font-size: 13px;
  font-weight: 500; cursor: pointer; white-space: nowrap; } .mini:hover:enabled { background: var(--soft); }
.say { margin: 0 0 20px; padding: 10px 14px; border-radius: 8px; max-width: 900px; overflow-wrap: anywhere; } .say p:last-child { margin: 0; }
.say.good { background: var(--green-ground); color: var(--green); } .say.bad { background: var(--red-ground); color: var(--red); }
.say.note { background: var(--soft); } .say.warn { background: var(--amber-ground); color: var(--amber); }
.facts { display: grid; grid-template-columns: minmax(140px, 230px) minmax(0, 1fr); align-items: baseline; gap: 8px 24px; margin: 0 0 24px; }
.facts dt { color: var(--dim); } .facts dd { margin: 0; min-width: 0; overflow-wrap: anywhere; } .facts .mini, td .mini[data-copy] { margin-left: 8px; }
code.all { user-select: all; } td:has(time) { white-space: nowrap; }
.search { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 12px; max-width: 480px; } .search input { flex: 1 1 160px; width: auto; } .search .mini { min-height: 36px; border-color: var(--field); }

.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.dim { color: var(--dim); } .ok { color: var(--green); font-weight: 500; } .off { color: var(--amber); font-weight: 500; }
table { width: 100%; border-collapse: collapse; margin: 0 0 12px; }
th, td { padding: 8px 16px 8px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: break-word; font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; } td:has(form) { text-align: right; } td form { display: inline-block; margin-left: 6px; }
tbody th { min-width: 130px; overflow-wrap: anywhere; } tbody .tick { padding: 0; }
thead th { font-size: 13px; line-height: 18px; font-weight: 600; color: var(--dim); vertical-align: bottom; border-bottom-color: var(--field); }
.none { margin: 0 0 16px; padding: 20px 16px; max-width: none; border: 1px dashed var(--field); border-radius: 8px; color: var(--dim); }
.pages { display: flex; gap: 16px; align-items: center; margin: 0 0 16px; font-size: 13px; color: var(--dim); }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 12px; margin: 0 0 24px; padding: 0; list-style: none; }
.tiles a { display: block; height: 100%; padding: 14px 16px; border: 1px solid var(--line); border-radius: 10px; color: inherit; text-decoration: none; }
.tiles a:hover { background: var(--soft); } .tiles b { display: block; color: var(--accent); font-weight: 600; } .tiles span { color: var(--dim); font-size: 13px; }
form:has([name=token_type][value=idToken]:checked) .pick:not(.idToken), form:has([name=token_type][value=accessToken]:checked) .pick:not(.accessToken),
form:has([name=token_type][value=saml2Token]:checked) .pick:not(.saml2Token) { display: none; }
form:not(:has(option[value=custom]:checked)) .if-custom, form:has([value=constant]:checked) .if-attribute,
form:not(:has([value=constant]:checked)) .if-constant { display: none; }
@media (pointer: coarse) { .mini, .button, .burger, input:not([type=radio], [type=checkbox]), select, .side li a, .menu li a, .side summary, .commands a,
  .commands button { min-height: 44px; } .tick { padding: 11px 0; } .side li a, .side summary, .menu li a { padding-block: 12px; } }
@media (max-width: 860px) { .burger { display: block; } .shell, .with-menu { display: block; }
  .side:not(:popover-open) { display: none; } .side:popover-open { position: fixed; inset: 0 auto 0 0; width: min(300px, 86vw); height: 100dvh; overflow: auto;
  box-shadow: 0 0 0 100vmax rgb(15 23 42 / 45%); }
  main { padding: 12px 16px 56px; } .menu { margin: 0 0 16px; padding: 0 0 8px; border: 0; border-bottom: 1px solid var(--line); overflow-x: auto; }
  .menu h2 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } .menu { display: flex; } .menu ul { display: contents; }
  .menu li a { white-space: nowrap; } .menu li:has([aria-current]) { order: -1; } }
@media (max-width: 640px) { .bar { padding: 4px 12px; gap: 4px 10px; flex-wrap: wrap; } .me { flex: 1 1 100%; flex-wrap: wrap; margin: 0; gap: 2px 14px; } .me > span { flex: 1 1 100%; text-align: left; } h1 { font-size: 21px; line-height: 28px; } .two { grid-template-columns: 1fr; }
  .panel, dialog { padding: 16px; } .facts { grid-template-columns: minmax(0, 1fr); gap: 0; } .facts dd { margin-bottom: 10px; }
  table, tbody { display: block; } thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  tr { display: block; padding: 10px 0; border-bottom: 1px solid var(--line); } th, td { display: block; padding: 1px 0; border: 0; } td:has(form) { text-align: left; padding-top: 6px; }
  .facts .mini, td .mini[data-copy] { margin-left: 0; } td form { margin: 0 6px 0 0; } td:has(time) { white-space: normal; }
  td[data-label]:not(:empty)::before { content: attr(data-label) ": "; color: var(--dim); font-size: 13px; } }
`

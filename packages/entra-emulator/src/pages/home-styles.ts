import { html } from './html.ts'

/** The rules of the home page. Tables keep their roles where they become cards. */
export const homeStyles = html`
html { scroll-behavior: smooth; scroll-padding-top: 16px; }
main.full { padding: 40px 48px 56px; }
.hero { display: flex; justify-content: space-between; align-items: flex-end; gap: 16px 32px; flex-wrap: wrap; }
.hero .lead { margin: 0; }
.jump { display: flex; gap: 4px; margin: 0 -12px; flex-wrap: wrap; }
.jump a { padding: 6px 12px; border-radius: 6px; font-weight: 500; text-decoration: none; }
.jump a:hover { background: var(--soft); }
.notices { margin: 24px 0 0; padding: 0; list-style: none; border-radius: 8px; background: var(--amber-ground);
  color: var(--amber); }
.notices li { display: flex; align-items: center; justify-content: space-between; gap: 8px 16px; flex-wrap: wrap;
  padding: 8px 8px 8px 16px; }
.notices li + li { border-top: 1px solid var(--line); }
.notices p { flex: 1 1 180px; margin: 0; min-width: 0; overflow-wrap: anywhere; }
section { margin-top: 40px; }
section > h2 { margin: 0 0 4px; font-size: 18px; line-height: 26px; }
section > .small { max-width: 72ch; }
h3 { display: flex; align-items: baseline; gap: 4px 12px; flex-wrap: wrap; margin: 20px 0 4px; font-size: 15px;
  line-height: 22px; font-weight: 600; }
h3 small { font-weight: 400; font-size: 13px; color: var(--dim); overflow-wrap: anywhere; }
.grid th, .grid td { padding: 8px 16px 8px 0; vertical-align: middle; }
.grid th:last-child, .grid td:last-child { padding-right: 0; }
.grid thead th { font-size: 13px; line-height: 20px; border-bottom-color: var(--field); }
.grid tbody th { color: inherit; white-space: normal; }
.grid code { user-select: all; }
.person { display: flex; align-items: center; gap: 12px; min-width: 0; }
.person .face { width: 32px; height: 32px; font-size: 12px; }
.traits { display: flex; gap: 4px 6px; flex-wrap: wrap; list-style: none; margin: 0; padding: 0; }
.traits li { padding: 1px 8px; border-radius: 999px; background: var(--soft); color: var(--accent); font-size: 12px;
  line-height: 20px; font-weight: 500; }
.traits .stops { background: var(--red-ground); color: var(--red); }
.places { margin: 12px 0 0; border-top: 1px solid var(--line); }
details { border-bottom: 1px solid var(--line); }
summary { display: grid; grid-template-columns: 16px 148px minmax(0, 1fr); align-items: baseline; gap: 0 8px;
  padding: 11px 8px 11px 0; cursor: pointer; list-style: none; border-radius: 6px; }
summary::-webkit-details-marker { display: none; }
summary::before { content: ""; align-self: center; width: 6px; height: 6px; margin-left: 3px; border: solid currentColor;
  border-width: 0 1.5px 1.5px 0; rotate: -45deg; }
details[open] summary::before { rotate: 45deg; }
summary:hover { background: var(--soft); }
summary b { font-weight: 600; }
summary span { font-size: 13px; line-height: 20px; color: var(--dim); white-space: nowrap; overflow: hidden;
  text-overflow: ellipsis; }
details[open] summary span { visibility: hidden; }
.faults { list-style: none; margin: 0; padding: 0 0 8px 24px; }
.faults li { display: flex; align-items: center; justify-content: space-between; gap: 8px 24px; padding: 8px 0; }
.faults li + li { border-top: 1px solid var(--line); }
.faults p { margin: 0; color: var(--dim); font-size: 14px; line-height: 20px; }
.faults form { flex: none; }
.on { padding: 1px 8px; margin-left: 8px; border-radius: 999px; background: var(--amber-ground); color: var(--amber);
  font-size: 12px; line-height: 20px; font-weight: 500; white-space: nowrap; }
.mini { min-height: 32px; padding: 0 12px; border-radius: 6px; border: 1px solid var(--field); background: var(--card);
  color: var(--text); font: inherit; font-size: 13px; font-weight: 500; cursor: pointer; white-space: nowrap; }
.mini:hover { background: var(--soft); } 
.change label { display: block; padding: 8px 0 8px 24px; font-size: 13px; } .change select { max-width: 100%; margin-left: 8px; }
.row { display: flex; gap: 8px; }
.pick { flex: 0 1 auto !important; min-width: 0; } .pick select { min-width: 0; width: 300px; }
.pick select, .change select { min-height: 32px; padding: 0 8px;
  border: 1px solid var(--field); border-radius: 6px; background: var(--card); color: var(--text); font: inherit;
  font-size: 13px; }
.log td { font-size: 13px; line-height: 20px; font-variant-numeric: tabular-nums; padding-block: 6px; }
.log .path { width: 62%; }
.log time { white-space: nowrap; }
.bad { color: var(--red); font-weight: 600; }
.none { margin: 12px 0 0; padding: 20px 16px; border: 1px dashed var(--field); border-radius: 8px; color: var(--dim); }
.head { display: flex; align-items: flex-start; justify-content: space-between; gap: 8px 16px; flex-wrap: wrap; }
.head h2 { margin: 0 0 4px; font-size: 18px; line-height: 26px; }
.facts th { width: 150px; } .facts .row { margin-top: 8px; } .facts + .small, .places + .small { margin: 16px 0 0; }
@media (pointer: coarse) { .mini, .pick select { min-height: 44px; min-width: 44px; } .jump a { padding-block: 11px; }
  summary { padding-block: 14px; } }
@media (max-width: 640px) { main.full { padding: 24px 16px 40px; } .grid thead { position: absolute; width: 1px;
  height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .grid tr { display: grid; padding: 10px 0; border-bottom: 1px solid var(--line); }
  .grid td, .grid tbody th { padding: 0; border: 0; }
  .people tr { grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; }
  .people tbody th, .people .special { grid-column: 1 / -1; } .people .special:empty { display: none; }
  .people td { padding-left: 44px; } .people td + td { padding-left: 0; } .people .special { padding-left: 44px; }
  .log tr { grid-template-columns: auto 40px auto 1fr; gap: 2px 12px; }
  .log td:last-child { justify-self: end; } .log .path { grid-column: 1 / -1; width: auto; order: 1; }
  .faults, .change label { padding-left: 0; } .faults li { flex-wrap: wrap; } .faults li > div { flex: 1 1 100%; } .pick { flex-wrap: wrap; flex: 1 1 100% !important; } .pick select { flex: 1 1 100%; }
  summary { grid-template-columns: 16px minmax(0, 1fr); } summary span { grid-column: 2; } }
`

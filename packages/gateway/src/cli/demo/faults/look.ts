/** The rules of the page of faults. They follow those of the sample application, which has the colours. */
export const look = `
body { min-width: 280px; }
nav { display: flex; gap: 20px; white-space: nowrap; }
nav a + a { margin: 0; }
button { font: inherit; cursor: pointer; }
button.button { background: none; }
.groups { columns: 2; column-gap: 64px; margin-top: 32px; }
.groups section { break-inside: avoid; padding-bottom: 32px; }
.more + form .groups { margin-top: 16px; }
.groups ul { margin-top: 8px; border-top: 1px solid var(--line); }
.groups li { position: relative; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 16px;
  align-items: center; padding: 10px 0; border-bottom: 1px solid var(--line); }
.fault { padding: 0; border: 0; background: none; color: var(--text); font-weight: 500; text-align: left; }
.fault::after { content: ""; position: absolute; inset: 0 -12px; border-radius: 6px; }
.fault:focus-visible { outline: none; }
.fault:focus-visible::after { outline: 2px solid var(--accent); outline-offset: -2px; }
.groups li:hover .fault { color: var(--accent-text); }
.groups li:hover .fault::after { background: light-dark(rgb(15 118 110 / 5%), rgb(45 212 191 / 6%)); }
.groups .shows { grid-column: 1; font-size: 13px; }
.groups .on { grid-row: 1 / 3; grid-column: 2; }
.on { padding: 2px 10px; border-radius: 999px; background: var(--accent); color: var(--on-accent); font-weight: 500;
  font-size: 12px; line-height: 18px; }
.cards { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); gap: 24px; margin-top: 28px;
  align-items: start; }
.seen { padding: 18px 20px 20px; border: 1px solid var(--line); border-radius: 10px; min-width: 0; }
.seen h2 { font-size: 16px; line-height: 24px; }
.seen th { width: 128px; vertical-align: top; padding-top: 8px; }
.seen td { padding: 8px 0; height: auto; }
.links span { overflow-wrap: anywhere; }
.seen details { margin-top: 8px; padding-bottom: 0; }
.of { margin-top: 12px; color: var(--soft); font-size: 12px; line-height: 18px; }
.of + .page { margin-top: 6px; }
.page { padding: 20px; border: 1px solid var(--line-strong); border-radius: 8px; background: var(--sunken);
  overflow-wrap: anywhere; }
.page h3 { margin: 0 0 8px; font: 600 18px / 26px var(--font); letter-spacing: -0.01em; }
.page p + p { margin-top: 8px; }
.links { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 14px 0 0; font-size: 13px; color: var(--soft); }
.seen > .line { margin-top: 12px; }
.more { margin-top: 48px; font-size: 18px; line-height: 26px; }
.head form { flex: none; }
@media (max-width: 820px) { .cards { grid-template-columns: minmax(0, 1fr); } .groups { columns: 1; } }
@media (max-width: 640px) { .links a { min-height: 44px; display: inline-flex; align-items: center; }
  .seen { padding: 16px; } nav { gap: 14px; } header .sample { display: none; } .seen tr { padding: 6px 0; }
  .seen th, .seen td { padding: 0; } }
`

import type { AadstsRow } from '../errors/aadsts.ts'
import { html } from './html.ts'
import type { Page } from './send-page.ts'

export function errorLookupPage(
  code: number | undefined,
  row: AadstsRow | undefined,
  remedy: string | undefined,
): Page {
  return {
    title: 'Error lookup',
    width: 'wide',
    body: html`
<h1>Error lookup</h1>
<p class="lead">The meaning of an AADSTS number. This emulator knows a selection of them.</p>
<form method="get" action="/error">
<label for="code">Error code</label>
<input type="text" id="code" name="code" inputmode="numeric" value="${code}" placeholder="50011">
<div class="actions"><button class="button" type="submit">Look up</button></div>
</form>
${code !== undefined && !row && html`<p class="alert" role="alert">AADSTS${code} is not known here.</p>`}
${
  row &&
  html`<h2>AADSTS${code}</h2>
<table>
<tr><th scope="row">Message</th><td>${row.text}</td></tr>
<tr><th scope="row">OAuth error</th><td><code>${row.error}</code></td></tr>
<tr><th scope="row">Shown</th><td>${
    row.shown === 'page' ? 'on Microsoft’s own page; the application is never told' : 'to the application'
  }</td></tr>
${remedy !== undefined && html`<tr><th scope="row">Remediation</th><td>${remedy}</td></tr>`}
</table>`
}`,
  }
}

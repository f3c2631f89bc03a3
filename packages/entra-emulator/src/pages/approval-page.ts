import type { ConsentPage } from './consent-page.ts'
import { html } from './html.ts'
import type { Page } from './send-page.ts'

/** "Need admin approval": 90094. Going back tells the application the same as "Cancel" does. */
export function approvalPage(data: Omit<ConsentPage, 'scopes' | 'for_organization'>, trail: readonly string[]): Page {
  return {
    title: 'Need admin approval',
    ...(data.form_scheme === undefined ? {} : { form_scheme: data.form_scheme }),
    body: html`
<p class="who">${data.user.userPrincipalName}</p>
<h1>Need admin approval</h1>
<p class="lead"><strong>${data.client.displayName}</strong> needs permission to access resources in
${data.tenant.displayName} that only an admin can grant. Ask an admin to grant permission to this app before you can
use it.</p>
<p class="small">AADSTS90094: Admin consent is required for the permissions requested by this application.</p>
<p class="hint">For the administrator: Enterprise apps → ${data.client.displayName} → Permissions → Grant admin consent
for ${data.tenant.displayName}.</p>
<form method="post" action="/_sign-in/account">
<input type="hidden" name="flow" value="${data.flow_id}">
<div class="actions"><button class="button plain" type="submit" name="another" value="1">Have an admin account? Sign in
with that account</button></div>
</form>
<form method="post" action="/_sign-in/consent">
<input type="hidden" name="flow" value="${data.flow_id}">
<div class="actions"><button class="button" type="submit" name="decision" value="cancel">Return to the application
without granting consent</button></div>
</form>
<p class="small">${trail.map((line) => html`${line}<br>`)}</p>`,
  }
}

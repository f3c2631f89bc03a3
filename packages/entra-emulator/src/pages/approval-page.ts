import type { Trace } from '../http/trace.ts'
import type { ConsentPage } from './consent-page.ts'
import { html } from './html.ts'
import { identity } from './identity.ts'
import type { Page } from './send-page.ts'
import { trail } from './trail.ts'

type ApprovalPage = Pick<ConsentPage, 'flow_id' | 'client' | 'tenant' | 'user' | 'form_scheme'>

/** The page "Need admin approval" (90094). Its way back sends the same response as "Cancel". */
export function approvalPage(data: ApprovalPage, trace: Trace): Page {
  return {
    title: 'Need admin approval',
    ...(data.form_scheme === undefined ? {} : { form_scheme: data.form_scheme }),
    body: html`
<p class="brand">${data.tenant.displayName}</p>
${identity(data.flow_id, data.user)}
<h1>Need admin approval</h1>
<p class="lead"><strong>${data.client.displayName}</strong> needs permission to access resources in your organization
that only an admin can grant. Ask an admin to grant permission to this app before you can use it.</p>
<p class="small">AADSTS90094: Admin consent is required for the permissions requested by this application.</p>
<p class="hint">For the administrator: Enterprise apps → ${data.client.displayName} → Permissions → Grant admin consent
for ${data.tenant.displayName}. <a href="/admin-center">Open the admin center</a></p>
<form class="actions" method="post" action="/_sign-in/consent">
<input type="hidden" name="flow" value="${data.flow_id}">
<button class="button full" type="submit" name="decision" value="cancel">Return to the application without granting
consent</button>
</form>
<form class="actions" method="post" action="/_sign-in/account">
<input type="hidden" name="flow" value="${data.flow_id}">
<button class="button plain full" type="submit" name="another" value="1">Have an admin account? Sign in with that
account</button>
</form>
${trail(trace, 'AADSTS90094')}`,
  }
}

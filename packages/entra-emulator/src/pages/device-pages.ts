import type { Application } from '../directory/application.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import { html } from './html.ts'
import { identity } from './identity.ts'
import type { Page } from './send-page.ts'

/** The page where a person types the code that a device shows. */
export function deviceLoginPage(typed: string, problem: string | undefined): Page {
  return {
    title: 'Enter code',
    body: html`
<h1>Enter code</h1>
<p class="lead">Enter the code that your app or device shows.</p>
${problem !== undefined && html`<p class="alert" role="alert" id="problem">${problem}</p>`}
<form method="post" action="/_sign-in/device">
<label for="code">Code</label>
<input type="text" id="code" name="user_code" value="${typed}" autocomplete="one-time-code" autocapitalize="characters"
 spellcheck="false" required autofocus${problem !== undefined && html` aria-invalid="true" aria-describedby="problem"`}>
<div class="actions"><button class="button" type="submit">Next</button></div>
</form>`,
  }
}

/** The question at the end (50199), because a code may come from a stranger. */
export function deviceConfirmationPage(data: {
  readonly flow_id: string
  readonly client: Application
  readonly tenant: Tenant
  readonly user: User
}): Page {
  return {
    title: 'Confirm',
    body: html`
<p class="brand">${data.tenant.displayName}</p>
${identity(data.flow_id, data.user)}
<h1>Are you trying to sign in to ${data.client.displayName}?</h1>
<p class="lead">Continue only if you started this on a device of yours. A stranger who gives you a code wants to sign in
as you.</p>
<form class="actions" method="post" action="/_sign-in/device-confirmation">
<input type="hidden" name="flow" value="${data.flow_id}">
<button class="button plain" type="submit" name="decision" value="cancel">Cancel</button>
<button class="button" type="submit" name="decision" value="continue">Continue</button>
</form>`,
  }
}

/** @param client the application that the person signed in to; undefined after "Cancel" */
export function deviceDonePage(client: Application | undefined): Page {
  return {
    title: client ? 'Signed in' : 'Canceled',
    body: client
      ? html`<h1>You have signed in to ${client.displayName} on your device</h1>
<p class="lead">You may now close this window.</p>`
      : html`<h1>You declined the sign-in</h1><p class="lead">The device gets no access. You may close this window.</p>`,
  }
}

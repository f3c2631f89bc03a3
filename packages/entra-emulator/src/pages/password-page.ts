import { displayedUserName } from '../claims/guest.ts'
import type { Application } from '../directory/application.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import { html } from './html.ts'
import { identity } from './identity.ts'
import type { Page } from './send-page.ts'

export interface PasswordPage {
  readonly flow_id: string
  readonly client: Application
  readonly tenant: Tenant
  readonly user: User
  readonly problem: string | undefined
  readonly form_scheme: string | undefined
}

export function passwordPage({
  flow_id: flow,
  client,
  tenant,
  user,
  problem,
  form_scheme: scheme,
}: PasswordPage): Page {
  return {
    title: 'Enter password',
    ...(scheme === undefined ? {} : { form_scheme: scheme }),
    body: html`
<p class="brand">${tenant.displayName}</p>
${identity(flow, user)}
<h1>Enter password</h1>
<p class="lead">to continue to <strong>${client.displayName}</strong></p>
${problem !== undefined && html`<p class="alert" role="alert" id="problem">${problem}</p>`}
<form method="post" action="/_sign-in/password">
<input type="hidden" name="flow" value="${flow}">
<input type="text" name="user_name" value="${displayedUserName(user)}" autocomplete="username" hidden>
<label for="password">Password</label>
<input type="password" id="password" name="password" autocomplete="current-password" required autofocus
${problem !== undefined && html` aria-invalid="true" aria-describedby="problem"`}>
<p class="hint">A test directory has no secrets. The password is <code>${user.password}</code></p>
<div class="actions"><button class="button" type="submit">Sign in</button></div>
</form>`,
  }
}

import { displayedUserName } from '../claims/guest.ts'
import type { Directory } from '../directory/directory.ts'
import type { Parameters } from '../http/parameters.ts'
import { makeLoginHint } from '../sessions/login-hint.ts'
import type { SignedInAccount } from '../sessions/sessions.ts'
import { face } from './face.ts'
import { type Html, html } from './html.ts'
import type { Page } from './send-page.ts'

function tile(directory: Directory, { tenant_id, user_id }: SignedInAccount): Html | undefined {
  const tenant = directory.tenantNamed(tenant_id)
  const user = tenant && directory.index(tenant).user(user_id)
  if (!user) return undefined
  return html`<li><button class="tile" type="submit" name="logout_hint" value="${makeLoginHint(tenant_id, user_id)}">
${face(user.displayName)}<span><b>${user.displayName}</b> <small>${displayedUserName(user)}</small></span></button></li>`
}

/** The page for a sign-out with several accounts and no hint. */
export function signOutPickerPage(
  directory: Directory,
  accounts: readonly SignedInAccount[],
  word: string,
  parameters: Parameters,
): Page {
  const kept = [...parameters].filter(([name]) => name !== 'logout_hint')
  return {
    title: 'Sign out',
    body: html`
<h1>Pick an account</h1>
<p class="lead">Which account do you want to sign out of?</p>
<form method="get" action="/${word}/oauth2/v2.0/logout">
${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<ul class="tiles">${accounts.flatMap((account) => tile(directory, account) ?? [])}</ul>
</form>`,
  }
}

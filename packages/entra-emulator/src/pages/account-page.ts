import type { Candidate } from '../authorize/people.ts'
import { displayedUserName } from '../claims/guest.ts'
import type { Application } from '../directory/application.ts'
import type { Tenant } from '../directory/tenant.ts'
import { face } from './face.ts'
import { type Html, html } from './html.ts'
import type { Page } from './send-page.ts'

/** A directory may be large. A person without a tile types the user name. */
const tilesShown = 12

export interface AccountPage {
  readonly flow_id: string
  readonly client: Application
  /** Undefined for any organization. */
  readonly tenant: Tenant | undefined
  readonly people: readonly Candidate[]
  /** Ids of the people with a session in this browser. They come first. */
  readonly signed_in: ReadonlySet<string>
  readonly typed: string | undefined
  readonly problem: string | undefined
  readonly form_scheme: string | undefined
}

function tile({ tenant, user }: Candidate, signedIn: boolean): Html {
  return html`<li><button class="tile" type="submit" name="account" value="${tenant.id} ${user.id}">
${face(user.displayName)}<span><b>${user.displayName}</b> <small>${displayedUserName(user)}</small></span>
${signedIn && html`<span class="tag">Signed in</span>`}</button></li>`
}

export function accountPage(data: AccountPage): Page {
  const sorted = [...data.people].sort(
    (a, b) => Number(data.signed_in.has(b.user.id)) - Number(data.signed_in.has(a.user.id)),
  )
  const shown = sorted.slice(0, tilesShown)
  const hidden = sorted.length - shown.length
  return {
    title: 'Pick an account',
    ...(data.form_scheme === undefined ? {} : { form_scheme: data.form_scheme }),
    body: html`
<p class="brand">${data.tenant?.displayName ?? 'Work or school account'}</p>
<h1>Pick an account</h1>
<p class="lead">to continue to <strong>${data.client.displayName}</strong></p>
${data.problem !== undefined && html`<p class="alert" role="alert" id="problem">${data.problem}</p>`}
<form method="post" action="/_sign-in/account">
<input type="hidden" name="flow" value="${data.flow_id}">
<ul class="tiles">${shown.map((person) => tile(person, data.signed_in.has(person.user.id)))}</ul>
${hidden > 0 && html`<p class="small">And ${hidden} more. Type the user name.</p>`}
</form>
<form class="other" method="post" action="/_sign-in/account">
<input type="hidden" name="flow" value="${data.flow_id}">
<h2>Use another account</h2>
<label for="user-name">User name</label>
<input type="email" id="user-name" name="user_name" value="${data.typed ?? ''}" autocomplete="username"
 autocapitalize="none" spellcheck="false" placeholder="ada@contoso.example" required
${data.problem !== undefined && html` aria-invalid="true" aria-describedby="problem"`}>
<div class="actions"><button class="button" type="submit">Next</button></div>
</form>`,
  }
}

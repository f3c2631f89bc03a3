import { displayedUserName } from '../claims/guest.ts'
import { movedClockNote } from '../clock.ts'
import type { Tenant } from '../directory/tenant.ts'
import { traitsOf } from '../directory/traits.ts'
import type { User } from '../directory/user.ts'
import type { Emulation } from '../emulation.ts'
import type { RecentRequest } from '../http/recent-requests.ts'
import { changeSection } from './change-section.ts'
import { connectSection } from './connect-section.ts'
import { face } from './face.ts'
import { faultsSection } from './fault-switches.ts'
import { homeStyles } from './home-styles.ts'
import { type Html, html } from './html.ts'
import { noticesOf } from './notices.ts'
import type { Page } from './send-page.ts'

/** A directory may be large. The admin API lists everybody. */
const peopleShown = 50

/** Traits with which nobody gets in. */
const stopping = new Set(['disabled', 'locked', 'password expired'])

function personRow({ directory }: Emulation, tenant: Tenant, user: User): Html {
  const traits = traitsOf(directory, tenant, user)
  return html`<tr role="row">
<th scope="row" role="rowheader"><span class="person">${face(user.displayName)}${user.displayName}</span></th>
<td role="cell"><code>${displayedUserName(user)}</code></td>
<td role="cell"><code>${user.password}</code></td>
<td role="cell" class="special">${
    traits.length > 0 &&
    html`<ul class="traits">${traits.map((trait) => html`<li${stopping.has(trait) && html` class="stops"`}>${trait}</li>`)}</ul>`
  }</td>
</tr>`
}

function peopleOf(emulation: Emulation, tenant: Tenant): Html {
  const hidden = tenant.users.length - peopleShown
  return html`
<h3 id="people-${tenant.id}">${tenant.displayName} <small>${tenant.domains.join(', ')}</small></h3>
${
  tenant.users.length === 0
    ? html`<p class="none">Nobody. Add people with POST /_admin/tenants/${tenant.domains[0]}/users.</p>`
    : html`<table class="grid people" role="table" aria-labelledby="people-${tenant.id}">
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Name</th>
<th scope="col" role="columnheader">User name</th><th scope="col" role="columnheader">Password</th>
<th scope="col" role="columnheader">Special</th></tr></thead>
<tbody role="rowgroup">${tenant.users.slice(0, peopleShown).map((user) => personRow(emulation, tenant, user))}</tbody>
</table>`
}
${hidden > 0 && html`<p class="small">And ${hidden} more. <a href="/_admin/tenants/${tenant.id}/users">List all</a></p>`}`
}

function requestRow({ at, method, path, status, aadsts }: RecentRequest): Html {
  const bad = status >= 400
  return html`<tr role="row">
<td role="cell"><time datetime="${at}">${at.slice(11, 19)}</time></td>
<td role="cell">${method}</td>
<td role="cell" class="path"><code>${path}</code></td>
<td role="cell"${bad && html` class="bad"`}>${status}</td>
<td role="cell">${aadsts !== undefined && html`<a href="/error?code=${aadsts}">AADSTS${aadsts}</a>`}</td>
</tr>`
}

function requestsSection({ recent_requests }: Emulation): Html {
  const requests = recent_requests.all()
  return html`<section aria-labelledby="requests">
<div class="head"><div><h2 id="requests">Last requests</h2>
<p class="small">The newest first, at most 50, in UTC. Queries and bodies are not kept, so no secret is shown.</p></div>
${
  requests.length > 0 &&
  html`<form class="row" method="post" action="/_home/requests/clear">
<button class="mini" type="submit">Clear</button></form>`
}</div>
${
  requests.length === 0
    ? html`<p class="none">None yet. Start a sign-in in your application, then load this page again.</p>`
    : html`<table class="grid log" role="table" aria-labelledby="requests">
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Time</th>
<th scope="col" role="columnheader">Method</th><th scope="col" role="columnheader">Path</th>
<th scope="col" role="columnheader">Status</th><th scope="col" role="columnheader">Error</th></tr></thead>
<tbody role="rowgroup">${requests.map(requestRow)}</tbody></table>`
}
</section>`
}

/** The page at the root of the emulator: who can sign in, what goes wrong on request, and what was asked last. */
export function homePage(emulation: Emulation): Page {
  const base = emulation.address.baseUrl()
  const tenants = emulation.directory.tenants()
  const notices = noticesOf(emulation, movedClockNote(emulation.clock))
  return {
    title: 'Home',
    width: 'full',
    styles: homeStyles,
    body: html`
<div class="hero"><div><h1>Entra emulator</h1>
<p class="lead">Microsoft Entra ID’s sign-in endpoints at <code>${base}</code></p></div>
<nav class="jump" aria-label="On this page"><a href="#people">People</a><a href="#faults">Faults</a>
<a href="#changes">Changes</a><a href="#requests">Last requests</a><a href="#connect">Connect</a>
<a href="/myapps">My Apps</a> <a href="/admin-center">Admin center</a></nav></div>
${notices}
<section aria-labelledby="people"><h2 id="people">People</h2>
<p class="small">The people of each tenant, and how a sign-in of theirs differs. The passwords are for tests and no secret.</p>
${tenants.map((tenant) => peopleOf(emulation, tenant))}</section>
${faultsSection(emulation.faults.active(), emulation.directory)}
${changeSection(tenants)}
${requestsSection(emulation)}
${connectSection(base, tenants)}`,
  }
}

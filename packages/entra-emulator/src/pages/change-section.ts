import { applicationChanges } from '../changes/application-changes.ts'
import { personChanges } from '../changes/person-changes.ts'
import type { Tenant } from '../directory/tenant.ts'
import { type Html, html } from './html.ts'

/** A list of this length is long enough to choose from. The admin API changes everybody. */
const listed = 500

interface Subject {
  readonly value: string
  readonly label: string
}

function menu(kind: string, subjects: readonly Subject[], changes: Readonly<Record<string, { says: string }>>): Html {
  const label = kind === 'person' ? 'Person' : 'Application'
  return html`<details><summary><b>One ${kind}</b> <span>${Object.keys(changes).join(', ')}</span></summary>
<form class="change" method="post" action="/_home/changes">
<label>${label} <select name="of">${subjects.map(({ value, label }) => html`<option value="${value}">${label}</option>`)}
</select></label>
<ul class="faults">${Object.entries(changes).map(
    ([name, { says }]) => html`<li><div><code>${name}</code><p>${says}</p></div>
<button class="mini" type="submit" name="name" value="${name}" aria-label="Change: ${name}">Change</button></li>`,
  )}</ul></form></details>`
}

/** The changes of the directory that break sign-ins in practice, and the way back. */
export function changeSection(tenants: readonly Tenant[]): Html {
  const people = tenants.flatMap(({ users }) =>
    users.map(({ id, displayName, userPrincipalName }) => ({
      value: id,
      label: `${displayName}, ${userPrincipalName}`,
    })),
  )
  const applications = tenants.flatMap((tenant) =>
    tenant.applications.map(({ appId, displayName }) => ({
      value: appId,
      label: `${displayName}, ${tenant.displayName}`,
    })),
  )
  return html`<section aria-labelledby="changes"><div class="head"><div><h2 id="changes">Changes of the directory</h2>
<p class="small">An administrator changes a person or an application, and sign-ins differ. “Back to the start” also ends
faults, sessions and a moved clock.</p></div>
<form class="row" method="post" action="/_home/reset"><button class="mini" type="submit">Back to the start</button></form></div>
<div class="places">${people.length > 0 && menu('person', people.slice(0, listed), personChanges)}
${applications.length > 0 && menu('application', applications.slice(0, listed), applicationChanges)}</div></section>`
}

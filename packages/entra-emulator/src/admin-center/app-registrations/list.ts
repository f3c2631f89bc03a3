import type { Application } from '../../directory/application.ts'
import { type Html, html } from '../../pages/html.ts'
import type { Blade, BladeCall, BladeRoute } from '../blade.ts'
import { places } from '../layout/navigation.ts'
import { dateOf, found, pageOf, searchForm, table } from '../layout/table.ts'
import { placeOf } from './registration.ts'

/** The state of secrets and certificates, as in the column "Certificates & secrets". */
function credentialState({ passwordCredentials, keyCredentials }: Application, now: number): Html | string {
  const ends = [...passwordCredentials, ...keyCredentials].map(({ endDateTime }) => Date.parse(endDateTime))
  if (ends.length === 0) return '-'
  const last = Math.max(...ends)
  if (last <= now) return html`<span class="off">Expired</span>`
  return html`Current, until ${dateOf(new Date(last).toISOString())}`
}

function show(call: BladeCall): Blade {
  const { tenant, user, query, emulation } = call
  const isOwned = query.get('scope') === 'owned'
  const all = tenant.applications.filter(({ owners }) => !isOwned || owners.includes(user.id))
  const { items, links } = pageOf(
    call,
    found(call, all, ({ displayName, appId }) => [displayName, appId]),
  )
  const { path } = places.app_registrations
  return {
    title: 'App registrations',
    crumbs: [],
    commands: html`<a href="${path}/new">New registration</a><a href="${path}">Refresh</a>
<a href="${path}"${!isOwned && html` aria-current="true"`}>All applications</a>
<a href="${path}?scope=owned"${isOwned && html` aria-current="true"`}>Owned applications</a>`,
    task: 'applications',
    body: html`${searchForm(call, 'Search by application name or ID')}
${table({
  label: isOwned ? 'Owned applications' : 'All applications',
  columns: ['Display name', 'Application (client) ID', 'Certificates & secrets'],
  rows: items.map((one) => [
    html`<a href="${placeOf(one)}">${one.displayName}</a>`,
    html`<code>${one.appId}</code>`,
    credentialState(one, emulation.clock.now()),
  ]),
  empty: isOwned ? 'You own no application here.' : 'No application was found. “New registration” makes one.',
})}${links}`,
  }
}

export const listRoute: BladeRoute = { path: '/app-registrations', show }

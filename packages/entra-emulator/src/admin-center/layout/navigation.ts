import { type Html, html } from '../../pages/html.ts'
import { type Crumb, root } from '../blade.ts'

export const places = {
  home: { text: 'Home', path: root },
  users: { text: 'Users', path: `${root}/users` },
  groups: { text: 'Groups', path: `${root}/groups` },
  app_registrations: { text: 'App registrations', path: `${root}/app-registrations` },
  enterprise_apps: { text: 'Enterprise apps', path: `${root}/enterprise-apps` },
  consent_settings: { text: 'Consent and permissions', path: `${root}/consent-and-permissions` },
} as const satisfies Readonly<Record<string, Crumb>>

/** Pages until 2025 had this name, and most printed instructions have it still. */
export const enterpriseApplications: Crumb = { ...places.enterprise_apps, text: 'Enterprise applications' }

const overview: Crumb = { ...places.home, text: 'Overview' }

function link({ text, path }: Crumb, here: string): Html {
  const isHere = path === root ? here === root : here === path || here.startsWith(`${path}/`)
  return html`<li><a href="${path}"${isHere && html` aria-current="page"`}>${text}</a></li>`
}

function links(all: readonly Crumb[], here: string): Html {
  return html`<ul>${all.map((one) => link(one, here))}</ul>`
}

/** Both ways of the portal's history lead to the same pages: "Entra ID", and "Identity > Applications". */
export function navigation(here: string): Html {
  const { app_registrations, consent_settings, enterprise_apps, groups, home, users } = places
  return html`<nav id="navigation" class="side" popover aria-label="Entra admin center">
${links([home], here)}
<details open><summary>Entra ID</summary>
${links([users, groups, app_registrations, enterprise_apps, consent_settings], here)}</details>
<details><summary>Identity</summary>
${links([overview, users, groups], '')}
<details class="inner"><summary>Applications</summary>
${links([enterpriseApplications, app_registrations], '')}</details></details>
</nav>`
}

/** The way from the start to a page. The page itself is its heading. */
export function breadcrumb(crumbs: readonly Crumb[]): Html {
  const all = [places.home, ...crumbs]
  return html`<nav class="crumbs" aria-label="Breadcrumb"><ol>${all.map(
    ({ text, path }) => html`<li><a href="${path}">${text}</a></li>`,
  )}</ol></nav>`
}

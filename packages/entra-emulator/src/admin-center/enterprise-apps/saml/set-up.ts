import { type Html, html } from '../../../pages/html.ts'
import { userAccessPath } from '../../../pages/my-apps-page.ts'
import type { SamlApplication } from '../../../saml/find-application.ts'
import { samlAddresses } from '../../../saml/saml-application.ts'
import type { BladeCall } from '../../blade.ts'
import { copyableFact, facts } from '../../layout/table.ts'

/** The addresses for a service provider that reads no metadata, and the button Test. */
export function setUpSections({ emulation, tenant }: BladeCall, { appId, displayName, saml }: SamlApplication): Html {
  const { issuer, slo_url, sso_url } = samlAddresses(emulation.address.baseUrl(), tenant.id, appId)
  return html`<h3>4. Set up ${displayName}</h3>
<p class="dim">You'll need to configure the application to link with Microsoft Entra ID.</p>
${facts([
  copyableFact('Login URL', sso_url),
  copyableFact('Microsoft Entra Identifier', issuer),
  copyableFact('Logout URL', slo_url),
])}
<h3>5. Test single sign-on with ${displayName}</h3>
<p class="dim">Test to see if single sign-on is working. Users will need to be added to Users and groups before they can sign in.
${
  saml.loginUrl === null
    ? 'There is no Sign on URL, so Entra sends a response that the application did not ask for.'
    : 'It opens the Sign on URL.'
}</p>
<p><a class="button" href="${userAccessPath(tenant.id, appId)}" target="_blank">Test</a></p>`
}

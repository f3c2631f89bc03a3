import { type Html, html } from '../../../pages/html.ts'
import { type Act, type BladeCall, Refused } from '../../blade.ts'
import { changeRegistration } from '../../changing.ts'
import { buttonForm } from '../../layout/form.ts'
import { places } from '../../layout/navigation.ts'
import { enterpriseOf, placeOf } from '../enterprise.ts'

/** "Select a single sign-on method", of an application that is not in the gallery and has no method yet. */
export function chooseMethod(call: BladeCall): Html {
  const { application } = enterpriseOf(call)
  return html`<h2>Select a single sign-on method</h2>
<ul class="tiles"><li><div><b>SAML</b><span>Rich and secure authentication to applications using the SAML (Security Assertion Markup
Language) protocol.</span>${buttonForm(call, { act: 'choose-saml', task: 'applications', text: 'SAML', style: 'button' })}</div></li></ul>
<p class="dim">Password-based and Linked are not emulated. Without SAML the application signs people in by OpenID Connect: set it up in the
<a href="${places.app_registrations.path}/${application.appId}">App registrations experience</a>.</p>`
}

const choose: Act = {
  task: 'applications',
  run: (call) => {
    const { application, is_own } = enterpriseOf(call)
    if (!is_own) throw new Refused('Another organization registered this application.')
    if (application.saml === null) changeRegistration(call, application, { saml: {} })
    const notice = `${application.displayName} uses SAML. A signing certificate was created.`
    return { kind: 'done', to: placeOf(application, 'single-sign-on'), notice }
  },
}

export const methodActs = { 'choose-saml': choose }

import type { Application } from '../../directory/application.ts'
import { type Html, html } from '../../pages/html.ts'
import { type Act, type Blade, type BladeCall, type BladeRoute, Refused, typed } from '../blade.ts'
import { changeRegistration } from '../changing.ts'
import { form, radioField, textField, tick } from '../layout/form.ts'
import { accountTypes, chosenAccountType, type Platform, platforms } from './account-types.ts'
import { placeOf, registrationBlade, registrationOf } from './registration.ts'

/** Entra allows 256 for a single-tenant application. */
const limit = 256

/** One field for each redirect URI, and an empty one for the next. */
function urisOf(call: BladeCall, application: Application, platform: Platform, label: string): Html {
  const stored = application[platform].redirectUris
  const fields = [...stored, ''].map((uri, index) =>
    textField(call, {
      name: `${platform}_${index}`,
      label: uri === '' ? `Add URI (${label})` : `${label} redirect URI ${index + 1}`,
      value: uri,
      placeholder: 'https://example.com/auth',
    }),
  )
  return html`<h3>${label}</h3>${fields}`
}

function show(call: BladeCall): Blade {
  const application = registrationOf(call)
  const { enableIdTokenIssuance, enableAccessTokenIssuance } = application.web.implicitGrantSettings
  const added = platforms.find(({ value }) => value === call.query.get('platform'))?.value
  const isShown = ({ value }: (typeof platforms)[number]): boolean =>
    value === added || value === 'web' || application[value].redirectUris.length > 0 || typed(call, `${value}_0`) !== ''
  const hidden = platforms.filter((one) => !isShown(one))
  return registrationBlade(application, {
    title: 'Authentication',
    body: html`<h2>Platform configurations</h2>
<p class="dim">Addresses that Entra accepts as destinations of authentication responses. An address must be the same in
every character: case, path, and the slash at the end. Empty a field to remove its address.</p>
${
  hidden.length > 0 &&
  html`<p>Add a platform: ${hidden.map(
    ({ value, short }) => html`<a href="${placeOf(application, 'authentication')}?platform=${value}">${short}</a> `,
  )}</p>`
}
${form(call, {
  act: 'save',
  task: 'applications',
  submit: 'Save',
  cancel: placeOf(application, 'authentication'),
  ...(added !== undefined && { query: `platform=${added}` }),
  body: html`${platforms.filter(isShown).map(({ value, short }) => urisOf(call, application, value, short))}
<h2>Logout</h2>
${textField(call, {
  name: 'logoutUrl',
  label: 'Front-channel logout URL',
  value: application.web.logoutUrl,
  placeholder: 'e.g. https://example.com/logout',
  hint: 'Entra opens it in a frame, with the session ID, when the person signs out elsewhere.',
})}
<h2>Implicit grant and hybrid flows</h2>
<p class="dim">Request a token directly from the authorization endpoint. Leave both off for an application that uses the
authorization code flow.</p>
${tick(call, {
  name: 'enableAccessTokenIssuance',
  value: '1',
  label: 'Access tokens (used for implicit flows)',
  hint: 'This emulator keeps the tick, and issues no access token there.',
  is_on: enableAccessTokenIssuance,
})}
${tick(call, {
  name: 'enableIdTokenIssuance',
  value: '1',
  label: 'ID tokens (used for implicit and hybrid flows)',
  is_on: enableIdTokenIssuance,
})}
<h2>Supported account types</h2>
${radioField(call, {
  name: 'signInAudience',
  label: 'Who can use this application or access this API?',
  value: application.signInAudience,
  choices: accountTypes(call.tenant),
})}
<h2>Advanced settings</h2>
${radioField(call, {
  name: 'isFallbackPublicClient',
  label: 'Allow public client flows',
  value: application.isFallbackPublicClient ? 'yes' : 'no',
  in_row: true,
  hint: 'Needed for the device code flow and other flows without a redirect URI.',
  choices: [
    { value: 'yes', label: 'Yes' },
    { value: 'no', label: 'No' },
  ],
})}`,
})}`,
  })
}

/** The redirect URIs of the form, in their order. */
function typedUris(call: BladeCall, platform: Platform): readonly string[] {
  const fields = [...call.form.keys()]
    .filter((name) => name.startsWith(`${platform}_`))
    .map((name) => typed(call, name))
  const uris = [...new Set(fields.filter((uri) => uri !== ''))]
  if (uris.length > limit) throw new Refused(`Redirect URI: at most ${limit} of a platform.`)
  return uris
}

const save: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const logoutUrl = typed(call, 'logoutUrl')
    changeRegistration(call, application, {
      web: {
        redirectUris: typedUris(call, 'web'),
        logoutUrl: logoutUrl === '' ? null : logoutUrl,
        implicitGrantSettings: {
          enableAccessTokenIssuance: call.form.has('enableAccessTokenIssuance'),
          enableIdTokenIssuance: call.form.has('enableIdTokenIssuance'),
        },
      },
      spa: { redirectUris: typedUris(call, 'spa') },
      publicClient: { redirectUris: typedUris(call, 'publicClient') },
      signInAudience: chosenAccountType(call),
      isFallbackPublicClient: typed(call, 'isFallbackPublicClient') === 'yes',
    })
    return { kind: 'done', to: placeOf(application, 'authentication'), notice: 'Successfully updated the application.' }
  },
}

export const authenticationRoute: BladeRoute = {
  path: '/app-registrations/:appId/authentication',
  show,
  acts: { save },
}

import type { Application } from '../../directory/application.ts'
import { isJsonObject, type JsonObject } from '../../directory/reader.ts'
import { guidFromName } from '../../identifier.ts'
import { html } from '../../pages/html.ts'
import { type Act, type Blade, type BladeCall, type BladeRoute, Refused, requiredText } from '../blade.ts'
import { changeRegistration } from '../changing.ts'
import { form, textArea } from '../layout/form.ts'
import { placeOf, registrationBlade, registrationOf } from './registration.ts'

/** The registration in the form of Microsoft Graph. A secret has no value here. */
function manifestOf(tenantId: string, application: Application): JsonObject {
  const { api, appId, keyCredentials, passwordCredentials, optionalClaims, web, spa, publicClient } = application
  return {
    id: guidFromName('applicationObject', tenantId, appId),
    appId,
    displayName: application.displayName,
    signInAudience: application.signInAudience,
    identifierUris: application.identifierUris,
    isFallbackPublicClient: application.isFallbackPublicClient,
    groupMembershipClaims: application.groupMembershipClaims,
    optionalClaims,
    api: {
      acceptMappedClaims: api.acceptMappedClaims,
      requestedAccessTokenVersion: api.requestedAccessTokenVersion,
      oauth2PermissionScopes: api.oauth2PermissionScopes,
      preAuthorizedApplications: api.preAuthorizedApplications,
    },
    appRoles: application.appRoles,
    passwordCredentials: passwordCredentials.map(({ keyId, displayName, startDateTime, endDateTime, secretText }) => ({
      keyId,
      displayName,
      hint: secretText.slice(0, 3),
      startDateTime,
      endDateTime,
      secretText: null,
    })),
    keyCredentials: keyCredentials.map(({ keyId, displayName, customKeyIdentifier, startDateTime, endDateTime }) => ({
      keyId,
      displayName,
      customKeyIdentifier,
      startDateTime,
      endDateTime,
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
    })),
    web,
    spa,
    publicClient,
  }
}

/** The members that this page can change. */
const editable = ['optionalClaims', 'api.requestedAccessTokenVersion', 'api.acceptMappedClaims']

function parsed(text: string): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(text)
    JSON.stringify(value) // the comparison below does the same, and fails at endless brackets
  } catch (error) {
    throw new Refused(`Manifest: this is not JSON. ${error instanceof Error ? error.message : ''}`)
  }
  if (!isJsonObject(value)) throw new Refused('Manifest: must be a JSON object.')
  return value
}

/** The members that differ, with those of `api` one by one. */
function changedMembers(before: JsonObject, after: JsonObject, prefix = ''): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => {
    const [old, value] = [before[name], after[name]]
    if (JSON.stringify(old) === JSON.stringify(value)) return []
    if (name === 'api' && isJsonObject(old) && isJsonObject(value)) return changedMembers(old, value, 'api.')
    return [`${prefix}${name}`]
  })
}

function show(call: BladeCall): Blade {
  const application = registrationOf(call)
  const text = JSON.stringify(manifestOf(call.tenant.id, application), null, 2)
  return registrationBlade(application, {
    title: 'Manifest',
    body: html`<p class="dim">The registration in the form of Microsoft Graph. Change <code>optionalClaims</code>,
<code>api.requestedAccessTokenVersion</code> or <code>api.acceptMappedClaims</code> here. Everything else has a page of its own.</p>
${form(call, {
  act: 'save',
  task: 'applications',
  submit: 'Save',
  cancel: placeOf(application, 'manifest'),
  body: textArea(call, { name: 'manifest', label: 'Microsoft Graph App Manifest', value: text, code: true }),
})}`,
  })
}

const save: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const before: JsonObject = JSON.parse(JSON.stringify(manifestOf(call.tenant.id, application)))
    const after = parsed(requiredText(call, 'manifest', 'Manifest', 500_000))
    const changed = changedMembers(before, after)
    const fixed = changed.filter((name) => !editable.includes(name))
    if (fixed.length > 0)
      throw new Refused(`Manifest: ${fixed.join(', ')} cannot be changed here. Use the page of its own.`)
    if (changed.length === 0) throw new Refused('Manifest: nothing has changed.')
    const api = isJsonObject(after.api) ? after.api : {}
    changeRegistration(call, application, {
      optionalClaims: after.optionalClaims,
      api: {
        ...application.api,
        requestedAccessTokenVersion: api.requestedAccessTokenVersion,
        acceptMappedClaims: api.acceptMappedClaims,
      },
    })
    return { kind: 'done', to: placeOf(application, 'manifest'), notice: `Successfully updated ${changed.join(', ')}.` }
  },
}

export const manifestRoute: BladeRoute = { path: '/app-registrations/:appId/manifest', show, acts: { save } }

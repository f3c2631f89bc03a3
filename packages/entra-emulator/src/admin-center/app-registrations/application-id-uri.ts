import type { Application } from '../../directory/application.ts'
import type { Tenant } from '../../directory/tenant.ts'
import { type Html, html } from '../../pages/html.ts'
import { type Act, type BladeCall, Refused, requiredText } from '../blade.ts'
import { changeRegistration } from '../changing.ts'
import { form, panel, textField } from '../layout/form.ts'
import { placeOf, registrationOf } from './registration.ts'

/** Why Entra refuses an identifier URI. Undefined for one that it accepts. */
function problemOf(uri: string, { appId }: Application, { id, domains }: Tenant): string | undefined {
  if (!URL.canParse(uri) || /[\s#*]/.test(uri) || uri.endsWith('/')) {
    return 'must be an absolute URI without a blank, a fragment or a slash at the end'
  }
  const [, rest = ''] = /^api:\/\/(.*)$/.exec(uri) ?? []
  if (rest !== '') {
    const isOwn = [appId, id].some((guid) => rest.toLowerCase().includes(guid))
    const isOfDomain = domains.some((domain) => rest.toLowerCase().startsWith(domain))
    return isOwn || isOfDomain
      ? undefined
      : 'must have the application ID, the tenant ID or a verified domain behind api://'
  }
  const { hostname, protocol } = new URL(uri)
  const isVerified = domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`))
  if (protocol !== 'https:') return 'must begin with api:// or https://'
  return isVerified ? undefined : `must be in a verified domain of the tenant: ${domains.join(', ')}`
}

export function idUriForm(call: BladeCall, application: Application, here: string, isBeforeScope: boolean): Html {
  const value = application.identifierUris[0] ?? `api://${application.appId}`
  return panel(
    isBeforeScope ? 'Add a scope' : 'Edit application ID URI',
    form(call, {
      act: 'save-uri',
      task: 'applications',
      submit: isBeforeScope ? 'Save and continue' : 'Save',
      cancel: here,
      query: `add=${isBeforeScope ? 'scope' : 'uri'}`,
      body: html`${
        isBeforeScope &&
        html`<p>You’ll need to set an Application ID URI before you can add a permission. We’ve chosen one,
but you can change it.</p>`
      }
${textField(call, { name: 'uri', label: 'Application ID URI', value, required: true })}`,
    }),
  )
}

const save: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const uri = requiredText(call, 'uri', 'Application ID URI')
    const problem = problemOf(uri, application, call.tenant)
    if (problem !== undefined) throw new Refused(`Application ID URI: ${problem}, is "${uri}".`)
    const other = call.tenant.applications.find(
      ({ appId, identifierUris }) => appId !== application.appId && identifierUris.includes(uri),
    )
    if (other) throw new Refused(`Application ID URI: ${other.displayName} has it already.`)
    changeRegistration(call, application, { identifierUris: [uri, ...application.identifierUris.slice(1)] })
    const isBeforeScope = call.query.get('add') === 'scope'
    const to = `${placeOf(application, 'expose-an-api')}${isBeforeScope ? '?add=scope' : ''}`
    return { kind: 'done', to, notice: 'Successfully updated the Application ID URI.' }
  },
}

export const idUriActs = { 'save-uri': save }

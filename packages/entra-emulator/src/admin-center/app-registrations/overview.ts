import { withoutReferencesTo } from '../../admin/references-removed.ts'
import type { Application } from '../../directory/application.ts'
import { guidFromName } from '../../identifier.ts'
import { html } from '../../pages/html.ts'
import { type Act, type Blade, type BladeCall, type BladeRoute, requiredText } from '../blade.ts'
import { changeRegistration, changeTenant } from '../changing.ts'
import { buttonForm, form, panel, question, textField } from '../layout/form.ts'
import { places } from '../layout/navigation.ts'
import { copyableFact, type Fact, facts } from '../layout/table.ts'
import { accountTypes } from './account-types.ts'
import { refuseName } from './new-registration.ts'
import { placeOf, registrationBlade, registrationOf } from './registration.ts'

function count(total: number, what: string): string {
  return `${total} ${what}${total === 1 ? '' : 's'}`
}

function linked(application: Application, label: string, blade: string, text: string): Fact {
  return { label, value: html`<a href="${placeOf(application, blade)}">${text}</a>` }
}

function essentials(call: BladeCall, application: Application): readonly Fact[] {
  const { appId, displayName, identifierUris, keyCredentials, passwordCredentials, signInAudience } = application
  const { web, spa, publicClient } = application
  const uris = web.redirectUris.length + spa.redirectUris.length + publicClient.redirectUris.length
  const type = accountTypes(call.tenant).find(({ value }) => value === signInAudience)
  const credentials = `${count(keyCredentials.length, 'certificate')}, ${count(passwordCredentials.length, 'secret')}`
  return [
    { label: 'Display name', value: displayName },
    copyableFact('Application (client) ID', appId),
    copyableFact('Object ID', guidFromName('applicationObject', call.tenant.id, appId)),
    copyableFact('Directory (tenant) ID', call.tenant.id),
    { label: 'Supported account types', value: type?.label ?? signInAudience },
    linked(application, 'Client credentials', 'certificates-and-secrets', credentials),
    linked(
      application,
      'Redirect URIs',
      'authentication',
      uris === 0 ? 'Add a Redirect URI' : count(uris, 'redirect URI'),
    ),
    linked(
      application,
      'Application ID URI',
      'expose-an-api',
      identifierUris.length === 0 ? 'Add an Application ID URI' : identifierUris.join(', '),
    ),
    {
      label: 'Managed application in local directory',
      value: html`<a href="${places.enterprise_apps.path}/${appId}">${displayName}</a>`,
    },
  ]
}

function show(call: BladeCall): Blade {
  const application = registrationOf(call)
  const here = placeOf(application)
  const isRenaming = call.query.has('rename')
  return registrationBlade(
    application,
    {
      title: 'Overview',
      commands: html`<a href="${here}/endpoints">Endpoints</a><a href="${here}?rename=1">Rename</a>${buttonForm(call, {
        act: 'delete',
        task: 'applications',
        text: 'Delete',
        style: 'command',
      })}`,
      body: html`${
        call.ask === 'delete' &&
        question(
          'Delete app registration',
          html`<p>Nobody can sign in to ${application.displayName} any more, and its secrets end.</p><div class="go">${buttonForm(
            call,
            { act: 'delete-now', task: 'applications', text: 'Delete app registration', style: 'button' },
          )}<a class="button second" href="${here}">Cancel</a></div>`,
        )
      }${
        isRenaming &&
        panel(
          'Rename',
          form(call, {
            act: 'rename',
            task: 'applications',
            submit: 'Save',
            cancel: here,
            query: 'rename=1',
            body: textField(call, { name: 'name', label: 'Name', value: application.displayName, required: true }),
          }),
        )
      }<h2>Essentials</h2>${facts(essentials(call, application))}`,
    },
    true,
  )
}

const remove: Act = {
  task: 'applications',
  run: (call) => {
    const { appId, displayName, servicePrincipalId } = registrationOf(call)
    changeTenant(call, (draft) =>
      withoutReferencesTo({ ...draft, applications: draft.applications.filter((one) => one.appId !== appId) }, [
        servicePrincipalId,
      ]),
    )
    return { kind: 'done', to: places.app_registrations.path, notice: `Deleted the application ${displayName}.` }
  },
}

const rename: Act = {
  task: 'applications',
  run: (call) => {
    const application = registrationOf(call)
    const displayName = requiredText(call, 'name', 'Name', 120)
    refuseName(displayName)
    changeRegistration(call, application, { displayName })
    return { kind: 'done', to: placeOf(application), notice: `The application is now called ${displayName}.` }
  },
}

/** The first segment of the addresses: a registration that other tenants may use has those that lead to any tenant. */
function authorityOf({ signInAudience }: Application, tenant_id: string): string {
  if (signInAudience === 'AzureADMyOrg') return tenant_id
  return signInAudience === 'AzureADMultipleOrgs' ? 'organizations' : 'common'
}

function showEndpoints(call: BladeCall): Blade {
  const application = registrationOf(call)
  const base = call.emulation.address.baseUrl()
  const tenant = `${base}/${authorityOf(application, call.tenant.id)}`
  return registrationBlade(application, {
    title: 'Endpoints',
    body: html`<p class="dim">The endpoints that this emulator serves. At Entra, the host is login.microsoftonline.com.</p>
${facts([
  copyableFact('OAuth 2.0 authorization endpoint (v2)', `${tenant}/oauth2/v2.0/authorize`),
  copyableFact('OAuth 2.0 token endpoint (v2)', `${tenant}/oauth2/v2.0/token`),
  copyableFact('OpenID Connect metadata document', `${tenant}/v2.0/.well-known/openid-configuration`),
  copyableFact('Microsoft Graph API endpoint', base),
])}`,
  })
}

export const overviewRoutes: readonly BladeRoute[] = [
  {
    path: '/app-registrations/:appId',
    show,
    acts: {
      delete: { task: 'applications', run: () => ({ kind: 'ask', ask: 'delete' }) },
      'delete-now': remove,
      rename,
    },
  },
  { path: '/app-registrations/:appId/endpoints', show: showEndpoints },
]

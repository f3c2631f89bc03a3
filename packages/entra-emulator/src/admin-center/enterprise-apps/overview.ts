import { html } from '../../pages/html.ts'
import type { Blade, BladeCall, BladeRoute } from '../blade.ts'
import { copyableFact, facts } from '../layout/table.ts'
import { enterpriseBlade, enterpriseOf, placeOf } from './enterprise.ts'

function show(call: BladeCall): Blade {
  const { application, settings, is_own } = enterpriseOf(call)
  const { appId, displayName } = application
  return enterpriseBlade(
    application,
    {
      title: 'Overview',
      body: html`<h2>Properties</h2>${facts([
        copyableFact('Name', displayName),
        copyableFact('Application ID', appId),
        copyableFact('Object ID', settings.servicePrincipalId),
        { label: 'Registered by', value: is_own ? call.tenant.displayName : 'Another organization' },
      ])}<h2>Getting started</h2>
<ul class="tiles"><li><a href="${placeOf(application, 'users-and-groups')}"><b>Assign users and groups</b><span>Provide specific users
and groups access to the application</span></a></li>
<li><a href="${placeOf(application, 'single-sign-on')}"><b>Set up single sign on</b><span>Enable users to sign in with their Entra
credentials</span></a></li>
<li><a href="${placeOf(application, 'permissions')}"><b>Grant consent</b><span>Review the permissions of the application</span></a></li></ul>`,
    },
    true,
  )
}

export const overviewRoute: BladeRoute = { path: '/enterprise-apps/:appId', show }

import type { Application } from '../../directory/application.ts'
import { type Html, html } from '../../pages/html.ts'
import { askedPermissions } from '../app-registrations/asked-permission.ts'
import { type BladeCall, type Outcome, Refused } from '../blade.ts'
import { mayDo, missingRole } from '../role.ts'

/**
 * Asks for the consent of the organization in the second window, which comes back to `to`.
 * @throws Refused: permissions of Microsoft Graph without a signed-in person need a higher role
 */
export function grantConsent(call: BladeCall, application: Application, to: string): Outcome {
  const { application: own, delegated, otherApis } = application.apiPermissions
  if (own.length + delegated.length + otherApis.length === 0) {
    throw new Refused('No permissions are configured, so there is nothing to consent to.')
  }
  if (own.length > 0 && !mayDo(call.user, 'graph_roles')) {
    throw new Refused(
      `The application permissions ${own.join(', ')} of Microsoft Graph: ${missingRole(call.user, 'graph_roles')}`,
      403,
    )
  }
  const find = (appId: string): Application | undefined => call.emulation.directory.application(appId)?.application
  const gone = otherApis.find(({ resourceAppId }) => !find(resourceAppId))
  if (gone) throw new Refused(`The API ${gone.resourceAppId} is not there any more. Remove its permissions first.`)
  return { kind: 'consent', application, to }
}

/** The message after the second window. The query alone proves nothing, so the directory must agree. */
export function consentNotice({ query, tenant, emulation }: BladeCall, application: Application): Html | false {
  if (!query.has('admin_consent')) return false
  const find = (appId: string): Application | undefined => emulation.directory.application(appId)?.application
  const offered = askedPermissions(tenant, application, find).filter((one) => one.is_offered)
  const isGranted = offered.every((one) => one.is_granted)
  if (isGranted && !query.has('error')) {
    return html`<div class="say good" role="status"><p>Admin consent was successfully granted</p></div>`
  }
  return html`<div class="say bad" role="alert"><p>Admin consent was not granted. Nothing has changed.</p></div>`
}

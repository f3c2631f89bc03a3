/**
 * The link of an invitation. It proves nothing and changes nothing: it leads to the application, which begins a sign-in,
 * and that sign-in accepts the invitation (provisioning/).
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { invitationState } from '../invitations/present.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { InvitationRecord } from '../stores/invitations.ts'
import { parseHandle } from '../work/handles.ts'
import { initiationAddress, isStartable, type StartableApplication } from './initiated.ts'
import type { RememberedChoice } from './routing.ts'

export interface OpenInvitation {
  readonly invitation: InvitationRecord
  readonly application: StartableApplication
  /** The name of the organization. */
  readonly organization: string
}

/** @throws Failure invitation_invalid, invitation_over */
export async function openInvitation(
  ports: Ports,
  environment: EnvironmentRecord,
  unverified_token: string,
): Promise<OpenInvitation> {
  const handle = parseHandle(ports.keys, 'inv', unverified_token, 256)
  const stores = ports.stores.in(environment.id)
  const invitation = handle && (await stores.invitations.get(handle.id))
  if (!handle || !invitation || !ports.keys.equal(invitation.token_hash, handle.hash)) {
    throw new Failure('invitation_invalid')
  }
  const state = invitationState(invitation, ports.now())
  if (state !== 'pending') throw new Failure('invitation_over', { received: state })
  const application = await stores.applications.get(invitation.application_id)
  const organization = await stores.organizations.get(invitation.organization_id)
  if (!organization || !application || !isStartable(application)) throw new Failure('invitation_over')
  return { invitation, application, organization: organization.name }
}

/** The address at the application that begins the sign-in of the invited person. */
export function invitedAddress(
  ports: Ports,
  environment: EnvironmentRecord,
  { invitation, application }: OpenInvitation,
): string {
  const { email, organization_id, connection_id } = invitation
  return initiationAddress(ports, environment, application, {
    login_hint: email,
    organization: organization_id,
    connection: connection_id ?? undefined,
  })
}

/** Where the browser leads, if the application hands nothing of that on. */
export function invitedChoice({ invitation }: OpenInvitation): RememberedChoice {
  const { email, organization_id, connection_id } = invitation
  return { email, organization: organization_id, ...(connection_id === null ? {} : { connection: connection_id }) }
}

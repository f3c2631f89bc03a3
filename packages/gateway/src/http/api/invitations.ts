/** Invitations, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import * as domain from '../../domain/invitations/invitations.ts'
import { presentInvitation } from '../../domain/invitations/present.ts'
import { found } from '../../domain/work/change.ts'
import { type Call, environmentOf, type Handlers, storesOf } from './call.ts'
import { listByEmail } from './list-by-email.ts'
import { presentPage } from './present.ts'

function withLink({ work }: Pick<Call<never>, 'work'>, { invitation, url }: domain.NewInvitation) {
  return { body: { ...presentInvitation(work.ports, invitation), url } }
}

export const invitationsHandlers: Handlers<Contract['invitations']> = {
  list: async (call) => {
    const { email, ...query } = call.query
    const { ports } = call.work
    const { invitations } = storesOf(call)
    const page = await listByEmail(email, (email_key) => invitations.list({ ...query, email_key, now: ports.now() }))
    return { body: presentPage(page, (record) => presentInvitation(ports, record)) }
  },
  get: async (call) => {
    const record = found(await storesOf(call).invitations.get(call.params.invitation_id))
    return { body: presentInvitation(call.work.ports, record) }
  },
  create: async (call) => withLink(call, await domain.createInvitation(call.work, environmentOf(call), call.body)),
  resend: async (call) =>
    withLink(call, await domain.resendInvitation(call.work, environmentOf(call), call.params.invitation_id, call.body)),
  revoke: async (call) => {
    const record = await domain.revokeInvitation(call.work, environmentOf(call), call.params.invitation_id)
    return { body: presentInvitation(call.work.ports, record) }
  },
}

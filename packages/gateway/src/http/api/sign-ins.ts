/** Sign-ins, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { presentSignIn, presentTracedSignIn } from '../../domain/sign-ins/present.ts'
import { redactedSignIn, redactedSummary } from '../../domain/sign-ins/redacted.ts'
import { revealSignIn } from '../../domain/sign-ins/reveal.ts'
import { getSignIn } from '../../domain/sign-ins/sign-ins.ts'
import { environmentOf, type Handlers, storesOf } from './call.ts'
import { listByEmail } from './list-by-email.ts'
import { presentPage } from './present.ts'

export const signInsHandlers: Handlers<Contract['signIns']> = {
  list: async (call) => {
    const { email, correlation_id, from, to, ...query } = call.query
    const { sign_ins } = storesOf(call)
    const upstream_id = correlation_id?.trim().toLowerCase()
    const began = { from: timeOf(from), to: timeOf(to) }
    const page = await listByEmail(email, (email_key) => sign_ins.list({ ...query, ...began, email_key, upstream_id }))
    return { body: presentPage(page, (record) => redactedSummary(presentSignIn(record))) }
  },
  get: async (call) => ({
    body: redactedSignIn(
      presentTracedSignIn(
        await getSignIn(call.work.ports, environmentOf(call).id, call.params.sign_in_id, call.language),
      ),
    ),
  }),
  reveal: async (call) => ({
    body: presentTracedSignIn(await revealSignIn(call.work, environmentOf(call).id, call.params.sign_in_id)),
  }),
}

const timeOf = (iso: string | undefined): number | undefined => (iso === undefined ? undefined : Date.parse(iso))

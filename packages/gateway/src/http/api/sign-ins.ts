/** Sign-ins, over HTTP: each operation as a call of the domain. */
import { emailKey } from '@gatehouse-sso/core/email'
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { presentSignIn, presentTracedSignIn } from '../../domain/sign-in/present.ts'
import { getSignIn } from '../../domain/sign-in/sign-ins.ts'
import { environmentOf, type Handlers, storesOf } from './call.ts'
import { presentPage } from './present.ts'

export const signInsHandlers: Handlers<Contract['signIns']> = {
  list: async (call) => {
    const { email, ...query } = call.query
    const filter = email === undefined ? query : { ...query, email_key: emailKey(email) }
    return { body: presentPage(await storesOf(call).sign_ins.list(filter), presentSignIn) }
  },
  get: async (call) => ({
    body: presentTracedSignIn(await getSignIn(call.work.ports, environmentOf(call).id, call.params.sign_in_id)),
  }),
}

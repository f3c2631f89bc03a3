/** Sign-ins, over HTTP: what each operation calls. */

import { emailKey } from '@gatehouse-sso/core/email'
import { time } from '@gatehouse-sso/core/time'
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import type { SignInRecord as SignInResource } from '@gatehouse-sso/sdk/contract/sign-ins'
import { presentSignIn } from '../../domain/sign-in/present.ts'
import type { SignInView } from '../../domain/sign-in/sign-ins.ts'
import { getSignIn } from '../../domain/sign-in/sign-ins.ts'
import { environmentOf, type Handlers, storesOf } from './call.ts'
import { presentPage } from './present.ts'

export function presentSignInRecord({ sign_in, trace }: SignInView): SignInResource {
  const { decision, error, claims } = trace
  return {
    ...presentSignIn(sign_in),
    steps: trace.steps.map(({ at, name, ok, ms, detail }) => ({ at: time(at), name, ok, ms, detail: { ...detail } })),
    claims: claims && { id_token: { ...claims.id_token }, userinfo: claims.userinfo && { ...claims.userinfo } },
    mapping: trace.mapping.map((entry) => ({ ...entry, rule: [...entry.rule] })),
    decision: decision && { ...decision, roles: decision.roles.map((reason) => ({ ...reason })) },
    error: error && {
      ...error,
      upstream: error.upstream && {
        error: error.upstream.error,
        description: error.upstream.description ?? null,
        codes: [...(error.upstream.codes ?? [])],
        correlation_id: error.upstream.correlation_id ?? null,
        trace_id: error.upstream.trace_id ?? null,
      },
    },
  }
}

export const signInsHandlers: Handlers<Contract['signIns']> = {
  list: async (call) => {
    const { email, ...query } = call.query
    const filter = email === undefined ? query : { ...query, email_key: emailKey(email) }
    return { body: presentPage(await storesOf(call).sign_ins.list(filter), presentSignIn) }
  },
  get: async (call) => ({
    body: presentSignInRecord(await getSignIn(call.ports, environmentOf(call).id, call.params.sign_in_id)),
  }),
}

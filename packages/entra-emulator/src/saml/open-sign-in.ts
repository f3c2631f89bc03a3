import type { AuthorizationRequest } from '../authorize/authorization-request.ts'
import { noClaims } from '../authorize/claims-parameter.ts'
import { type Flow, openFlow } from '../authorize/flow.ts'
import type { Emulation } from '../emulation.ts'
import type { SamlSignIn } from './sign-in-request.ts'

export interface SamlHints {
  readonly force_authn: boolean
  readonly is_passive: boolean
  readonly login_hint: string | undefined
  readonly domain_hint: string | undefined
}

export const noHints: SamlHints = {
  force_authn: false,
  is_passive: false,
  login_hint: undefined,
  domain_hint: undefined,
}

function promptOf(hints: SamlHints): AuthorizationRequest['prompt'] {
  if (hints.is_passive) return 'none'
  return hints.force_authn ? 'login' : undefined
}

/** Opens the pages of a sign-in that ends with a response of SAML. It asks for no permission, so for no consent. */
export function openSamlFlow(emulation: Emulation, signIn: SamlSignIn, authority: string, hints: SamlHints): Flow {
  const target = { uri: signIn.acs_url, mode: 'form_post', state: undefined } as const
  return openFlow(
    emulation,
    {
      target,
      app_id: signIn.app_id,
      authority,
      redirect: { uri: target.uri, platform: 'web' },
      returns: { code: false, id_token: false },
      scopes: [],
      nonce: undefined,
      code_challenge: undefined,
      code_challenge_method: 'plain',
      prompt: promptOf(hints),
      login_hint: hints.login_hint,
      domain_hint: hints.domain_hint,
      // Without a page nobody can give the password again, so a passive request that demands it fails.
      max_age: hints.is_passive && hints.force_authn ? 0 : undefined,
      claims: noClaims,
      client_info: false,
    },
    { kind: 'saml', sign_in: signIn },
  )
}

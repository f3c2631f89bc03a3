/** The types of the verifier's answers, which say how much was checked. `tsc` judges them. */
import { expectTypeOf, it } from 'vitest'
import {
  createAccessTokenVerifier,
  type GatewayAccess,
  type IntrospectedAccess,
  type PolicyAccess,
  type TokenAccess,
} from '../src/verify/verify.ts'

const policy = { api_resource_id: 'res_1', base_url: 'https://sso.example', api_key: 'sk_test_1' }
const rules = {
  application_id: '5d6e7f80-9a1b-4c2d-8e3f-405162738495',
  tenants: [{ tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b' }],
  allowed_clients: ['36a0b1c2-d3e4-4f50-8617-28394a5b6c7d'],
}
const gateway = { issuer: 'https://sso.example', audience: 'https://api.example' }
type Answer<V extends { verify: (...args: never[]) => Promise<unknown> }> = Awaited<ReturnType<V['verify']>>

it('the type of an answer follows from the options', () => {
  const off = { background: false } as const
  const byRules = createAccessTokenVerifier({ rules, ...off })
  const byPolicy = createAccessTokenVerifier({ policy, ...off })
  const own = createAccessTokenVerifier({ gateway, ...off })
  const both = createAccessTokenVerifier({ gateway, rules, ...off })
  expectTypeOf<Answer<typeof byRules>>().toEqualTypeOf<TokenAccess>()
  expectTypeOf<Answer<typeof byPolicy>>().toEqualTypeOf<PolicyAccess | IntrospectedAccess>()
  expectTypeOf<Answer<typeof own>>().toEqualTypeOf<GatewayAccess>()
  expectTypeOf<Answer<typeof both>>().toEqualTypeOf<TokenAccess | GatewayAccess>()
  // Without a policy nothing is known about an organization.
  expectTypeOf<TokenAccess>().not.toHaveProperty('organization_id')
})

it('options without an audience and an issuer are no options', () => {
  const made = () => {
    // @ts-expect-error nothing says whose tokens are accepted
    createAccessTokenVerifier({})
    // @ts-expect-error an audience is missing
    createAccessTokenVerifier({ gateway: { issuer: 'https://sso.example' } })
    // @ts-expect-error a policy and rules at once
    createAccessTokenVerifier({ policy, rules })
  }
  expectTypeOf(made).toBeFunction()
})

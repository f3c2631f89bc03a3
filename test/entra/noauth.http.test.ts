/**
 * The nOAuth attack: the administrator of another tenant writes the address of a victim into the mail attribute. (A tenant
 * that an organization pins in a connection of its own is not another tenant: the organization trusts its word.)
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Entra, startEntra, upstreamSecret } from './entra.ts'

const victim = 'ceo@contoso.example'
const attacker = 'mallory@fabrikam.example'
const claims = [{ name: 'email' }, { name: 'xms_edov' }]
const application = {
  displayName: 'Gatehouse',
  appId: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
  signInAudience: 'AzureADMultipleOrgs',
  passwordCredentials: [{ secretText: upstreamSecret }],
} as const

let entra: Entra
beforeAll(async () => {
  entra = await startEntra([
    {
      displayName: 'Contoso',
      domains: ['contoso.example'],
      users: [{ userPrincipalName: victim, mail: victim }],
      applications: [application],
    },
    {
      displayName: 'Fabrikam',
      domains: ['fabrikam.example'],
      users: [{ userPrincipalName: attacker, mail: victim, isAdministrator: true }],
      applications: [{ ...application, appId: '1b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9' }],
    },
  ])
})
afterAll(() => entra.close())

const tenants = [
  ['of the victim’s tenant', ([own]: readonly string[]) => ({ tenant_id: own })],
  [
    'of a list with the victim’s tenant',
    ([own]: readonly string[]) => ({ tenant_id: 'organizations', allowed_tenants: [own] }),
  ],
  ['of both tenants', (both: readonly string[]) => ({ tenant_id: 'organizations', allowed_tenants: [...both] })],
  ['of both tenants, by `common`', (both: readonly string[]) => ({ tenant_id: 'common', allowed_tenants: [...both] })],
] as const
const policies = [
  ['creates people', { provisioning: 'just_in_time', match_by: ['email'] }],
  ['admits known people only', { provisioning: 'known_only', match_by: ['email'] }],
  ['links by user name too', { provisioning: 'just_in_time', match_by: ['preferred_username', 'email'] }],
] as const
const emails = [
  [
    'sends no xms_edov',
    { optionalClaims: { idToken: claims.slice(0, 1) }, authenticationBehaviors: { removeUnverifiedEmailClaim: false } },
  ],
  [
    'sends xms_edov',
    { optionalClaims: { idToken: claims }, authenticationBehaviors: { removeUnverifiedEmailClaim: false } },
  ],
  [
    'leaves unverified emails out',
    { optionalClaims: { idToken: claims }, authenticationBehaviors: { removeUnverifiedEmailClaim: true } },
  ],
] as const
const configurations = tenants.flatMap(([where, settings]) =>
  policies.flatMap(([who, policy]) =>
    emails.map(([what, registration]) => ({
      name: `${where} that ${who} and ${what}`,
      settings,
      policy,
      registration,
    })),
  ),
)

describe('nOAuth against a connection', () => {
  let count = 0
  it.each(configurations)('$name', async ({ settings, policy, registration }) => {
    const { harness, emulator } = entra
    count += 1
    const { client } = harness
    // Each organization has verified the victim's domain by the operator's word, one after the other.
    const organization = await client.organizations.create({
      name: `Contoso ${count}`,
      domains: [{ domain: 'contoso.example', verified: true }],
    })
    for (const tenant of entra.tenants) await emulator.admin('PATCH', tenant.application, registration)
    const invited = await client.users.create({
      organization_id: organization.id,
      email: victim,
      preferred_username: victim,
    })
    const { id } = await entra.connect({
      organization_id: organization.id,
      settings: settings(entra.tenants.map((tenant) => tenant.id)),
      policy: { ...policy, match_by: [...policy.match_by] },
    })
    const stolen = await entra.claimsOf(id, attacker).catch(() => ({ sub: null, email_verified: false }))
    expect(stolen.sub).not.toBe(invited.id)
    expect(stolen.email_verified ?? false).toBe(false)
    expect((await client.users.identities(invited.id)).data).toEqual([])
    for (const one of organization.domains) await client.domains.delete(organization.id, one.id)
  })
})

/** The federation issuer, and connections that hold no secret: the gateway's own word counts at Entra. */

import type { Id } from '@gatehouse-sso/core/ids'
import { hourMs } from '@gatehouse-sso/core/time'
import type { Credential } from '@gatehouse-sso/sdk/contract/credentials'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  client_id,
  type EntraHarness,
  first_secret,
  startEntraHarness,
  tenant_id,
} from '../../../test/entra-harness.ts'
import { addConnection, authorizeAddress, backChannel, browser, codeIn, locationOf } from '../../../test/harness.ts'
import { maintainFederationKeys } from './federation.ts'

let harness: EntraHarness
let credential: Credential
const documents = ['/federation/.well-known/openid-configuration', '/federation/jwks'] as const

const read = async (path: string) => {
  const response = await fetch(`${harness.url}${path}`)
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  }
}
const publishedKeys = async () => (await read(documents[1])).body.keys as Record<string, string>[]
const shown = ({ federation }: Credential) => {
  if (federation === null) throw new TypeError('not federated')
  return federation
}
/** Enters at the emulator what the credential shows. */
const enter = (change: object = {}) => {
  const { issuer, subject, audience } = shown(credential)
  const entered = { name: 'gatehouse', issuer, subject, audiences: [audience], ...change }
  return harness.register({ passwordCredentials: [], federatedIdentityCredentials: [entered] })
}
const stored = (connection: string) =>
  harness.gateway.work.ports.stores.in(harness.environment_id).credentials.ofConnection(connection as Id<'conn'>)
async function advance(hours: number): Promise<void> {
  harness.clock.ahead += hours * hourMs
  await harness.emulator.admin('POST', '/clock', { advance_seconds: hours * 3_600 })
}

beforeAll(async () => {
  harness = await startEntraHarness()
})
afterAll(() => harness.close())

describe('the federation issuer', () => {
  it('does not exist before the first use', async () => {
    for (const path of documents) expect((await read(path)).status).toBe(404)
    expect((await harness.gateway.work.ports.stores.federation.keys()).length).toBe(0)
    await maintainFederationKeys(harness.gateway.work)
    expect((await harness.gateway.work.ports.stores.federation.keys()).length).toBe(0)
  })

  it('is made with the first federated credential, which shows what to enter at Entra', async () => {
    credential = await harness.client.credentials.create(harness.entra.id, { type: 'federated' })
    expect(credential).toMatchObject({
      type: 'federated',
      active: true,
      hint: null,
      not_after: null,
      certificate: null,
    })
    const { issuer, subject, audience, command, warning } = shown(credential)
    expect({ issuer, subject, audience, warning }).toEqual({
      issuer: `${harness.url}/federation`,
      subject: `org:${harness.organization_id}:connection:${harness.entra.id}`,
      audience: 'api://AzureADTokenExchange',
      warning: null,
    })
    const [, id, parameters] =
      /^az ad app federated-credential create --id (\S+) --parameters '(.*)'$/.exec(command) ?? []
    expect(id).toBe('$CLIENT_ID')
    expect(JSON.parse(String(parameters))).toEqual({ name: 'gatehouse', issuer, subject, audiences: [audience] })
  })

  it('publishes its documents, with public keys only', async () => {
    const discovery = await read(documents[0])
    const issuer = `${harness.url}/federation`
    expect(discovery.body).toMatchObject({ issuer, jwks_uri: `${issuer}/jwks` })
    expect(discovery.headers.get('cache-control')).toBe('public, max-age=3600')
    const [key, ...more] = await publishedKeys()
    expect(more).toEqual([])
    expect(Object.keys(key ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
    expect(key).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig', kid: expect.stringMatching(/^fkey_/) })
    const environment = (await read('/env/test/oauth/jwks')).body.keys as Record<string, string>[]
    expect(environment.map(({ kid }) => kid)).not.toContain(key?.kid)
  })
})

describe('a federated connection', () => {
  it('is not activated before Entra knows it, and says what to compare', async () => {
    await harness.register({ passwordCredentials: [], federatedIdentityCredentials: [] })
    const activated = harness.client.connections.activate(harness.entra.id)
    await expect(activated).rejects.toMatchObject({ code: 'credential_refused' })
    await expect(activated).rejects.toThrow(`Assertion Subject: '${shown(credential).subject}'`)
  })

  it('holds no secret, is probed, activated and signs in', async () => {
    await enter()
    const activated = await harness.client.connections.activate(harness.entra.id)
    expect((await stored(harness.entra.id)).map(({ secret_sealed }) => secret_sealed)).toEqual([null])
    expect(activated.credentials[0]?.trial).toMatchObject({ result: 'accepted' })
    expect((await harness.signInAsAda()).searchParams.get('code')).toBeTruthy()
    expect(harness.log_lines.join('\n')).not.toContain('client_assertion')
  })

  it('falls back to a secret when its federated credential is gone', async () => {
    const { id } = harness.entra
    await enter({ subject: shown(credential).subject.toUpperCase() })
    await harness.register({ passwordCredentials: [{ secretText: first_secret }] })
    const spare = await harness.client.credentials.create(id, { client_secret: first_secret })
    expect((await harness.signInAsAda()).searchParams.get('code')).toBeTruthy()
    await harness.client.credentials.delete(id, spare.id)
    await enter()
  })

  it('signs in with 0 failures while the keys rotate', async () => {
    const { work } = harness.gateway
    const many = () => Array.from({ length: 8 }, () => harness.signInAsAda())
    const signedIn = async (pending: Promise<URL>[]) =>
      (await Promise.all(pending)).filter(({ searchParams }) => searchParams.has('code')).length
    const kids = async () => (await publishedKeys()).map(({ kid }) => kid)
    const [old] = await kids()

    await advance(89 * 24 + 1)
    const publishing = many()
    await maintainFederationKeys(work)
    expect(await signedIn(publishing)).toBe(8)
    const [, next, ...none] = await kids()
    expect(none).toEqual([])

    await advance(23)
    await maintainFederationKeys(work)
    const currentKid = async () =>
      (await work.ports.stores.federation.keys()).find(({ state }) => state === 'current')?.id
    expect(await currentKid()).toBe(old)

    await advance(2)
    const rotating = many()
    await maintainFederationKeys(work)
    expect(await signedIn([...rotating, ...many()])).toBe(16)
    expect(await currentKid()).toBe(next)
    expect(await kids()).toEqual([old, next])

    await advance(49)
    const forgetting = many()
    await maintainFederationKeys(work)
    expect(await signedIn([...forgetting, ...many()])).toBe(16)
    expect(await kids()).toEqual([next])
  })

  it('is refused for other providers, and without https for the clouds of Microsoft', async () => {
    const create = (id: string, body: object = {}) =>
      harness.client.credentials.create(id, { type: 'federated', ...body })
    const other = await addConnection(harness, { path: '/other' })
    const refusal = (message: RegExp) => ({
      code: 'values_invalid',
      errors: [{ param: '/type', message: expect.stringMatching(message) }],
    })
    await expect(create(other.id)).rejects.toMatchObject(refusal(/needs Microsoft Entra ID/))
    const cloud = await harness.client.connections.create({
      organization_id: harness.organization_id,
      type: 'entra_oidc',
      settings: { tenant_id, client_id },
    })
    await expect(create(cloud.id)).rejects.toMatchObject(refusal(/https/))
    await expect(create(harness.entra.id, { client_secret: 'x' })).rejects.toMatchObject({
      errors: [{ param: '/client_secret' }],
    })
  })
})

describe('nothing may be named like the audience', () => {
  const resource = 'api://azureADTokenExchangeUSGov'
  it('no application', async () => {
    const created = harness.client.applications.create({
      name: resource,
      redirect_uris: ['https://app.example/callback'],
    })
    await expect(created).rejects.toMatchObject({ code: 'values_invalid', errors: [{ param: '/name' }] })
    const { client_id: id } = harness.application
    await expect(harness.client.applications.update(id, { name: resource })).rejects.toMatchObject({
      code: 'values_invalid',
    })
  })
  it('no resource of an authorization request', async () => {
    const { searchParams } = new URL(locationOf(await browser().get(authorizeAddress(harness, { resource }))))
    expect(searchParams.get('error')).toBe('invalid_target')
  })
  it('no resource of a token request', async () => {
    const response = await backChannel(harness, 'token', { grant_type: 'refresh_token', refresh_token: 'x', resource })
    const answer = (await response.json()) as { error: string; error_description: string }
    expect([response.status, answer.error, codeIn(answer)]).toEqual([400, 'invalid_target', 'resource_reserved'])
  })
})

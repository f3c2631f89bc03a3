import { describe, expect, it } from 'vitest'
import { newCertificate } from '../../keys/certificate.ts'
import type { ClientSecretMethod } from '../../providers/provider.ts'
import { clientAuthentication, clientSecretMethod } from './client-authentication.ts'

const outbound = { isAllowedByName: () => false }

interface Case {
  readonly name: string
  readonly set?: ClientSecretMethod
  readonly listed?: unknown
  readonly method: ClientSecretMethod
}

const [basic, post] = ['client_secret_basic', 'client_secret_post'] as const
const cases: readonly Case[] = [
  { name: 'nothing is set and nothing listed', method: basic },
  { name: 'both are listed', listed: [post, basic], method: basic },
  { name: 'only post is listed', listed: [post], method: post },
  { name: 'only basic is listed', listed: [basic], method: basic },
  { name: 'post is listed among methods that we do not have', listed: ['private_key_jwt', post], method: post },
  { name: 'only methods that we do not have are listed', listed: ['private_key_jwt', 'none'], method: basic },
  { name: 'the list is text', listed: post, method: basic },
  { name: 'the list is null', listed: null, method: basic },
  { name: 'post is set and nothing listed', set: post, method: post },
  { name: 'post is set and both are listed', set: post, listed: [basic, post], method: post },
  { name: 'post is set and only basic is listed', set: post, listed: [basic], method: basic },
  { name: 'basic is set and only post is listed', set: basic, listed: [post], method: post },
  { name: 'post is set and only methods that we do not have are listed', set: post, listed: ['none'], method: post },
]

describe('the method of the client secret, when', () => {
  it.each(cases)('$name', ({ set, listed, method }) => {
    const document = listed === undefined ? {} : { token_endpoint_auth_methods_supported: listed }
    expect(clientSecretMethod({ token_endpoint_auth_method: set }, { document })).toBe(method)
  })
})

describe('the client assertion of a certificate', () => {
  const server = { document: {}, issuer: 'https://idp.example', token_endpoint: 'https://idp.example/token' }
  it.each([
    { assertion_audience: 'issuer', aud: server.issuer },
    { assertion_audience: 'token_endpoint', aud: server.token_endpoint },
  ] as const)('has the audience $aud where it is the $assertion_audience', async ({ assertion_audience, aud }) => {
    const { private_key, sha256_thumbprint, pem, not_after } = await newCertificate({
      common_name: 'conn_1',
      not_before: Date.now(),
      not_after: Date.now() + 86_400_000,
    })
    const client = { client_id: 'c', token_endpoint_auth_method: undefined, assertion_audience }
    const credential = { type: 'certificate', private_key, sha256_thumbprint, certificate: pem, not_after } as const
    const form = new URLSearchParams()
    const { authenticate } = clientAuthentication(credential, client, server, outbound)
    await authenticate(server, { client_id: 'c' }, form, new Headers())
    const payload = JSON.parse(Buffer.from(String(form.get('client_assertion')?.split('.')[1]), 'base64url').toString())
    expect(payload).toMatchObject({ iss: 'c', sub: 'c', aud })
  })
})

describe('the encoding of client_secret_basic changes', () => {
  it.each([
    { name: 'nothing of letters, digits, points, dashes and underscores', secret: 'aZ09.-_', changed: false },
    { name: 'a plus sign', secret: 'a+b', changed: true },
    { name: 'a slash', secret: 'a/b', changed: true },
    { name: 'a percent sign', secret: 'a%20b', changed: true },
    { name: 'a tilde, as Entra makes them', secret: 'a~b', changed: true },
    { name: 'a colon in the client ID', client_id: 'https://gateway.example', secret: 'a', changed: true },
    { name: 'nothing when the secret is sent in the body', secret: 'a+b', method: post, changed: false },
  ])('$name', ({ client_id = 'gateway', secret, method = basic, changed }) => {
    const client = { client_id, token_endpoint_auth_method: method, assertion_audience: 'issuer' } as const
    const server = { document: {}, issuer: 'https://idp.example', token_endpoint: 'https://idp.example/token' }
    const credential = { type: 'client_secret', client_secret: secret, not_after: null } as const
    const authentication = clientAuthentication(credential, client, server, outbound)
    expect(authentication).toMatchObject({ secrets: [secret], is_encoded: changed })
  })
})

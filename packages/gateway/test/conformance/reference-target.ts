/**
 * `oidc-provider`, a certified OpenID Provider, as a target. Its configuration is as close to the gateway as possible.
 */
import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { startLogoutReceiver } from '../logout-receiver.ts'
import { person, post_logout_redirect_uri, readMetadata, redirect_uri, type Target, visitorOf } from './target.ts'

const accountId = 'user-1'
const profile = ['name', 'given_name', 'family_name', 'preferred_username']
const email = ['email', 'email_verified']

export async function referenceTarget(): Promise<Target> {
  const basic = { client_id: 'basic', client_secret: 'secret-of-the-basic-client' }
  const post = { client_id: 'post', client_secret: 'secret-of-the-post-client' }
  const receiver = await startLogoutReceiver()
  receiver.status = 200 // it takes nothing else
  const hears = { backchannel_logout_uri: receiver.uri, backchannel_logout_session_required: true }
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ ...clientOf(basic, 'client_secret_basic'), ...hears }, clientOf(post, 'client_secret_post')],
    claims: { openid: ['sub', 'sid'], profile, email, auth_time: null },
    responseTypes: ['code'],
    // Without its guard against addresses of this machine, where the application of the test listens.
    fetch: (url: string, { dispatcher: _, ...options }: RequestInit & { dispatcher?: unknown }) => fetch(url, options),
    pkce: { required: () => false },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
    },
    findAccount: async () => ({ accountId, claims: async () => ({ sub: accountId, ...person }) }),
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    // No consent page for the vendor's own applications, as at the gateway.
    loadExistingGrant: async ({ oidc }: { oidc: { client: { clientId: string } } }) => {
      const grant = new provider.Grant({ accountId, clientId: oidc.client.clientId })
      grant.addOIDCScope('openid profile email offline_access')
      grant.addOIDCClaims(['sub', ...profile, ...email, 'auth_time'])
      await grant.save()
      return grant
    },
    cookies: { keys: ['a key of the tests'], long: { sameSite: 'none' }, short: { sameSite: 'none' } },
    enableHttpPostMethods: true,
    jwks: { keys: [signingKey()] },
    ttl: {
      AuthorizationCode: 60,
      AccessToken: 600,
      IdToken: 3600,
      RefreshToken: 86_400,
      Session: 86_400,
      Grant: 86_400,
      Interaction: 900,
    },
  })
  const callback = provider.callback()
  let authentications = 0

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!request.url?.startsWith('/interaction/')) return callback(request, response)
    const { prompt } = await provider.interactionDetails(request, response)
    if (prompt.name === 'login') authentications += 1
    const result = prompt.name === 'login' ? { login: { accountId } } : { consent: {} }
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true })
  }

  return {
    name: 'oidc-provider',
    issuer,
    metadata: await readMetadata(issuer),
    basic,
    post,
    receiver,
    extra: {},
    authentications: () => authentications,
    visitor: () => visitorOf(() => undefined),
    close: async () => {
      await receiver.close()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

function clientOf(client: Target['basic'], token_endpoint_auth_method: string): object {
  return {
    ...client,
    token_endpoint_auth_method,
    redirect_uris: [redirect_uri],
    post_logout_redirect_uris: [post_logout_redirect_uri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
  }
}

function signingKey(): object {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), kid: 'reference', use: 'sig', alg: 'RS256' }
}

/** oidc-provider with its memory adapter as a broker: its interactions send people on through openid-client. */
import { generateKeyPairSync } from 'node:crypto'
import Provider from 'oidc-provider'
import * as client from 'openid-client'
import { listen, settings, tell } from './server.js'

const { idp, url, redirect_uri, upstream } = settings
const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
const [client_id, client_secret] = ['bench', 'bench-secret-of-the-application-0123456789']
const people = new Map()

const provider = new Provider(url, {
  clients: [
    { client_id, client_secret, redirect_uris: [redirect_uri], token_endpoint_auth_method: 'client_secret_basic' },
  ],
  jwks: { keys: [{ ...key, alg: 'RS256', use: 'sig', kid: 'bench' }] },
  cookies: { keys: ['bench'] },
  claims: { openid: ['sub'], email: ['email'], profile: ['name'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  pkce: { required: () => true },
  findAccount: (_, id) => ({ accountId: id, claims: async () => people.get(id) ?? { sub: id } }),
  // No consent page, because the applications are the vendor's own.
  async loadExistingGrant({ oidc }) {
    const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
    grant.addOIDCScope('openid email profile')
    await grant.save()
    return grant
  },
})

const config = await client.discovery(new URL(idp), upstream.client_id, upstream.client_secret, undefined, {
  execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
})
const callback = `${url}/callback`
const inFlight = new Map()
const handler = provider.callback()

/** Redirects to the identity provider, with state, nonce and PKCE. */
async function interaction(request, response) {
  const { uid } = await provider.interactionDetails(request, response)
  const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
  inFlight.set(state, { uid, nonce, verifier, cookie: request.headers.cookie })
  const there = client.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid profile email',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  response.writeHead(303, { location: there.href }).end()
}

/** Handles the callback. The interaction's cookie is bound to its path, so its value is kept with the state. */
async function finish(request, response) {
  const back = new URL(request.url, url)
  const state = back.searchParams.get('state') ?? ''
  const flow = inFlight.get(state)
  inFlight.delete(state)
  if (!flow) throw new Error('unknown state')
  const tokens = await client.authorizationCodeGrant(config, back, {
    expectedState: state,
    expectedNonce: flow.nonce,
    pkceCodeVerifier: flow.verifier,
  })
  const { sub, email, name } = tokens.claims()
  people.set(sub, { sub, email, name })
  request.headers.cookie = flow.cookie
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: sub } },
    { mergeWithLastSubmission: false },
  )
}

await listen({
  '/callback': finish,
  otherwise: (request, response) =>
    request.url.startsWith('/interaction/') ? interaction(request, response) : handler(request, response),
})
tell({ client_id, client_secret, paths: { authorize: '/auth', token: '/token', userinfo: '/me' } })

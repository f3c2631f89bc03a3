// An application that signs people in with OpenID Connect, Fastify and openid-client. It needs no code of Gatehouse.
// ISSUER=… CLIENT_ID=… CLIENT_SECRET=… APP_URL=http://localhost:3000 node server.js
import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import fastify from 'fastify'
import * as oidc from 'openid-client'

const { ISSUER, CLIENT_ID, CLIENT_SECRET, APP_URL = 'http://localhost:3000', SESSION_KEY } = process.env
const { PORT = new URL(APP_URL).port } = process.env
if (!ISSUER || !CLIENT_ID) {
  console.error('usage: ISSUER=… CLIENT_ID=… CLIENT_SECRET=… APP_URL=http://localhost:3000 node server.js')
  process.exit(2)
}
const insecure = ISSUER.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {} // only on this machine
const provider = await oidc.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET, undefined, insecure)
const redirect_uri = `${APP_URL}/callback`

const app = fastify()
await app.register(cookie, { secret: SESSION_KEY ?? randomBytes(32).toString('hex') })
const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: APP_URL.startsWith('https:'), signed: true }

/** @returns the value of a signed cookie; undefined if it is missing or was changed */
function kept(request, name) {
  const { valid, value } = request.unsignCookie(request.cookies[name] ?? '')
  return valid ? JSON.parse(value) : undefined
}
const keep = (reply, name, value) => reply.setCookie(name, JSON.stringify(value), options)

app.get('/', async (request, reply) => {
  const session = kept(request, 'session')
  if (session) return session.profile
  return reply.type('text/html').send('<h1>Acme Planner</h1><a href="/sign-in">Sign in</a>')
})

app.get('/sign-in', async (_request, reply) => {
  const flow = { code_verifier: oidc.randomPKCECodeVerifier(), state: oidc.randomState(), nonce: oidc.randomNonce() }
  const parameters = {
    redirect_uri,
    scope: 'openid profile email',
    code_challenge: await oidc.calculatePKCECodeChallenge(flow.code_verifier),
    code_challenge_method: 'S256',
    state: flow.state,
    nonce: flow.nonce,
  }
  return keep(reply, 'flow', flow).redirect(oidc.buildAuthorizationUrl(provider, parameters).href)
})

app.get('/callback', async (request, reply) => {
  const flow = kept(request, 'flow')
  if (!flow) throw new Error('This sign-in was already used, or began in another browser. Sign in again.')
  const checks = { pkceCodeVerifier: flow.code_verifier, expectedState: flow.state, expectedNonce: flow.nonce }
  const tokens = await oidc.authorizationCodeGrant(provider, new URL(request.url, APP_URL), checks)
  const { sub, name, email, org_id, role } = tokens.claims()
  keep(reply, 'session', { profile: { sub, name, email, org_id, role }, id_token: tokens.id_token })
  return reply.clearCookie('flow', options).redirect('/')
})

app.get('/sign-out', async (request, reply) => {
  const { id_token: id_token_hint = '' } = kept(request, 'session') ?? {}
  const parameters = { id_token_hint, post_logout_redirect_uri: `${APP_URL}/` }
  return reply.clearCookie('session', options).redirect(oidc.buildEndSessionUrl(provider, parameters).href)
})

app.setErrorHandler((error, _request, reply) => {
  const text = error.error_description ?? error.cause?.get?.('error_description') ?? error.message
  return reply.code(400).type('text/plain').send(text)
})

await app.listen({ port: Number(PORT), host: '127.0.0.1' })
console.log(`listening on ${APP_URL}`)
process.on('SIGTERM', () => process.exit())

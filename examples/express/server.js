// An application that signs people in with OpenID Connect, Express and openid-client. It needs no code of Gatehouse.
// ISSUER=… CLIENT_ID=… CLIENT_SECRET=… APP_URL=http://localhost:3000 node server.js
// With ORGANIZATION=org_… people who enter no email go straight to that organization's sign-in page.
import { randomBytes } from 'node:crypto'
import session from 'cookie-session'
import express from 'express'
import * as oidc from 'openid-client'

const { ISSUER, CLIENT_ID, CLIENT_SECRET, APP_URL = 'http://localhost:3000', ORGANIZATION, SESSION_KEY } = process.env
if (!ISSUER || !CLIENT_ID) {
  console.error('usage: ISSUER=… CLIENT_ID=… CLIENT_SECRET=… APP_URL=http://localhost:3000 node server.js')
  process.exit(2)
}
const insecure = ISSUER.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {} // only on this machine
const provider = await oidc.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET, undefined, insecure)
const { PORT = new URL(APP_URL).port } = process.env
const redirect_uri = `${APP_URL}/callback`
const organization = ORGANIZATION ? { organization: ORGANIZATION } : {}

const app = express()
app.use(session({ name: 'app', keys: [SESSION_KEY ?? randomBytes(32).toString('hex')], sameSite: 'lax' }))

app.get('/', ({ session: { profile } }, response) => {
  response.send(page(profile ? profilePage(profile) : welcomePage))
})

app.get('/sign-in', async (request, response) => {
  const [code_verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()]
  request.session.flow = { code_verifier, state, nonce }
  const parameters = {
    redirect_uri,
    scope: 'openid profile email',
    code_challenge: await oidc.calculatePKCECodeChallenge(code_verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...(request.query.email ? { login_hint: String(request.query.email) } : organization),
  }
  response.redirect(oidc.buildAuthorizationUrl(provider, parameters).href)
})

app.get('/callback', async (request, response) => {
  if (!request.session.flow)
    throw new Error('This sign-in was already used, or began in another browser. Sign in again.')
  const { code_verifier, state, nonce } = request.session.flow
  const checks = { pkceCodeVerifier: code_verifier, expectedState: state, expectedNonce: nonce }
  const tokens = await oidc.authorizationCodeGrant(provider, new URL(request.url, APP_URL), checks)
  request.session = { profile: tokens.claims(), id_token: tokens.id_token }
  response.redirect('/')
})

app.get('/sign-out', (request, response) => {
  const parameters = { id_token_hint: request.session.id_token, post_logout_redirect_uri: `${APP_URL}/` }
  request.session = null
  response.redirect(oidc.buildEndSessionUrl(provider, parameters).href)
})

app.use((error, _request, response, _next) => {
  const text = error.error_description ?? error.cause?.get?.('error_description') ?? error.message
  response.status(400).send(page(`<h1>That did not work</h1><p>${plain(text)}</p><a href="/sign-in">Try again</a>`))
})

const plain = (text) => String(text).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
const row = ([name, value]) =>
  `<tr><th>${plain(name)}<td>${plain(typeof value === 'string' ? value : JSON.stringify(value))}`
const hint = ORGANIZATION ? '<p><small>Leave it empty to go straight to your organization.</small></p>' : ''
const welcomePage = `<h1>Acme Planner</h1><p>Sign in with your company account.</p><form action="/sign-in">
<input name="email" type="email" placeholder="you@acme.example" aria-label="Email"> <button>Sign in</button></form>${hint}`
const first = { name: '(none)', email: '(none)', org_id: '(none)', role: '(none)' } // applications need these most
const rows = (profile) => Object.entries({ ...first, ...profile }).map(row)
const profilePage = (profile) => `<h1>Hello ${plain(profile.name ?? profile.preferred_username ?? profile.sub)}</h1>
<table>${rows(profile).join('')}</table><a href="/sign-out">Sign out</a>`
const page = (body) => `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
<title>Acme Planner</title><link rel="icon" href="data:,"><style>body{font:16px/1.5 system-ui;max-width:44rem;margin:10vh auto;padding:0 1rem;color:#0f172a}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;border-bottom:1px solid #d8dee8;padding:.4rem;
vertical-align:top;overflow-wrap:anywhere}th{font-weight:600;white-space:nowrap}input,button,a{font:inherit;padding:.5rem .8rem}
button,a{background:#0f766e;color:#fff;border:0;border-radius:6px;text-decoration:none;display:inline-block}</style><main>${body}</main></html>`

app.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on ${APP_URL}`))
process.on('SIGTERM', () => process.exit())

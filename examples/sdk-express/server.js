// An application that signs people in with Express and the two calls of the Gatehouse SDK.
// ISSUER=… CLIENT_ID=… CLIENT_SECRET=… APP_URL=http://localhost:3000 node server.js
import { randomBytes } from 'node:crypto'
import { Gatehouse } from '@gatehouse-sso/sdk'
import session from 'cookie-session'
import express from 'express'

const { ISSUER, CLIENT_ID, CLIENT_SECRET, APP_URL = 'http://localhost:3000', SESSION_KEY } = process.env
const { PORT = new URL(APP_URL).port } = process.env
if (!ISSUER || !CLIENT_ID) {
  console.error('usage: ISSUER=… CLIENT_ID=… CLIENT_SECRET=… APP_URL=http://localhost:3000 node server.js')
  process.exit(2)
}
const { sso } = new Gatehouse({ issuer: ISSUER, client_id: CLIENT_ID, client_secret: CLIENT_SECRET })
const redirect_uri = `${APP_URL}/callback`

const app = express()
app.use(session({ name: 'app', keys: [SESSION_KEY ?? randomBytes(32).toString('hex')], sameSite: 'lax' }))

app.get('/', (request, response) => {
  if (request.session.profile) return response.json(request.session.profile)
  response.send(`<h1>Acme Planner</h1><form action="/sign-in">
    <input name="email" type="email" required aria-label="Email"> <button>Sign in</button></form>`)
})

app.get('/sign-in', async (request, response) => {
  const email = String(request.query.email ?? '')
  const { url, sealed_state } = await sso.authorizationUrl({ email, redirect_uri, app_state: '/' })
  request.session = { sealed_state }
  response.redirect(url)
})

app.get('/callback', async (request, response) => {
  const { sealed_state } = request.session
  const { profile, id_token, app_state } = await sso.authenticate({ callback_url: request.url, sealed_state })
  const { id, organization_id, name, email, role } = profile
  request.session = { profile: { id, organization_id, name, email, role }, id_token } // a new session for the new person
  response.redirect(app_state)
})

app.get('/sign-out', async (request, response) => {
  const { id_token = '' } = request.session
  request.session = null
  response.redirect(await sso.logoutUrl({ id_token, post_logout_redirect_uri: `${APP_URL}/` }))
})

// A SignInError says what is wrong and what to do. It never holds a secret.
app.use((error, _request, response, _next) => {
  const { message, hint = '', code } = error
  response
    .status(400)
    .type('text/plain')
    .send(`${message}\n${hint}\n${code ?? ''}\n`)
})

app.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on ${APP_URL}`))
process.on('SIGTERM', () => process.exit())

// One sign-in box for all customers: the email leads to the organization, and from there to its identity provider.
// An email of nobody's domain leads to the application's own sign-in. The API key needs the scopes connections:read and
// organizations:read.
// ISSUER=… CLIENT_ID=… CLIENT_SECRET=… API_KEY=… APP_URL=http://localhost:3000 node server.js
import { randomBytes } from 'node:crypto'
import { Gatehouse } from '@gatehouse-sso/sdk'
import session from 'cookie-session'
import express from 'express'

const { ISSUER, CLIENT_ID, CLIENT_SECRET, API_KEY, APP_URL = 'http://localhost:3000', SESSION_KEY } = process.env
const { PORT = new URL(APP_URL).port } = process.env
if (!ISSUER || !CLIENT_ID || !API_KEY) {
  console.error('usage: ISSUER=… CLIENT_ID=… CLIENT_SECRET=… API_KEY=… APP_URL=http://localhost:3000 node server.js')
  process.exit(2)
}
const keys = { client_id: CLIENT_ID, client_secret: CLIENT_SECRET, api_key: API_KEY }
const gatehouse = new Gatehouse({ base_url: new URL(ISSUER).origin, issuer: ISSUER, ...keys })
const redirect_uri = `${APP_URL}/callback`

const app = express()
app.use(express.urlencoded({ extended: false }))
app.use(session({ name: 'app', keys: [SESSION_KEY ?? randomBytes(32).toString('hex')], sameSite: 'lax' }))

app.get('/', async (request, response) => {
  const { person } = request.session
  if (!person) {
    return response.send(`<h1>Acme Planner</h1><form method="post" action="/sign-in">
      <input name="email" type="email" required autocomplete="username" aria-label="Email"> <button>Continue</button></form>`)
  }
  const { name, external_id } = await gatehouse.organizations.get(person.organization_id)
  response.json({ ...person, tenant: external_id ?? person.organization_id, organization: name })
})

app.post('/sign-in', async (request, response) => {
  const email = String(request.body.email ?? '')
  const { organization_id, connections } = await gatehouse.discover.lookup({ email })
  if (organization_id === null) {
    return response.send(`<h1>Password</h1><p>No company sign-in for this address: your own sign-in stands here.</p>`)
  }
  // With several connections the gateway lets the person choose one of the organization.
  const selector = connections.length === 1 ? { connection: connections[0].id } : { organization: organization_id }
  const begin = { ...selector, login_hint: email, redirect_uri, app_state: organization_id }
  const { url, sealed_state } = await gatehouse.sso.authorizationUrl(begin)
  request.session = { sealed_state }
  response.redirect(url)
})

app.get('/callback', async (request, response) => {
  const { sealed_state } = request.session
  const { profile, app_state } = await gatehouse.sso.authenticate({ callback_url: request.url, sealed_state })
  // The organization of the person decides which data they see. It comes from the profile, never from the email.
  const { id, organization_id, name, email, role } = profile
  if (organization_id !== app_state) throw new Error('You signed in to another organization. Sign in again.')
  request.session = { person: { id, organization_id, name, email, role } }
  response.redirect('/')
})

app.use((error, _request, response, _next) => {
  const { message, hint = '' } = error
  response.status(400).type('text/plain').send(`${message}\n${hint}\n`)
})

app.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on ${APP_URL}`))
process.on('SIGTERM', () => process.exit())

// A single-page application with oidc-client-ts. It runs in the browser, has no secret, and needs no code of Gatehouse.
// Create the application with `token_endpoint_auth_methods: ["none"]`. Then pages on the origin of its redirect URI may
// call the token, userinfo and revocation endpoints.
// ISSUER=… CLIENT_ID=… APP_URL=http://localhost:3000 node server.js
import { fileURLToPath } from 'node:url'
import express from 'express'

const { ISSUER, CLIENT_ID, APP_URL = 'http://localhost:3000', PORT = new URL(APP_URL).port } = process.env
if (!ISSUER || !CLIENT_ID) {
  console.error('usage: ISSUER=… CLIENT_ID=… APP_URL=http://localhost:3000 node server.js')
  process.exit(2)
}
const settings = {
  authority: ISSUER,
  client_id: CLIENT_ID,
  redirect_uri: `${APP_URL}/`,
  post_logout_redirect_uri: `${APP_URL}/`,
  scope: 'openid profile email offline_access',
  loadUserInfo: true,
  revokeTokensOnSignout: true,
  revokeTokenTypes: ['refresh_token'],
}
const page = `<!doctype html><html lang="en"><title>Acme Planner</title><link rel="icon" href="data:,">
<h1>Acme Planner</h1><pre id="profile"></pre>
<button id="sign-in">Sign in</button> <button id="renew">Renew</button> <button id="sign-out">Sign out</button>
<script src="/oidc-client-ts.js"></script>
<script type="module">
  const users = new oidc.UserManager(${JSON.stringify(settings)})
  const show = (value) => (document.getElementById('profile').textContent = JSON.stringify(value, null, 2))
  const on = (id, act) => document.getElementById(id).addEventListener('click', () => act().catch((e) => show(e.message)))
  const shown = (user) => show({ ...user.profile, expires_in: user.expires_in, signed_in: !user.expired })
  on('sign-in', () => users.signinRedirect())
  on('renew', async () => shown(await users.signinSilent()))
  on('sign-out', () => users.signoutRedirect())
  try {
    if (new URLSearchParams(location.search).has('code')) await users.signinCallback()
    if (location.search) history.replaceState(null, '', '/')
    const user = await users.getUser()
    user ? shown(user) : show('signed out')
  } catch (error) {
    show(error.message)
  }
</script></html>`

const app = express()
app.get('/', (_request, response) => response.send(page))
app.get('/oidc-client-ts.js', (_request, response) => {
  const main = fileURLToPath(import.meta.resolve('oidc-client-ts'))
  response.sendFile(main.replace(/dist.*/, 'dist/browser/oidc-client-ts.min.js'))
})
app.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on ${APP_URL}`))
process.on('SIGTERM', () => process.exit())

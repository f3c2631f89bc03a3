// Express with express-openid-connect. It needs no code of Gatehouse.
// ISSUER=… CLIENT_ID=… CLIENT_SECRET=… APP_URL=http://localhost:3000 node server.js
import { randomBytes } from 'node:crypto'
import express from 'express'
import openid from 'express-openid-connect'

const { ISSUER, CLIENT_ID, CLIENT_SECRET, APP_URL = 'http://localhost:3000', SESSION_KEY } = process.env
const { PORT = new URL(APP_URL).port } = process.env
if (!ISSUER || !CLIENT_ID) {
  console.error('usage: ISSUER=… CLIENT_ID=… CLIENT_SECRET=… APP_URL=http://localhost:3000 node server.js')
  process.exit(2)
}

const app = express()
app.use(
  openid.auth({
    issuerBaseURL: ISSUER,
    baseURL: APP_URL,
    clientID: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    clientAuthMethod: 'client_secret_post', // with the default the library drops the reason of a refused secret
    secret: SESSION_KEY ?? randomBytes(32).toString('hex'), // signs its session cookie
    authorizationParams: { response_type: 'code', scope: 'openid profile email' }, // its default is the implicit flow
    authRequired: false,
    idpLogout: true, // a sign-out also ends the session at the gateway
  }),
)
app.get('/', (request, response) => {
  if (!request.oidc.isAuthenticated()) return response.send('<h1>Acme Planner</h1><a href="/login">Sign in</a>')
  response.json(request.oidc.idTokenClaims)
})
app.get('/userinfo', openid.requiresAuth(), async (request, response) =>
  response.json(await request.oidc.fetchUserInfo()),
)
app.use((error, _request, response, _next) =>
  response
    .status(error.status ?? 500)
    .type('text')
    .send(error.error_description ?? error.message),
)

app.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on ${APP_URL}`))
process.on('SIGTERM', () => process.exit())

// Express with Auth.js (@auth/express) and its generic OpenID Connect provider. It needs no code of Gatehouse.
// ISSUER=… CLIENT_ID=… CLIENT_SECRET=… APP_URL=http://localhost:3000 node server.js
// The redirect URI is APP_URL/auth/callback/gatehouse. The same provider works in Next.js and SvelteKit.
import { randomBytes } from 'node:crypto'
import { ExpressAuth, getSession } from '@auth/express'
import express from 'express'

const { ISSUER, CLIENT_ID, CLIENT_SECRET, APP_URL = 'http://localhost:3000', SESSION_KEY } = process.env
const { PORT = new URL(APP_URL).port } = process.env
if (!ISSUER || !CLIENT_ID) {
  console.error('usage: ISSUER=… CLIENT_ID=… CLIENT_SECRET=… APP_URL=http://localhost:3000 node server.js')
  process.exit(2)
}

const config = {
  secret: SESSION_KEY ?? randomBytes(32).toString('hex'),
  trustHost: true,
  providers: [
    {
      id: 'gatehouse',
      name: 'your company account',
      type: 'oidc',
      issuer: ISSUER,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      checks: ['pkce', 'state', 'nonce'],
    },
  ],
  callbacks: {
    // By default Auth.js keeps only name and email, under its own id. `profile` has the claims of the gateway.
    jwt: ({ token, profile }) => (profile ? { ...token, person: person(profile) } : token),
    session: ({ session, token }) => ({ ...session, user: token.person }),
  },
}
const person = ({ sub, name, email, org_id, role }) => ({ sub, name, email, org_id, role })

const app = express()
app.use('/auth', ExpressAuth(config))
app.get('/', async (request, response) => {
  const session = await getSession(request, config)
  if (!session) return response.send('<h1>Acme Planner</h1><a href="/auth/signin">Sign in</a>')
  response.json(session.user)
})

app.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on ${APP_URL}`))
process.on('SIGTERM', () => process.exit())

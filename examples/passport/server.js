// Express with Passport and passport-openidconnect. It needs no code of Gatehouse.
// passport-openidconnect does not support PKCE, so create the application with `require_pkce: false`.
// ISSUER=… CLIENT_ID=… CLIENT_SECRET=… APP_URL=http://localhost:3000 node server.js
import { randomBytes } from 'node:crypto'
import express from 'express'
import session from 'express-session'
import passport from 'passport'
import OpenIDConnectStrategy from 'passport-openidconnect'

const { ISSUER, CLIENT_ID, CLIENT_SECRET, APP_URL = 'http://localhost:3000', SESSION_KEY } = process.env
const { PORT = new URL(APP_URL).port } = process.env
if (!ISSUER || !CLIENT_ID) {
  console.error('usage: ISSUER=… CLIENT_ID=… CLIENT_SECRET=… APP_URL=http://localhost:3000 node server.js')
  process.exit(2)
}

passport.use(
  new OpenIDConnectStrategy(
    {
      issuer: ISSUER,
      authorizationURL: `${ISSUER}/oauth/authorize`,
      tokenURL: `${ISSUER}/oauth/token`,
      userInfoURL: `${ISSUER}/oauth/userinfo`,
      clientID: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      callbackURL: `${APP_URL}/callback`,
      scope: ['profile', 'email'],
    },
    (_issuer, profile, done) => done(null, profile),
  ),
)
passport.serializeUser((user, done) => done(null, user))
passport.deserializeUser((user, done) => done(null, user))

const app = express()
app.use(session({ secret: SESSION_KEY ?? randomBytes(32).toString('hex'), resave: false, saveUninitialized: false }))
app.use(passport.session())

app.get('/', (request, response) => {
  if (!request.user) return response.send('<h1>Acme Planner</h1><a href="/sign-in">Sign in</a>')
  response.json(request.user)
})
app.get('/sign-in', passport.authenticate('openidconnect'))
app.get('/callback', passport.authenticate('openidconnect', { successRedirect: '/', failWithError: true }))
app.use((error, _request, response, _next) => response.status(400).type('text/plain').send(error.message))

app.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on ${APP_URL}`))
process.on('SIGTERM', () => process.exit())

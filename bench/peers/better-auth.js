/**
 * better-auth with its SSO plugin on SQLite. It signs people in to the application that it is a part of, and gives no
 * codes to other applications. Here the session stands in for the code, and the probes of a code are skipped.
 */
import { DatabaseSync } from 'node:sqlite'
import { sso } from '@better-auth/sso'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { toNodeHandler } from 'better-auth/node'
import { formOf, listen, queryOf, settings, tell } from './server.js'

const { idp, url, redirect_uri, upstream, database } = settings
const db = new DatabaseSync(database)
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
const options = {
  baseURL: url,
  basePath: '/api/auth',
  secret: 'bench-secret-of-the-application-0123456789',
  database: db,
  trustedOrigins: [url, idp, new URL(redirect_uri).origin],
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  logger: { disabled: true },
  emailAndPassword: { enabled: true },
  plugins: [sso({ trustEmailVerified: true, defaultOverrideUserInfo: true })],
}
const { runMigrations } = await getMigrations(options)
await runMigrations()
const auth = betterAuth(options)
const handler = toNodeHandler(auth)

const admin = await auth.api.signUpEmail({
  body: { email: 'admin@acme.example', password: 'long-enough-0123', name: 'Admin' },
  returnHeaders: true,
})
await auth.api.registerSSOProvider({
  headers: new Headers({ cookie: cookiesOf(admin.headers) }),
  body: {
    providerId: 'bench',
    issuer: idp,
    domain: 'acme.example',
    oidcConfig: {
      clientId: upstream.client_id,
      clientSecret: upstream.client_secret,
      discoveryEndpoint: `${idp}/.well-known/openid-configuration`,
      scopes: ['openid', 'email', 'profile'],
      pkce: true,
    },
  },
})

function cookiesOf(headers) {
  return headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

await listen({
  '/authorize': async (request, response) => {
    const { state } = queryOf(request)
    const { headers, response: answer } = await auth.api.signInSSO({
      body: { providerId: 'bench', callbackURL: `${redirect_uri}?state=${state}`, errorCallbackURL: `${url}/error` },
      returnHeaders: true,
    })
    response.writeHead(303, { location: answer.url, 'set-cookie': headers.getSetCookie() }).end()
  },
  '/token': async (request, response) => {
    const { code } = await formOf(request)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ access_token: code }))
  },
  '/userinfo': async (request, response) => {
    const cookie = Buffer.from(request.headers.authorization.replace(/^Bearer /, ''), 'base64url').toString()
    const session = await auth.api.getSession({ headers: new Headers({ cookie }) })
    response.writeHead(session ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(session?.user))
  },
  otherwise: async (request, response) => {
    // Passes the session's cookie on as the code, for /token and /userinfo above.
    const writeHead = response.writeHead.bind(response)
    response.writeHead = (status, ...rest) => {
      const location = String(response.getHeader('location') ?? '')
      const cookies = [response.getHeader('set-cookie') ?? []].flat().map((line) => line.split(';')[0])
      const session = cookies.find((cookie) => /session_token=./.test(cookie))
      if (session && location.startsWith(redirect_uri)) {
        response.setHeader('location', `${location}&code=${Buffer.from(session).toString('base64url')}`)
      }
      return writeHead(status, ...rest)
    }
    await handler(request, response)
  },
})
tell({ client_id: 'bench', client_secret: 'bench', gives_codes: false })

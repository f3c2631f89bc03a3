/** Quick starts in JavaScript. */
import { type ClientValues, type Framework, originOf, pathOf } from './framework.ts'

/** A line of the code that is shown. Nothing here imports it. */
const load = (name: string, module: string): string => ['import', name, 'from', `'${module}'`].join(' ')

const openidClient = ({
  issuer,
  client_id,
  redirect_uri,
}: ClientValues): string => `import * as oidc from 'openid-client'

const provider = await oidc.discovery(
  new URL('${issuer}'),
  '${client_id}',
  process.env.CLIENT_SECRET,
)
const redirect_uri = '${redirect_uri}'

export async function begin(session) {
  const code_verifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  const nonce = oidc.randomNonce()
  session.flow = { code_verifier, state, nonce }
  return oidc.buildAuthorizationUrl(provider, {
    redirect_uri,
    scope: 'openid profile email',
    code_challenge: await oidc.calculatePKCECodeChallenge(code_verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
}

export async function finish(session, url) {
  const { code_verifier, state, nonce } = session.flow
  const tokens = await oidc.authorizationCodeGrant(provider, url, {
    pkceCodeVerifier: code_verifier,
    expectedState: state,
    expectedNonce: nonce,
  })
  return tokens.claims() // sub, org_id, email, name, role
}`

export const javascriptFrameworks: readonly Framework[] = [
  {
    id: 'express',
    name: 'Express',
    install: 'npm install express cookie-session openid-client',
    files: (values) => [
      {
        name: 'server.js',
        code: `${load('session', 'cookie-session')}
${load('express', 'express')}
import { begin, finish } from './sign-in.js'

const app = express()
app.use(session({ name: 'app', keys: [process.env.SESSION_KEY], sameSite: 'lax' }))

app.get('/sign-in', async (request, response) => {
  response.redirect((await begin(request.session)).href)
})

app.get('${pathOf(values.redirect_uri)}', async (request, response) => {
  const url = new URL(request.originalUrl, '${originOf(values.redirect_uri)}')
  request.session = { person: await finish(request.session, url) }
  response.redirect('/')
})

app.get('/', (request, response) => response.json(request.session.person ?? null))
app.listen(3000)`,
      },
      { name: 'sign-in.js', code: openidClient(values) },
    ],
  },
  {
    id: 'auth-js',
    name: 'Next.js with Auth.js',
    install: 'npm install next-auth@beta',
    files: ({ issuer, client_id, redirect_uri }) => [
      {
        name: 'auth.js',
        code: `import NextAuth from 'next-auth'

// Redirect URI to register: ${originOf(redirect_uri)}/api/auth/callback/gatehouse
export const { handlers, auth, signIn, signOut } = NextAuth({
  providers: [
    {
      id: 'gatehouse',
      name: 'your company account',
      type: 'oidc',
      issuer: '${issuer}',
      clientId: '${client_id}',
      clientSecret: process.env.CLIENT_SECRET,
      checks: ['pkce', 'state', 'nonce'],
    },
  ],
  callbacks: {
    // By default Auth.js keeps only name and email, under its own id.
    jwt: ({ token, profile }) =>
      profile ? { ...token, sub: profile.sub, org_id: profile.org_id, role: profile.role } : token,
  },
})`,
      },
      {
        name: 'app/api/auth/[...nextauth]/route.js',
        code: `import { handlers } from '../../../../auth.js'

export const { GET, POST } = handlers`,
      },
    ],
  },
  {
    id: 'openid-client',
    name: 'openid-client',
    install: 'npm install openid-client',
    files: (values) => [{ name: 'sign-in.js', code: openidClient(values) }],
  },
  {
    id: 'fastify',
    name: 'Fastify',
    install: 'npm install fastify @fastify/secure-session openid-client',
    files: (values) => [
      {
        name: 'server.js',
        code: `${load('secureSession', '@fastify/secure-session')}
${load('fastify', 'fastify')}
import { begin, finish } from './sign-in.js'

const app = fastify()
await app.register(secureSession, { key: Buffer.from(process.env.SESSION_KEY, 'hex'), cookie: { path: '/' } })

app.get('/sign-in', async (request, reply) => {
  const kept = {}
  const url = await begin(kept)
  request.session.set('flow', kept.flow)
  return reply.redirect(url.href)
})

app.get('${pathOf(values.redirect_uri)}', async (request, reply) => {
  const url = new URL(request.url, '${originOf(values.redirect_uri)}')
  request.session.set('person', await finish({ flow: request.session.get('flow') }, url))
  return reply.redirect('/')
})

app.get('/', (request) => request.session.get('person') ?? {})
await app.listen({ port: 3000 })`,
      },
      { name: 'sign-in.js', code: openidClient(values) },
    ],
  },
]

/** The library of Ory Polis as an OpenID broker, directly on node:http, with its memory store or with PostgreSQL. */
import { generateKeyPairSync } from 'node:crypto'
import jackson from '@boxyhq/saml-jackson'
import { formOf, listen, queryOf, settings, tell } from './server.js'

const { idp, url, redirect_uri, upstream, database } = settings
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = (key, type) => Buffer.from(key.export({ type, format: 'pem' })).toString('base64')
const { connectionAPIController, oauthController } = await jackson.default({
  externalUrl: url,
  samlPath: '/saml',
  oidcPath: '/callback',
  db: database === null ? { engine: 'mem' } : { engine: 'sql', type: 'postgres', url: database, pageLimit: 50 },
  openid: {
    jwsAlg: 'RS256',
    jwtSigningKeys: { private: pem(privateKey, 'pkcs8'), public: pem(publicKey, 'spki') },
    requestProfileScope: true,
  },
  noAnalytics: true,
  logger: { info() {}, warn() {}, error() {} },
})
const connection = await connectionAPIController.createOIDCConnection({
  tenant: 'acme',
  product: 'bench',
  defaultRedirectUrl: redirect_uri,
  redirectUrl: JSON.stringify([redirect_uri]),
  oidcDiscoveryUrl: `${idp}/.well-known/openid-configuration`,
  oidcClientId: upstream.client_id,
  oidcClientSecret: upstream.client_secret,
})
const redirect = (response, location) => response.writeHead(303, { location }).end()
const json = (response, body) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))

await listen({
  '/authorize': async (request, response) => {
    const { redirect_url, error } = await oauthController.authorize(queryOf(request))
    if (!redirect_url) throw new Error(error)
    redirect(response, redirect_url)
  },
  '/callback': async (request, response) => {
    const { redirect_url, error } = await oauthController.oidcAuthzResponse(queryOf(request))
    if (!redirect_url) throw new Error(error)
    redirect(response, redirect_url)
  },
  '/token': async (request, response) => {
    const { authorization } = request.headers
    json(response, await oauthController.token(await formOf(request), authorization))
  },
  '/userinfo': async (request, response) => {
    json(response, await oauthController.userInfo(request.headers.authorization.replace(/^Bearer /, '')))
  },
})
tell({ client_id: connection.clientID, client_secret: connection.clientSecret })

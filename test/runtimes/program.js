/**
 * An API of a few lines, in the form that Workers, Bun, Deno and Node share. Headers of a request move its clock, or ask for
 * a sign-in. The provider of the test gives a token for the nonce that it gets as the code.
 */
import { Gatehouse } from './gatehouse.mjs'
import { settings } from './settings.js'
import { createAccessTokenVerifier, webAccess } from './verify.mjs'

let ahead_ms = 0
const accessOf = webAccess(createAccessTokenVerifier({ policy: settings.policy, now: () => Date.now() + ahead_ms }))
const gatehouse = new Gatehouse(settings.application)

export async function handle(request, context) {
  ahead_ms = Number(request.headers.get('test-ahead-ms') ?? 0)
  if (request.headers.has('test-sign-in')) return signIn()
  const access = await accessOf(request, context)
  if (access instanceof Response) return access
  return Response.json({ organization_id: access.organization_id, name: access.profile().name })
}

async function signIn() {
  const begin = { email: 'ada@contoso.example', redirect_uri: 'https://app.example/callback', app_state: 'Grüße' }
  const { url, sealed_state } = await gatehouse.sso.authorizationUrl(begin)
  const { nonce: code, state } = Object.fromEntries(new URL(url).searchParams)
  const callback_url = `/callback?${new URLSearchParams({ code, state, iss: settings.application.issuer })}`
  const { profile, app_state } = await gatehouse.sso.authenticate({ callback_url, sealed_state })
  const refused = await gatehouse.sso.authenticate({ callback_url, sealed_state: 'AAAA' }).catch((error) => error.code)
  return Response.json({ name: profile.name, app_state, refused })
}

/** An API of a few lines, in the form that Workers, Bun, Deno and Node share. Headers of a request move its clock. */
import { settings } from './settings.js'
import { createAccessTokenVerifier, webAccess } from './verify.mjs'

let ahead_ms = 0
const accessOf = webAccess(createAccessTokenVerifier({ policy: settings.policy, now: () => Date.now() + ahead_ms }))

export async function handle(request, context) {
  ahead_ms = Number(request.headers.get('test-ahead-ms') ?? 0)
  const access = await accessOf(request, context)
  if (access instanceof Response) return access
  return Response.json({ organization_id: access.organization_id, name: access.profile().name })
}

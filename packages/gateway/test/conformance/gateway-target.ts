/** The gateway as a target. The person authenticates at the hostile provider. */
import { addApplication, type Harness, startHarness } from '../harness.ts'
import { person, post_logout_redirect_uri, readMetadata, redirect_uri, type Target, visitorOf } from './target.ts'

export async function gatewayTarget(): Promise<Target> {
  const harness = await startHarness()
  let authentications = 0
  harness.provider.behaviour = {
    claims: { sub: 'subject-1', ...person },
    // Each visit to the identity provider counts as one authentication.
    get token_claims() {
      return { auth_time: Math.floor(Date.now() / 1000) }
    },
  }
  return {
    name: 'the gateway',
    issuer: harness.url,
    metadata: await readMetadata(harness.url),
    basic: await register(harness, 'client_secret_basic'),
    post: await register(harness, 'client_secret_post'),
    extra: { organization: harness.organization_id },
    authentications: () => authentications,
    visitor: () =>
      visitorOf((url) => {
        if (url.origin !== harness.provider.url) return undefined
        authentications += 1
        return harness.provider.answer(url.href)
      }),
    close: harness.close,
  }
}

function register(harness: Harness, method: 'client_secret_basic' | 'client_secret_post'): Promise<Target['basic']> {
  return addApplication(harness, {
    redirect_uris: [redirect_uri],
    post_logout_redirect_uris: [post_logout_redirect_uri],
    token_endpoint_auth_methods: [method],
    require_pkce: false,
  })
}

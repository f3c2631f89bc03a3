/** The gateway as a target. The person authenticates at the hostile provider. */
import { addApplication, type Harness, startHarness } from '../harness.ts'
import { startLogoutReceiver } from '../logout-receiver.ts'
import {
  frontchannel_logout_uri,
  person,
  post_logout_redirect_uri,
  readMetadata,
  redirect_uri,
  type Target,
  visitorOf,
} from './target.ts'

export async function gatewayTarget(): Promise<Target> {
  // The application that hears of logouts listens at any port of this machine.
  const harness = await startHarness({ variables: { GATEHOUSE_OUTBOUND_ALLOW: '127.0.0.1' } })
  const receiver = await startLogoutReceiver()
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
    basic: await register(harness, 'client_secret_basic', {
      backchannel_logout_uri: receiver.uri,
      backchannel_logout_session_required: true,
    }),
    post: await register(harness, 'client_secret_post', {
      frontchannel_logout_uri,
      frontchannel_logout_session_required: true,
    }),
    receiver,
    extra: { organization: harness.organization_id },
    authentications: () => authentications,
    visitor: () =>
      visitorOf((url) => {
        if (url.origin !== harness.provider.url) return undefined
        authentications += 1
        return harness.provider.answer(url.href)
      }),
    close: async () => {
      await harness.close()
      await receiver.close()
    },
  }
}

function register(
  harness: Harness,
  method: 'client_secret_basic' | 'client_secret_post',
  logout: Parameters<typeof addApplication>[1] = {},
): Promise<Target['basic']> {
  return addApplication(harness, {
    redirect_uris: [redirect_uri],
    post_logout_redirect_uris: [post_logout_redirect_uri],
    token_endpoint_auth_methods: [method],
    require_pkce: false,
    ...logout,
  })
}

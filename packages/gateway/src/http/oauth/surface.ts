/** The endpoints that clients of the OpenID Provider call. A failure is OAuth JSON. */
import { failureOf } from '../api/error.ts'
import type { Surface, SurfaceRoute } from '../surface.ts'
import { crossOrigin, preflight } from './cross-origin.ts'
import { deviceAuthorization } from './device-authorization.ts'
import { sendOAuthError } from './error.ts'
import { introspectEndpoint, revokeEndpoint } from './introspect.ts'
import { discovery, jwks } from './metadata.ts'
import { provesNothing, pushEndpoint } from './par.ts'
import { keepingRefused } from './refused.ts'
import { token } from './token.ts'
import { userinfoEndpoint } from './userinfo.ts'

const preflights = ['token', 'userinfo', 'revoke', 'par', 'device_authorization'].map(
  (name): SurfaceRoute => ({ method: 'OPTIONS', path: `/oauth/${name}`, endpoint: preflight }),
)

export const oauth: Surface = {
  routes: [
    { method: 'POST', path: '/oauth/token', endpoint: crossOrigin(keepingRefused(token)) },
    { method: ['GET', 'POST'], path: '/oauth/userinfo', endpoint: crossOrigin(userinfoEndpoint), keeps: false },
    { method: 'POST', path: '/oauth/introspect', endpoint: keepingRefused(introspectEndpoint) },
    { method: 'POST', path: '/oauth/revoke', endpoint: crossOrigin(keepingRefused(revokeEndpoint)) },
    { method: 'POST', path: '/oauth/par', endpoint: crossOrigin(keepingRefused(pushEndpoint)), counts: provesNothing },
    {
      method: 'POST',
      path: '/oauth/device_authorization',
      endpoint: crossOrigin(keepingRefused(deviceAuthorization)),
      counts: provesNothing,
    },
    ...preflights,
    { method: 'GET', path: '/oauth/jwks', endpoint: jwks },
    { method: 'GET', path: '/.well-known/openid-configuration', endpoint: discovery },
  ],
  head: true,
  printError: (http, request, reply, error) => sendOAuthError(http, request, reply, failureOf(error)),
}

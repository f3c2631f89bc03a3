/** The pages that people see: sign-in, sign-out and errors. A failure is a page. */
import type { FastifyRequest } from 'fastify'
import { failureOf } from '../api/error.ts'
import { oidcCallback } from '../callback.ts'
import { authorize } from '../oauth/authorize.ts'
import { logoutEndpoint } from '../oauth/logout.ts'
import { organizationAuthorize } from '../organization-host.ts'
import { samlRoutes } from '../saml.ts'
import type { Surface } from '../surface.ts'
import { choosePage } from './choose.ts'
import { testPage, testResultPage } from './connection-test.ts'
import { consentCallback, consentPage } from './consent.ts'
import { deviceComplete, devicePage } from './device.ts'
import { emailPage } from './email.ts'
import { failurePage, signInErrorPage } from './error.ts'
import { initiatePage } from './initiated.ts'
import { invitationPage } from './invitation.ts'
import { signedOutEndpoint } from './sign-out.ts'

const isPost = ({ method }: FastifyRequest): boolean => method === 'POST'

/** A request here begins a sign-in, and writes a row. */
const counts = (): boolean => true

export const pages: Surface = {
  routes: [
    { method: ['GET', 'POST'], path: '/oauth/authorize', endpoint: authorize, counts },
    {
      method: ['GET', 'POST'],
      path: '/o/:organization/oauth/authorize',
      endpoint: organizationAuthorize,
      counts: isPost,
    },
    { method: ['GET', 'POST'], path: '/sso/initiate/:connection', endpoint: initiatePage, counts },
    { method: ['GET', 'POST'], path: '/invitation/:token', endpoint: invitationPage, counts, keeps: false },
    { method: 'GET', path: '/signin', endpoint: emailPage, counts },
    { method: 'GET', path: '/signin/choose', endpoint: choosePage, counts },
    { method: ['GET', 'POST'], path: '/oauth/logout', endpoint: logoutEndpoint },
    { method: 'GET', path: '/signed-out', endpoint: signedOutEndpoint, keeps: false },
    { method: ['GET', 'POST'], path: '/sso/oidc/callback/:connection', endpoint: oidcCallback },
    { method: ['GET', 'POST'], path: '/sso/oidc/callback/:connection/', endpoint: oidcCallback },
    ...samlRoutes,
    { method: ['GET', 'POST'], path: '/device', endpoint: devicePage, counts: isPost },
    { method: 'GET', path: '/device/complete', endpoint: deviceComplete },
    { method: 'GET', path: '/sso/test/:token', endpoint: testPage, counts },
    { method: 'GET', path: '/sso/test/result/:sign_in', endpoint: testResultPage, keeps: false },
    { method: ['GET', 'POST'], path: '/sso/consent/:token', endpoint: consentPage, counts },
    { method: 'GET', path: '/sso/consent/callback', endpoint: consentCallback, counts },
    { method: 'GET', path: '/error/:sign_in', endpoint: signInErrorPage, keeps: false },
  ],
  // A GET of a page can begin or finish a sign-in.
  head: false,
  printError: (http, request, reply, error) => failurePage(http, request, reply, failureOf(error)),
}

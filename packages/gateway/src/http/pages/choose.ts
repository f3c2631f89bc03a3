/** `/signin/choose`: an organization with several identity providers. Each choice is a link; no form, no script. */
import { Failure } from '@gatehouse-sso/core/failure'
import { checkAuthorizationRequest, requestParameters } from '@gatehouse-sso/core/oauth/authorization-request'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import { route } from '../../domain/sign-in/routing.ts'
import { environmentOf, type HttpContext, queryOf } from '../context.ts'
import { knownRequest } from '../oauth/authorize.ts'
import { marks, readRemembered } from '../remembered.ts'
import { html } from './html.ts'
import { sendPage } from './page.ts'

export async function choosePage(http: HttpContext, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { ports } = http
  const environment = await environmentOf(http, request)
  const parameters = requestParameters(queryOf(request))
  const { application, redirect_uri } = await knownRequest(http, environment, parameters)
  const asked = checkAuthorizationRequest(parameters, application, redirect_uri)
  const chosen = await route(ports, environment, asked)
  if (chosen.kind !== 'choose') throw new Failure('connection_not_active')
  const address = (connection: string): string =>
    `${issuerOf(ports, environment)}/oauth/authorize?${new URLSearchParams({ ...parameters, connection, [marks.chosen]: '1' })}`
  const last = readRemembered(http, request, environment)?.connection
  const connections = chosen.connections.toSorted((a, b) => Number(b.id === last) - Number(a.id === last))
  return sendPage(http, reply, {
    title: `Sign in to ${application.name}`,
    environment,
    application,
    body: html`
<h1>How do you sign in?</h1>
<p class="soft">Your organization has more than one way. Choose the one you use for work.</p>
<ul class="choices">
${connections.map(
  ({ id, name, type }) =>
    html`<li><a href="${address(id)}"><span>${name}<small>${ports.identity_providers.name(type)}${id === last && ' · last used'}</small></span><span aria-hidden="true">&rarr;</span></a></li>\n`,
)}
</ul>`,
  })
}

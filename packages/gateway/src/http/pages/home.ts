/** `/`: what this server is and where to go. A browser gets a page, and every other client JSON with the same links. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HttpContext } from '../context.ts'
import { html } from './html.ts'
import { sendPage } from './page.ts'

export function homePage(
  http: HttpContext,
  version: string,
): (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> {
  const { ports, docs } = http
  const issuer = ports.public_url
  const links = {
    console: `${issuer}/console`,
    openid_configuration: `${issuer}/.well-known/openid-configuration`,
    openapi: `${issuer}/openapi.json`,
    ...(docs ? { docs: `${issuer}/docs` } : {}),
    errors: `${issuer}/docs/errors`,
    health: `${issuer}/readyz`,
  }
  return async (request, reply) => {
    // Caches must keep the two forms apart (RFC 9110, 12.5.5).
    reply.header('vary', 'accept')
    if (!request.headers.accept?.includes('text/html')) return reply.send({ name: 'Gatehouse', version, issuer, links })
    return sendPage(http, reply, {
      language: 'en',
      title: 'Gatehouse',
      body: html`
<h1>This is Gatehouse</h1>
<p>A single sign-on gateway. People come here from an application, and go on to the sign-in page of their organization.</p>
<dl>
<dt>Issuer</dt><dd>${issuer}</dd>
<dt>Version</dt><dd>${version}</dd>
</dl>
<ul class="choices">
<li><a href="${links.console}"><span>Console<small>For the people who run Gatehouse and support its customers</small></span></a></li>
<li><a href="${links.openid_configuration}"><span>Discovery document<small>For OpenID Connect libraries, with the issuer above</small></span></a></li>
<li><a href="${links.openapi}"><span>API<small>OpenAPI 3.1, every operation with an example</small></span></a></li>
${
  docs &&
  html`<li><a href="${links.docs}"><span>Documentation<small>Of this version, with guides for each identity provider</small></span></a></li>
`
}<li><a href="${links.errors}"><span>Errors<small>What each code means, and who can put it right</small></span></a></li>
<li><a href="${links.health}"><span>Health<small>Whether this process is ready</small></span></a></li>
</ul>`,
    })
  }
}

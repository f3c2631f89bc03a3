/** `/docs/errors`: what each code means and who can put it right. `doc_url` of every API error leads here. */
import { type FailureCode, failures, type Who } from '@gatehouse-sso/core/failures'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { HttpContext } from '../context.ts'
import { html, withCode } from './html.ts'
import { sendPage } from './page.ts'

const who: Readonly<Record<Who, string>> = {
  person: 'the person who signs in',
  administrator: "the organization's administrator, at the identity provider",
  developer: 'the developer of the application',
  operator: 'the operator of this service',
}

export async function errorListPage(http: HttpContext, _: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const codes = (Object.keys(failures) as FailureCode[]).sort()
  return sendPage(http, reply, {
    language: 'en',
    title: 'Errors',
    body: html`
<h1>Errors</h1>
<p class="soft">Decide by the code; the texts are for people and may change.</p>
${codes.map((code) => {
  const { title, remedy, status } = failures[code]
  return html`<section id="${code}">
<h2>${code}</h2>
<p>${withCode(title)}. ${withCode(remedy)}</p>
<p class="soft">Status ${status}. Who can put it right: ${who[failures[code].who]}.</p>
</section>
`
})}`,
  })
}

/** `/signin/choose`: an organization with several identity providers. Each choice is a link; no form, no script. */
import type { FastifyReply } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import { connectionQuestion } from '../../domain/sign-in/questions.ts'
import type { HttpContext } from '../context.ts'
import { marks } from '../remembered.ts'
import { type Visit, workOf } from '../visit.ts'
import { html } from './html.ts'
import { sendPage } from './page.ts'

export async function choosePage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { ports } = http
  const { environment, remembered } = visit
  const {
    application,
    connections: all,
    sent,
  } = await connectionQuestion(workOf(http, visit), environment, visit.query(), visit)
  const address = (connection: string): string =>
    `${issuerOf(ports.public_url, environment)}/oauth/authorize?${new URLSearchParams({ ...sent, connection, [marks.chosen]: '1' })}`
  const last = remembered?.connection
  const connections = all.toSorted((a, b) => Number(b.id === last) - Number(a.id === last))
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
    html`<li><a href="${address(id)}"><span>${name}<small>${ports.connection_types.name(type)}${id === last && ' · last used'}</small></span><span aria-hidden="true">&rarr;</span></a></li>\n`,
)}
</ul>`,
  })
}

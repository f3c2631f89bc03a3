/** `/signin/choose`: an organization with several identity providers. Each choice is a link; no form, no script. */
import type { FastifyReply } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import { connectionQuestion } from '../../domain/sign-in/questions.ts'
import type { HttpContext } from '../context.ts'
import { languageOf } from '../language.ts'
import { marks } from '../remembered.ts'
import { type Visit, workOf } from '../visit.ts'
import { html } from './html.ts'
import { pageTexts } from './language/page-texts.ts'
import { sendPage } from './page.ts'

export async function choosePage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { ports } = http
  const { environment, remembered } = visit
  const {
    application,
    connections: all,
    sent,
    ui_locales,
  } = await connectionQuestion(workOf(http, visit), environment, visit.query(), visit)
  const language = languageOf(visit, ui_locales)
  const t = pageTexts[language].sign_in
  const address = (connection: string): string =>
    `${issuerOf(ports.public_url, environment)}/oauth/authorize?${new URLSearchParams({ ...sent, connection, [marks.chosen]: '1' })}`
  const last = remembered?.connection
  const connections = all.toSorted((a, b) => Number(b.id === last) - Number(a.id === last))
  return sendPage(http, reply, {
    language,
    title: t.title(application.name),
    environment,
    application,
    body: html`
<h1>${t.how}</h1>
<p class="soft">${t.how_text}</p>
<ul class="choices">
${connections.map(
  ({ id, name, type }) =>
    html`<li><a href="${address(id)}"><span>${name}<small>${ports.connection_types.name(type)}${id === last && ` · ${t.last_used}`}</small></span><span aria-hidden="true">&rarr;</span></a></li>\n`,
)}
</ul>`,
  })
}

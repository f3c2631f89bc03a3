/** The test of a connection: the link that begins it, and the page with its result for the person who tested. */

import type { Hint } from '@gatehouse-sso/core/explained-failure'
import { Failure } from '@gatehouse-sso/core/failure'
import { type FailureCode, failures } from '@gatehouse-sso/core/failures'
import type { Explanation } from '@gatehouse-sso/core/mapping/explain'
import type { FastifyReply } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import type { Decided } from '../../domain/events/trace.ts'
import { browserKeyOf } from '../../domain/sign-in/browser.ts'
import { beginTest } from '../../domain/sign-in/connection-test.ts'
import { type EndedTest, getTest } from '../../domain/sign-ins/sign-ins.ts'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import type { HttpContext } from '../context.ts'
import { setCookie } from '../cookies.ts'
import { type Visit, workOf } from '../visit.ts'
import { details, explanation } from './error.ts'
import { type Html, html } from './html.ts'
import { sendPage } from './page.ts'
import { stateOf } from './state.ts'

/** The address of the result of a test. */
export function testResultAddress({ ports }: HttpContext, environment: EnvironmentRecord, sign_in_id: string): string {
  return `${issuerOf(ports.public_url, environment)}/sso/test/result/${sign_in_id}`
}

/** `/sso/test/{token}`: begins a test, and leads to the identity provider. */
export async function testPage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment, path } = visit
  const { browser_hash, new_browser_key } = browserKeyOf(http.ports, visit)
  const { location, sign_in_id } = await beginTest(workOf(http, visit), environment, String(path.token), browser_hash)
  if (new_browser_key !== null) setCookie(http, environment, reply, 'browser', new_browser_key)
  return reply.redirect(location ?? testResultAddress(http, environment, sign_in_id), 303)
}

/** `/sso/test/result/{sign_in}`: the result, in the browser that tested. */
export async function testResultPage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment, path, browser_hash } = visit
  const test = await getTest(http.ports, environment.id, String(path.sign_in), browser_hash, 'en')
  if (!test) throw new Failure('test_link_invalid')
  const tested = await testedName(http, environment, test)
  const isPassed = test.sign_in.state === 'test_succeeded'
  const words = wordsOf(test)
  const title = isPassed ? words.passed : isOpen(test) ? words.open : words.failed
  return sendPage(http, reply, {
    title,
    status: isPassed || isOpen(test) ? 200 : 400,
    environment,
    body: isPassed ? passed(test, tested) : isOpen(test) ? open(test) : failed(test, tested),
  })
}

/** `Contoso: Microsoft Entra ID` */
async function testedName({ ports }: HttpContext, { id }: EnvironmentRecord, { sign_in }: EndedTest): Promise<string> {
  const configured = await ports.configuration.connection(id, sign_in.connection_id)
  const owner = await ports.configuration.organization(id, sign_in.organization_id)
  return [owner?.organization.name, configured?.connection.name].filter((name) => name !== undefined).join(': ')
}

const isOpen = ({ sign_in }: EndedTest): boolean => sign_in.state === 'test_in_progress'

interface Words {
  readonly passed: string
  readonly open: string
  readonly failed: string
  /** The link that began it. */
  readonly link: string
}

const testWords: Words = {
  passed: 'The test passed',
  open: 'The test is not finished',
  failed: 'The test failed',
  link: 'test link',
}
const consentWords: Words = {
  passed: 'Your organization consented',
  open: 'The consent is not finished',
  failed: 'The consent failed',
  link: 'consent link',
}
const doubtWords: Words = { ...consentWords, passed: 'The consent is not certain' }
const wordsOf = ({ consent }: EndedTest): Words => (consent?.doubt ? doubtWords : consent ? consentWords : testWords)

function open(test: EndedTest): Html {
  const { open: title, link } = wordsOf(test)
  return html`${stateOf('Waiting')}
<h1>${title}</h1>
<p>Go back to the page of the identity provider and sign in there. After 15 minutes, open the ${link} again.</p>`
}

function failed(test: EndedTest, tested: string): Html {
  const { sign_in, trace, hints, consent } = test
  const code = (sign_in.error_code ?? 'internal_error') as FailureCode
  const was = consent ? 'This was the consent for' : 'This was a test of'
  const again = code === 'consent_declined' ? '' : ` When it is put right, open the ${wordsOf(test).link} again.`
  return html`${stateOf(consent ? 'Consent failed' : 'Test failed')}
${code === 'consent_declined' ? declined(hints) : explanation(code, hints)}
<p class="after">${was} ${tested}.${again}</p>
${details(code, sign_in.id, new Date(sign_in.finished_at ?? sign_in.created_at), trace.error, hints)}`
}

/** The administrator reads it, so it does not send them to the administrator. */
function declined(hints: readonly Hint[]): Html {
  const { title, remedy } = failures.consent_declined
  return html`<h1>${title}</h1>
<p>${hints[0] && `${hints[0].cause} `}${remedy}</p>`
}

function passed({ sign_in, consent, trace: { mapping, decision } }: EndedTest, tested: string): Html {
  const [state, heading] = consent?.doubt
    ? ['Sign-in works', 'Sign-in works, but the consent is not certain']
    : consent
      ? ['Consent given', 'Your organization consented, and sign-in works']
      : ['Test passed', 'The identity provider works']
  return html`${stateOf(state, 'good')}
<h1>${heading}</h1>
<p>${tested}. Nothing was created, and nobody is signed in.${!consent?.go_on && ' You can close this page.'}</p>
${consent?.go_on && html`<p>Your own account is the next step.</p>\n<a class="button" href="${consent.go_on.address}">Sign in to ${consent.go_on.name}</a>`}
${consent?.doubt && html`<p class="note">${consent.doubt} Open the consent link again as an administrator of the right tenant.</p>\n`}<dl>${mapping.filter(isShown).map(row)}${decision && decisionRows(decision)}</dl>
${(decision?.warnings ?? []).map((warning) => html`<p class="note">${warning}</p>`)}
<p class="reference">Reference <code>${sign_in.id}</code></p>`
}

const names: Readonly<Record<string, string>> = {
  identifier: 'Identifier',
  email: 'Email',
  name: 'Name',
  given_name: 'First name',
  family_name: 'Last name',
  preferred_username: 'User name',
  groups: 'Groups',
  roles: 'Role claims',
}

const isShown = ({ attribute }: Explanation): boolean =>
  attribute in names || attribute.startsWith('custom_attributes.')

/** The values of a list that the page shows. */
const shownValues = 10

function row({ attribute, value, note }: Explanation): Html {
  const values = Array.isArray(value) ? value : value === null || value === '' ? [] : [value]
  const more = values.length > shownValues ? ` and ${values.length - shownValues} more` : ''
  const text = values.length > 0 ? `${values.slice(0, shownValues).join(', ')}${more}` : (note ?? 'none')
  return html`<dt>${names[attribute] ?? attribute.replace('custom_attributes.', '')}</dt><dd>${text}</dd>\n`
}

const reasons: Readonly<Record<string, string>> = {
  group: 'from the group',
  role_claim: 'from the role claim',
  organization: 'for everybody of the organization',
  default: 'the default role',
  kept: 'kept from before',
}

/** The outcome of a sign-in, in the words of a test. */
const users: Readonly<Record<string, string>> = {
  known: 'is known',
  linked: 'would be linked',
  created: 'would be created',
  refused: 'would be refused',
}

function decisionRows({ outcome, because, roles, email_trust, administrator }: Decided): Html {
  const why = roles.map(({ role, because: reason, from }) => `${role} (${[reasons[reason], from].join(' ').trim()})`)
  return html`<dt>User</dt><dd>${users[outcome] ?? outcome}: ${because}</dd>
${email_trust && html`<dt>Email trust</dt><dd>${email_trust.level}: ${email_trust.because}</dd>\n`}
<dt>Role</dt><dd>${why.length > 0 ? why.join(', ') : 'none'}</dd>
${administrator?.is_admin && html`<dt>Administrator</dt><dd>yes</dd>\n`}`
}

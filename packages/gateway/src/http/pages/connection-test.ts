/** The test of a connection: the link that begins it, and the page with its result for the person who tested. */

import type { Hint } from '@gatehouse-sso/core/explained-failure'
import { Failure } from '@gatehouse-sso/core/failure'
import { failureText } from '@gatehouse-sso/core/failure-text'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { Language } from '@gatehouse-sso/core/language'
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
import { languageOf } from '../language.ts'
import { type Visit, workOf } from '../visit.ts'
import { details, explanation, partyOf } from './error.ts'
import { type Html, html, withCode } from './html.ts'
import type { PageTexts } from './language/en.ts'
import { pageTexts } from './language/page-texts.ts'
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
  const language = languageOf(visit)
  const test = await getTest(http.ports, environment.id, String(path.sign_in), browser_hash, language)
  if (!test) throw new Failure('test_link_invalid')
  const tested = await testedName(http, environment, test)
  const isPassed = test.sign_in.state === 'test_succeeded'
  const t = pageTexts[language].test
  const words = wordsOf(t, test)
  return sendPage(http, reply, {
    language,
    title: isPassed ? words.passed : isOpen(test) ? words.open : words.failed,
    status: isPassed || isOpen(test) ? 200 : 400,
    environment,
    body: isPassed
      ? passed(language, test, tested)
      : isOpen(test)
        ? html`${stateOf(t.waiting)}\n<h1>${words.open}</h1>\n<p>${t.open_text(words.link)}</p>`
        : failed(language, test, tested),
  })
}

/** `Contoso: Microsoft Entra ID` */
async function testedName({ ports }: HttpContext, { id }: EnvironmentRecord, { sign_in }: EndedTest): Promise<string> {
  const configured = await ports.configuration.connection(id, sign_in.connection_id)
  const owner = await ports.configuration.organization(id, sign_in.organization_id)
  return [owner?.organization.name, configured?.connection.name].filter((name) => name !== undefined).join(': ')
}

const isOpen = ({ sign_in }: EndedTest): boolean => sign_in.state === 'test_in_progress'

type Texts = PageTexts['test']

interface Words {
  readonly passed: string
  readonly open: string
  readonly failed: string
  /** The link that began it. */
  readonly link: string
}

function wordsOf(t: Texts, { consent }: EndedTest): Words {
  const { passed, open, failed, link, consent_passed, consent_open, consent_failed, consent_link, doubtful } = t
  if (!consent) return { passed, open, failed, link }
  const title = consent.doubt ? doubtful : consent_passed
  return { passed: title, open: consent_open, failed: consent_failed, link: consent_link }
}

function failed(language: Language, test: EndedTest, tested: string): Html {
  const { sign_in, trace, hints, consent } = test
  const t = pageTexts[language].test
  const code = (sign_in.error_code ?? 'internal_error') as FailureCode
  const was = consent ? t.was_consent(tested) : t.was_test(tested)
  const again = code === 'consent_declined' ? '' : ` ${t.again(wordsOf(t, test).link)}`
  return html`${stateOf(consent ? t.state_consent_failed : t.state_failed)}
${partyOf(code, hints) === 'administrator' ? ownMatter(language, code, hints) : explanation(language, code, hints)}
<p class="after">${was}${again}</p>
${details(language, code, sign_in.id, new Date(sign_in.finished_at ?? sign_in.created_at), trace.error, hints)}`
}

/** The administrator reads it, so it does not send them to the administrator. */
function ownMatter(language: Language, code: FailureCode, [first]: readonly Hint[]): Html {
  const { title, remedy } = failureText(code, language)
  const steps = code === 'consent_declined' || !first ? remedy : first.what
  return html`<h1>${withCode(title)}</h1>
<p>${withCode([first?.cause, steps].filter((part) => part !== undefined).join(' '))}</p>`
}

function passed(
  language: Language,
  { sign_in, consent, trace: { mapping, decision } }: EndedTest,
  tested: string,
): Html {
  const t = pageTexts[language].test
  const [state, heading] = consent?.doubt
    ? [t.state_doubtful, t.doubtful_heading]
    : consent
      ? [t.state_consented, t.consented]
      : [t.state_passed, t.works]
  return html`${stateOf(state, 'good')}
<h1>${heading}</h1>
<p>${t.nothing_made(tested)}${!consent?.go_on && ` ${t.close}`}</p>
${consent?.go_on && html`<p>${t.go_on}</p>\n<a class="button" href="${consent.go_on.address}">${t.sign_in_to(consent.go_on.name)}</a>`}
${consent?.doubt && html`<p class="note">${consent.doubt} ${t.doubt_again}</p>\n`}<dl>${mapping.filter(isShown).map((each) => row(t, each))}${decision && decisionRows(t, decision)}</dl>
${(decision?.warnings ?? []).map((warning) => html`<p class="note">${warning}</p>`)}
<p class="reference">${pageTexts[language].error.reference} <code>${sign_in.id}</code></p>`
}

const named = [
  'identifier',
  'email',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
  'groups',
  'roles',
] as const

const isNamed = (attribute: string): attribute is (typeof named)[number] =>
  (named as readonly string[]).includes(attribute)

const isShown = ({ attribute }: Explanation): boolean =>
  isNamed(attribute) || attribute.startsWith('custom_attributes.')

/** The values of a list that the page shows. */
const shownValues = 10

function row(t: Texts, { attribute, value, note }: Explanation): Html {
  const values = Array.isArray(value) ? value : value === null || value === '' ? [] : [value]
  const more = values.length > shownValues ? t.more(values.length - shownValues) : ''
  const text = values.length > 0 ? `${values.slice(0, shownValues).join(', ')}${more}` : (note ?? t.none)
  const name = isNamed(attribute) ? t[attribute] : attribute.replace('custom_attributes.', '')
  return html`<dt>${name}</dt><dd>${text}</dd>\n`
}

/** Why the person would have a role. */
const reasonsOf = (t: Texts): Readonly<Record<string, string>> => ({
  group: t.from_group,
  role_claim: t.from_role_claim,
  organization: t.from_organization,
  default: t.from_default,
  kept: t.from_kept,
})

/** The outcome of a sign-in, in the words of a test. */
const outcomesOf = (t: Texts): Readonly<Record<string, string>> => ({
  known: t.user_known,
  linked: t.user_linked,
  created: t.user_created,
  refused: t.user_refused,
})

function decisionRows(t: Texts, { outcome, because, roles, email_trust, administrator }: Decided): Html {
  const reasons = reasonsOf(t)
  const why = roles.map(({ role, because: reason, from }) => `${role} (${[reasons[reason], from].join(' ').trim()})`)
  return html`<dt>${t.user}</dt><dd>${outcomesOf(t)[outcome] ?? outcome}: ${because}</dd>
${email_trust && html`<dt>${t.email_trust}</dt><dd>${email_trust.level}: ${email_trust.because}</dd>\n`}
<dt>${t.role}</dt><dd>${why.length > 0 ? why.join(', ') : t.no_role}</dd>
${administrator?.is_admin && html`<dt>${t.administrator}</dt><dd>${t.yes}</dd>\n`}`
}

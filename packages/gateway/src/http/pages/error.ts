/**
 * Error pages say what went wrong, what to do, whom to ask, and one reference. The technical part is folded. The link
 * back gives the code to the application.
 */
import type { ExplainedFailure, Hint } from '@gatehouse-sso/core/explained-failure'
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { failureText } from '@gatehouse-sso/core/failure-text'
import { type FailureCode, failures, type Who } from '@gatehouse-sso/core/failures'
import { isId } from '@gatehouse-sso/core/ids'
import type { Language } from '@gatehouse-sso/core/language'
import type { Explanation } from '@gatehouse-sso/core/mapping/explain'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import { plainText } from '@gatehouse-sso/core/plain-text'
import { firstDifference } from '@gatehouse-sso/core/text-difference'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { getFailedSignIn } from '../../domain/sign-ins/sign-ins.ts'
import type { ApplicationRecord } from '../../domain/stores/applications.ts'
import type { BegunSignIn } from '../../domain/stores/sign-ins.ts'
import type { HttpContext } from '../context.ts'
import { logFailure } from '../failure-log.ts'
import { languageOf, languageOfRequest } from '../language.ts'
import { errorParameters } from '../oauth/error.ts'
import type { Visit } from '../visit.ts'
import { type Html, html, withCode } from './html.ts'
import { pageTexts } from './language/page-texts.ts'
import { type Page, sendPage } from './page.ts'
import { stateOf } from './state.ts'

/** `/error/{signin}`: a sign-in that failed in this browser. */
export async function signInErrorPage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment, path, browser_hash } = visit
  const reader = (ui_locales: string | null | undefined): Language => languageOf(visit, ui_locales)
  const failed = await getFailedSignIn(http.ports, environment.id, String(path.sign_in), browser_hash, reader)
  if (!failed) throw elsewhere(String(path.sign_in))
  const { sign_in, trace, hints, request: asked } = failed
  const language = reader(asked.ui_locales)
  const t = pageTexts[language].error
  const configured = await http.ports.configuration.application(environment.id, sign_in.application_id)
  const code = (sign_in.error_code ?? 'internal_error') as FailureCode
  const record = { sign_in_id: sign_in.id, client_id: sign_in.application_id }
  const back = withParameters(
    asked.redirect_uri,
    errorParameters(http, environment, asked.state, new Failure(code, { record })),
  )
  // How far two clocks differ helps an attacker, and is in the record for whoever may read it.
  const error =
    code === 'token_expired' && trace.error ? { ...trace.error, expected: null, received: null } : trace.error
  return sendPage(http, reply, {
    language,
    title: windowTitle(code, language),
    status: 400,
    environment,
    application: configured?.application ?? null,
    body: html`${stateOf(t.not_signed_in)}
${explanation(language, code, hints, mayBeDeclined(code, trace.error) ? t.declined : undefined)}
${namesOf(language, code, trace.mapping, invitedAddressOf(visit, sign_in))}
${configured && html`<a class="button" href="${back}">${t.back(configured.application.name)}</a>`}
${details(language, code, sign_in.id, new Date(sign_in.finished_at ?? sign_in.created_at), error, hints)}`,
  })
}

/** Failures of people who are somebody else for the product than for their identity provider. */
const ofNames: readonly FailureCode[] = [
  'user_unknown',
  'invitation_missing',
  'link_ambiguous',
  'user_linked_otherwise',
]

/** The names that the identity provider sent, and the address of the invitation. A reader who compares them sees the fault. */
function namesOf(
  language: Language,
  code: FailureCode,
  mapping: readonly Explanation[],
  invited: string | null,
): Html | false {
  if (!ofNames.includes(code)) return false
  const t = pageTexts[language].error
  const sent = (['email', 'preferred_username'] as const)
    .map((name) => mapping.find(({ attribute }) => attribute === name)?.value)
    .filter((value) => typeof value === 'string')
  const names = [...new Set(sent)].join(', ')
  return html`<dl class="names"><dt>${t.signed_in_as}</dt><dd>${names || t.no_name}</dd>
${invited !== null && html`<dt>${t.invited_as}</dt><dd>${invited}</dd>`}</dl>`
}

/** The address whose invitation this browser has opened a moment ago, for the same organization. */
function invitedAddressOf({ remembered }: Visit, { organization_id }: BegunSignIn): string | null {
  const isSame = remembered?.organization !== undefined && remembered.organization === organization_id
  return isSame ? remembered.email : null
}

/** The page of another browser, or of no sign-in: both look the same, and keep the reference of the address. */
function elsewhere(id: string): Failure {
  return isId('signin', id)
    ? new Failure('error_page_elsewhere', { record: { sign_in_id: id, client_id: null } })
    : new Failure('state_unknown')
}

/** The answer to a sign-in that is over: the back button, a bookmark, a page that was opened again. */
export async function finishedPage(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  sign_in: BegunSignIn,
): Promise<unknown> {
  const { environment } = visit
  const language = languageOf(visit)
  const t = pageTexts[language].error
  const configured = await http.ports.configuration.application(environment.id, sign_in.application_id)
  const application = configured?.application ?? null
  const start = application && startAddress(application)
  const at = new Date(sign_in.finished_at ?? sign_in.created_at)
  return sendPage(http, reply, {
    language,
    title: windowTitle('sign_in_finished', language),
    status: 400,
    environment,
    application,
    body: html`${stateOf(t.finished)}
${explanation(language, 'sign_in_finished', [])}
${start !== null && html`<a class="button" href="${start}">${t.start_again(application?.name ?? '')}</a>`}
${details(language, 'sign_in_finished', sign_in.id, at, null)}`,
  })
}

/** Where a person starts anew: what the application says, else where it is on the web. */
function startAddress({ initiate_login_uri, redirect_uris }: ApplicationRecord): string | null {
  if (initiate_login_uri !== null) return initiate_login_uri
  const address = redirect_uris.map((uri) => new URL(uri)).find(({ protocol }) => /^https?:$/.test(protocol))
  return address ? `${address.origin}/` : null
}

/** Any other failure of a page: there may be no application to go back to. */
export function failurePage(http: HttpContext, request: FastifyRequest, reply: FastifyReply, error: unknown): unknown {
  const failure = isFailure(error) ? error : new Failure('internal_error', { cause: error })
  logFailure(http, request.id, failure, 'warn')
  return sendPage(http, reply, failureDocument(http, request.id, failure, languageOfRequest(request)))
}

/** The page that explains a failure to a person. */
export function failureDocument(http: HttpContext, request_id: string, failure: Failure, language: Language): Page {
  const t = pageTexts[language].error
  const { status, who } = failures[failure.code]
  const { expected = null, received = null } = failure.evidence
  // To whom the addresses registered for an application are shown cannot be known here: only what was sent is.
  const shown = failure.code === 'redirect_uri_not_registered' ? null : expected
  return {
    language,
    title: windowTitle(failure.code, language),
    status,
    body: html`${stateOf(who === 'person' ? t.try_again : t.impossible)}
${explanation(language, failure.code, [])}
${details(language, failure.code, failure.evidence.record?.sign_in_id ?? request_id, new Date(http.ports.now()), { expected: shown, received, upstream: null })}`,
  }
}

/** The title of a window has no mark-up. */
function windowTitle(code: FailureCode, language: Language): string {
  return failureText(code, language).title.replaceAll('`', '')
}

/**
 * Errors with which a provider says that the person declined, went back or left a question open; or that it refuses by
 * itself (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6). The code does not tell these apart, and the person can.
 */
const declining = ['access_denied', 'consent_required', 'interaction_required', 'account_selection_required']

function mayBeDeclined(code: FailureCode, error: ExplainedFailure | null): boolean {
  return code === 'upstream_refused' && declining.includes(error?.upstream?.error ?? '')
}

/** The page for the person: what happened and whom to ask. */
export function explanation(language: Language, code: FailureCode, hints: readonly Hint[], asked?: string): Html {
  const t = pageTexts[language].error
  const note = asked ?? t.party[partyOf(code, hints)]
  return html`<h1>${withCode(failureText(code, language).title)}</h1>
<p>${forPerson(language, code, hints)}</p>
${note !== null && html`<div class="who"><b>${t.who}</b>${note}</div>`}`
}

/** The identity provider's own code says more about who must act than our failure. */
export function partyOf(code: FailureCode, [first]: readonly Hint[]): Who {
  return first?.who ?? failures[code].who
}

/** A person cannot follow steps at an identity provider, so only their own steps stand here. */
function forPerson(language: Language, code: FailureCode, hints: readonly Hint[]): readonly (string | Html)[] {
  const [first] = hints
  const party = partyOf(code, hints)
  if (party === 'administrator') {
    return withCode(`${first ? `${first.cause} ` : ''}${pageTexts[language].error.not_yours}`)
  }
  return withCode(first ? `${first.cause} ${first.what}` : failureText(code, language).remedy)
}

const isAddress = /^https?:\S+$/
const unquoted = (text: string): string => text.replace(/^"(.*)"$/s, '$1')

/** The card for the administrator, folded: what is configured, what came, what to do, and on which page. */
function forAdministrator(
  language: Language,
  code: FailureCode,
  hints: readonly Hint[],
  error: Pick<ExplainedFailure, 'expected' | 'received'> | null,
): Html | false {
  if (partyOf(code, hints) !== 'administrator') return false
  const t = pageTexts[language].error
  const cards = hints.map(
    ({ code: own, what, where, url }) =>
      html`<p><strong>${own}</strong>: ${withCode(what)}</p>\n<p>${url === null ? where : html`<a href="${url}">${where}</a>`}</p>`,
  )
  const { expected, received } = error ?? {}
  const difference = isAddress.test(expected ?? '')
    ? firstDifference(expected ?? '', unquoted(received ?? ''), language)
    : null
  const compared: readonly (readonly [string, string | readonly (string | Html)[] | null | undefined])[] = [
    [t.configured, expected && withCode(expected)],
    [t.received, received],
    [t.difference, received && difference && plainText(difference)],
  ]
  return html`<details>
<summary>${t.administrator}</summary>
${(expected || received) && html`<dl>${compared.map(([name, value]) => value && html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>`}
${cards.length > 0 ? cards : html`<p>${withCode(failureText(code, language).remedy)}</p>`}
</details>
`
}

export function details(
  language: Language,
  code: FailureCode,
  reference: string,
  at: Date,
  error: Pick<ExplainedFailure, 'expected' | 'received' | 'upstream'> | null,
  hints: readonly Hint[] = [],
): Html {
  const t = pageTexts[language].error
  const rows: readonly (readonly [string, string | ReturnType<typeof withCode> | null | undefined])[] = [
    [t.code, code],
    [t.time, at.toISOString()],
    // Our own words may mark literals; what was received is shown as it came.
    [t.expected, error?.expected && withCode(error.expected)],
    [t.received, error?.received],
    [t.provider, error?.upstream?.error],
    [t.provider_code, error?.upstream?.codes?.join(', ')],
    [t.provider_text, error?.upstream?.description],
    [t.correlation_id, error?.upstream?.correlation_id],
    [t.trace_id, error?.upstream?.trace_id],
    [t.provider_time, error?.upstream?.timestamp],
  ]
  return html`<p class="reference">${t.reference} <code>${reference}</code></p>
${forAdministrator(language, code, hints, error)}<details>
<summary>${t.details}</summary>
<dl>${rows.map(([name, value]) => value && html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>
</details>`
}

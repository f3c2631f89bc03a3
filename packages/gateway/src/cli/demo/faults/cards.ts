/** The two cards of a fault that is on: one for the person who signs in, one for their administrator. */
import { failures, type Who } from '@gatehouse-sso/core/failures'
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import type { Demo } from '../state.ts'
import { html, type Markup, withCode } from './markup.ts'
import type { Provoked } from './provoke.ts'

const who: Readonly<Record<Who, string>> = {
  person: 'The person',
  administrator: "The customer's administrator",
  developer: 'The developer of the application',
  operator: 'The operator of Gatehouse',
}
const actor = (name: string): string => (name in who ? who[name as Who] : name)

/** One line of a card. Lines without a value are left out. */
type Line = readonly [name: string, value: string | Markup | readonly (string | Markup)[] | null | undefined]

function lines(all: readonly Line[]): Markup {
  const shown = all.filter(([, value]) => value !== null && value !== undefined && value !== '')
  return html`<table>${shown.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</table>`
}

function page(of: string, heading: string, rest: Markup): Markup {
  return html`<p class="of">${of}</p><div class="page"><h3>${heading}</h3>${rest}</div>`
}

function seenByPerson({ met, before }: Provoked): Markup {
  if (met.kind === 'signed_in') {
    const { name, email, role } = met.profile
    const rest = html`<p>Your role is <b>${role ?? 'none'}</b>${role !== before?.role && html` (before: ${before?.role})`}.</p>
<p>${email ?? 'No email'}</p>`
    return page('Page of Acme Planner', `Hello, ${name ?? 'you'}`, rest)
  }
  if (met.kind === 'entra_page') {
    const [, code, text = ''] = /^(AADSTS\d+): (.*)$/s.exec(met.text) ?? [undefined, undefined, met.text]
    return page(
      'Page of Microsoft Entra ID',
      'Sorry, but we’re having trouble signing you in.',
      html`<p>${code && html`<code>${code}</code> `}${text}</p>`,
    )
  }
  const [first, ...others] = met.paragraphs
  return page('Page of Gatehouse', met.heading, html`<p>${first}</p>${others.map((text) => html`<p>${text}</p>`)}`)
}

export function personCard(demo: Demo, provoked: Provoked): Markup {
  const name = provoked.before?.name ?? provoked.user_name
  const address = `${demo.app_url}/sign-in?as=${encodeURIComponent(provoked.user_name)}`
  return html`<section class="seen" aria-labelledby="person"><h2 id="person">${name} sees</h2>
${seenByPerson(provoked)}
<p class="links"><span><a href="${address}">See it in this browser</a> as <code>${provoked.user_name}</code></span></p></section>`
}

const reasons: Readonly<Record<string, string>> = {
  role_claim: 'the app role',
  group: 'the group',
  default: 'nothing was sent, so it is the default',
  kept: 'kept from an earlier sign-in',
}

function admittedLines(
  { before, met, group_names }: Provoked,
  { decision, mapping }: SignInWithTrace,
): readonly Line[] {
  const sub = met.kind === 'signed_in' ? met.profile.sub : ''
  const roles = (decision?.roles ?? []).map(
    ({ role, because, from }) =>
      `${role}: ${reasons[because] ?? because}${from === null ? '' : ` ${group_names.get(from) ?? from}`}`,
  )
  const trust = decision?.email_trust
  return [
    ['Result', 'Signed in'],
    ['User', html`<code>${sub}</code>${before && (before.sub === sub ? ', the same as before' : ', a new one')}`],
    ['Role', roles.join('; ')],
    ['Groups', mapping.some(({ source }) => source === 'directory') ? 'read from Microsoft Graph' : null],
    ['Email', trust && `${trust.level}: ${trust.because}`],
    ['Warnings', (decision?.warnings ?? []).join('; ')],
  ]
}

const neverBack = 'It left and did not come back, so it ends as abandoned. The text of the page, pasted, explains it.'

function refusedLines({ met, hints, health }: Provoked, { error }: SignInWithTrace): readonly Line[] {
  const [hint] = hints
  const where = hint && (hint.url === null ? hint.where : html`<a href="${hint.url}">${hint.where}</a>`)
  return [
    ['Who must act', actor(hint?.who ?? error?.who ?? '')],
    ['Cause', hint?.cause ?? (error && `${error.title}.`)],
    ['What to do', withCode(hint?.what ?? error?.remedy ?? '')],
    ['Where', where],
    ['Expected', error?.expected],
    ['Received', error?.received],
    ['Code', html`<code>${[error?.code, hint?.code].filter(Boolean).join(' ')}</code>`],
    ['Credential', health],
    ['Trace ID', error?.upstream?.trace_id && html`<code>${error.upstream.trace_id}</code>`],
    ['Sign-in', met.kind === 'entra_page' ? neverBack : null],
  ]
}

function commandOf(gatehouse: string, demo: Demo, { met, record }: Provoked): string {
  if (met.kind !== 'entra_page') return `${gatehouse} signins show ${record.id}`
  const [code = ''] = /^AADSTS\d+/.exec(met.text) ?? []
  return `${gatehouse} connections explain ${demo.connection_id} --text ${code}`
}

export function administratorCard(demo: Demo, gatehouse: string, provoked: Provoked): Markup {
  const { met, record, hints } = provoked
  const code = record.error?.code
  const isListed = code !== undefined && code in failures
  const [message] = hints.map((hint) => hint.message)
  return html`<section class="seen" aria-labelledby="administrator"><h2 id="administrator">The administrator sees</h2>
${lines(met.kind === 'signed_in' ? admittedLines(provoked, record) : refusedLines(provoked, record))}
${message && html`<details><summary>Text to send to them</summary><pre class="line">${message}</pre></details>`}
<p class="links"><a href="/records/${record.id}">The record of this sign-in</a>${
    isListed && html`<a href="${demo.issuer}/docs/errors#${code}">What ${code} means</a>`
  }<a href="${demo.emulator.url}">The directory at Entra</a></p>
<pre class="line">${commandOf(gatehouse, demo, provoked)}</pre></section>`
}

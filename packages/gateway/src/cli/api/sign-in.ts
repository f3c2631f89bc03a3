/** Prints the trace of a sign-in for people: each step and, after a failure, the remedy. */
import type { ConnectionExplanation } from '@gatehouse-sso/sdk/contract/connection-explanation'
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import pc from 'picocolors'
import { cellText, thingText } from './print.ts'

/** @param usual the causes why people do not come back through the connection */
export function signInText(sign_in: SignInWithTrace, usual?: ConnectionExplanation): string {
  const { steps, claims, mapping, decision, error, redacted, ...about } = sign_in
  return [
    thingText(about),
    ...section('Error', errorLines(error)),
    ...section('Not back yet', notBack(about, usual)),
    ...section('Steps', steps.map(stepLine)),
    ...section('Mapping', mapping.map(mappingLine)),
    ...section('Decision', decisionLines(decision)),
    ...section('Claims of the ID token', claims === null ? [] : [thingText(claims.id_token, '  ')]),
    ...section('Userinfo', claims?.userinfo ? [thingText(claims.userinfo, '  ')] : []),
    ...(redacted
      ? ['', 'Personal data is redacted. --reveal shows it, and the event `sign_in.revealed` keeps who asked.']
      : []),
  ].join('\n')
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', pc.bold(title), ...lines]
}

function stepLine({ name, ok, ms, detail }: SignInWithTrace['steps'][number]): string {
  const seen = Object.entries(detail).map(([key, value]) => `${key}=${cellText(value)}`)
  const mark = ok ? pc.green('ok  ') : pc.red('fail')
  return `  ${mark}  ${`${ms} ms`.padStart(9)}  ${name}  ${pc.dim(seen.join(' '))}`.trimEnd()
}

/** `email = ada@contoso.example  from claim email (rule: email, upn)` */
function mappingLine({ attribute, value, claim, rule, note }: SignInWithTrace['mapping'][number]): string {
  const from = claim === null ? `no claim (rule: ${rule.join(', ') || 'off'})` : `from claim ${claim}`
  return `  ${attribute} = ${cellText(value)}  ${pc.dim([from, note].filter(Boolean).join('; '))}`
}

function decisionLines(decision: SignInWithTrace['decision']): readonly string[] {
  if (decision === null) return []
  const roles = decision.roles.map(({ role, because, from }) => `  role ${role}: ${because}${from ? ` (${from})` : ''}`)
  return [`  ${decision.outcome}: ${decision.because}`, ...roles]
}

function errorLines(error: SignInWithTrace['error']): readonly string[] {
  if (error === null) return []
  const { code, title, who, remedy, hints, expected, received, upstream } = error
  // As on the page: what is known about the identity provider's own code says more than the remedy.
  const advice = hints.map(({ cause, what, where, url }) => `${cause} ${what} ${where}${url === null ? '' : ` ${url}`}`)
  return [
    `  ${pc.red(title)} (${code})`,
    ...(expected === null ? [] : [`  expected  ${cellText(expected)}`]),
    ...(received === null ? [] : [`  received  ${cellText(received)}`]),
    ...(advice.length > 0 ? advice : [remedy]).map((text) => `  ${pc.bold(who)}: ${text}`),
    ...(upstream === null ? [] : [thingText(upstream, '  ')]),
  ]
}

/** A person may see an error on the identity provider's own page, which never comes back. */
function notBack(
  sign_in: Pick<SignInWithTrace, 'state' | 'connection_id'>,
  usual: ConnectionExplanation | undefined,
): readonly string[] {
  if (!isAway(sign_in)) return []
  const { connection_id } = sign_in
  return [
    '  The person was sent to the identity provider and has not come back. After 15 minutes the sign-in is abandoned.',
    ...(usual ? usualCauses(usual) : [`  The usual causes: gatehouse connections explain ${connection_id}`]),
    `  The text of the page that they see: gatehouse connections explain ${connection_id} --text "…"`,
  ]
}

/** Whether the person was sent to the identity provider and has not come back. */
export function isAway({ state, connection_id }: Pick<SignInWithTrace, 'state' | 'connection_id'>): boolean {
  return (state === 'in_progress' || state === 'abandoned') && connection_id !== null
}

function usualCauses({ abandoned, hints, redirect_uri }: ConnectionExplanation): readonly string[] {
  const causes = hints.map(({ code, cause, where }) => `    ${code}  ${cause} ${pc.dim(where)}`)
  return [
    ...(abandoned === null
      ? []
      : [`  ${abandoned.because} Not back in the last 24 hours: ${abandoned.last_24_hours}.`]),
    ...(causes.length === 0 ? [] : ['  The usual causes, the most usual first:', ...causes]),
    `  The redirect URI that was sent: ${redirect_uri}`,
  ]
}

/**
 * Explains what an identity provider shows on its own page. Such a failure never comes back, so the administrator pastes
 * the code or the text. Without a text: the causes that are usual for the people who do not return through this
 * connection.
 */
import type { Hint } from '@gatehouse-sso/core/explained-failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { firstDifference } from '@gatehouse-sso/core/text-difference'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import { redirectUri } from '../connections/redirect-uri.ts'
import type { ReadText } from '../ports/connection-types.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { found } from '../work/change.ts'
import { type Abandoned, abandonedOf, lookedAt } from './abandoned.ts'

export interface ConnectionExplanation extends ReadText {
  readonly hints: readonly Hint[]
  readonly redirect_uri: string
  readonly compared_redirect_uris: readonly ComparedRedirectUri[]
  readonly abandoned: Abandoned | null
}

interface ComparedRedirectUri {
  readonly redirect_uri: string
  readonly difference: string | null
}

const ofConnection: Readonly<Record<Language, string>> = {
  en: 'Redirect URI of the connection',
  de: 'Umleitungs-URI der Verbindung',
}

/** @throws Failure resource_missing */
export async function explainText(
  ports: Ports,
  environment: EnvironmentRecord,
  id: Id<'conn'>,
  text: string | undefined,
  language: Language = 'en',
): Promise<ConnectionExplanation> {
  const { stores, connection_types, public_url } = ports
  const connection = found(await stores.in(environment.id).connections.get(id))
  const abandoned = text === undefined ? await readAbandoned(ports, connection) : null
  const read: ReadText =
    text === undefined
      ? { codes: usualCodes(ports, connection, abandoned) }
      : connection_types.read(connection.type, text)
  const redirect_uri = redirectUri(public_url, environment, connection)
  // The message goes to somebody who does not see the connection.
  const hints = connection_types
    .hints(connection, read.codes, language)
    .map((hint) => ({ ...hint, message: `${hint.message} ${ofConnection[language]}: ${redirect_uri}` }))
  const compared_redirect_uris = redirectUrisIn(text ?? '', redirect_uri).map((found) => ({
    redirect_uri: found,
    difference: firstDifference(redirect_uri, found, language),
  }))
  return { ...read, hints, redirect_uri, compared_redirect_uris, abandoned }
}

async function readAbandoned({ stores, now }: Ports, connection: ConnectionRecord): Promise<Abandoned> {
  const { sign_ins, connections } = stores.in(connection.environment_id)
  const latest = await sign_ins.latestOf(connection.id, lookedAt)
  const succeeded = latest.some(({ state }) => state === 'succeeded')
  // Fewer rows than were asked for are all that there are.
  const everSucceeded =
    succeeded || (latest.length === lookedAt && (await connections.lastSignInAt(connection.id)) !== null)
  return abandonedOf(connection, latest, everSucceeded, now())
}

function usualCodes(
  { connection_types }: Ports,
  connection: ConnectionRecord,
  abandoned: Abandoned | null,
): readonly string[] {
  const hasConsent = connection.consent?.result === 'granted' || connection.consent?.result === 'seen'
  return connection_types.unreturnedCodes(connection, abandoned?.pattern ?? null, hasConsent)
}

const maximumCompared = 20

/** The addresses in a text that are meant to be ours: of our host, of our path, or called a redirect URI. */
function redirectUrisIn(text: string, ours: string): readonly string[] {
  const { host, pathname } = new URL(ours)
  const folder = pathname.slice(0, pathname.lastIndexOf('/')).toLowerCase()
  const uris = [...text.matchAll(/https?:\/\/[^\s"'<>`,;]{1,2000}/gi)].map(([uri]) => uri.replace(/[.)\]]+$/, ''))
  const called = [...text.matchAll(/(?:redirect|reply) ur[il][^"'\n]{0,40}["'](https?:\/\/[^\s"']{1,2000})["']/gi)]
  const meant = uris.filter((uri) => {
    const lower = uri.toLowerCase()
    return lower.replace(/^https?:\/\//, '').startsWith(host.toLowerCase()) || lower.includes(folder)
  })
  return [...new Set([...called.map(([, uri = '']) => uri), ...meant])].slice(0, maximumCompared)
}

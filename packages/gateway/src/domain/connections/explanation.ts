/**
 * Explains what an identity provider shows on its own page. Such a failure never comes back, so the administrator pastes
 * the code or the text. Without a text: the causes that are usual when people leave and do not return.
 */
import type { Hint } from '@gatehouse-sso/core/explained-failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { ReadText } from '../ports/connection-types.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { found } from '../work/change.ts'
import { redirectUri } from './redirect-uri.ts'

export interface ConnectionExplanation extends ReadText {
  readonly hints: readonly Hint[]
  readonly redirect_uri: string
}

/** @throws Failure resource_missing */
export async function explainText(
  { stores, connection_types, public_url }: Ports,
  environment: EnvironmentRecord,
  id: Id<'conn'>,
  text: string | undefined,
): Promise<ConnectionExplanation> {
  const connection = found(await stores.in(environment.id).connections.get(id))
  const { type } = connection
  const read =
    text === undefined ? { codes: connection_types.unreturnedCodes(type) } : connection_types.read(type, asCode(text))
  const redirect_uri = redirectUri(public_url, environment, connection)
  // The message goes to somebody who does not see the connection.
  const hints = connection_types
    .hints(connection, read.codes)
    .map((hint) => ({ ...hint, message: `${hint.message} Redirect URI of the connection: ${redirect_uri}` }))
  return { ...read, hints, redirect_uri }
}

/** A bare number is the number of a code. */
function asCode(text: string): string {
  return /^\s*\d{4,10}\s*$/.test(text) ? `AADSTS${text.trim()}` : text
}

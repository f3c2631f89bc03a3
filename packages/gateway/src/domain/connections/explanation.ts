/**
 * Explains what an identity provider shows on its own page. Such a failure never comes back, so the administrator pastes
 * the code or the text. Without a text: the causes that are usual when people leave and do not return.
 */
import type { Hint } from '@gatehouse-sso/core/explained-failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { ReadText } from '../ports/connection-types.ts'
import type { Ports } from '../ports/ports.ts'
import { found } from '../work/change.ts'

export interface ConnectionExplanation extends ReadText {
  readonly hints: readonly Hint[]
}

/** @throws Failure resource_missing */
export async function explainText(
  { stores, connection_types }: Ports,
  environment_id: Id<'env'>,
  id: Id<'conn'>,
  text: string | undefined,
): Promise<ConnectionExplanation> {
  const connection = found(await stores.in(environment_id).connections.get(id))
  const { type } = connection
  const read =
    text === undefined ? { codes: connection_types.unreturnedCodes(type) } : connection_types.read(type, asCode(text))
  return { ...read, hints: connection_types.hints(connection, read.codes) }
}

/** A bare number is the number of a code. */
function asCode(text: string): string {
  return /^\s*\d{4,7}\s*$/.test(text) ? `AADSTS${text.trim()}` : text
}

/** The beginning of a response for the trace, without anything that opens something. */
import { readableText } from '@gatehouse-sso/core/readable-text'

const maximumCharacters = 500
const jwt = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g
const member =
  /("(?:access_token|id_token|refresh_token|client_secret|client_assertion|code|code_verifier|password)"\s*:\s*")[^"]*/g
const mark = '[redacted]'

/** @param secrets that we sent: a provider may repeat its request in an error */
export function redacted(text: string, secrets: readonly (string | undefined)[]): string {
  const known = secrets.filter((secret) => secret !== undefined && secret.length >= 4) as readonly string[]
  const spellings = known.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
  const hidden = spellings
    .toSorted((a, b) => b.length - a.length)
    .reduce((whole, secret) => whole.replaceAll(secret, mark), text)
  return readableText(hidden.replace(jwt, mark).replace(member, `$1${mark}`), maximumCharacters)
}

/** Calls the API with the token, and reads what it says about it. */
import { textClaim } from '@gatehouse-sso/core/oidc/claims'
import { membersOf, unreachable } from './challenge.ts'

export interface ApiAnswer {
  readonly url: string
  readonly status: number
  /** The members of the challenge of a refusal. */
  readonly challenge: Readonly<Record<string, string>>
  /** The code, the message and the hint of an error of Gatehouse. */
  readonly error: { readonly code: string; readonly message: string; readonly hint: string } | null
  /** The identity headers, where the address is that of forward authentication. */
  readonly identity: Readonly<Record<string, string>>
}

const patienceMs = 30_000
const maximumBytes = 65_536

/** A redirect is not followed: the token is for this address alone. @throws AccessRefusal */
export async function callApi(url: string, token: string): Promise<ApiAnswer> {
  try {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { authorization: `Bearer ${token}`, accept: 'application/json, */*' },
      signal: AbortSignal.timeout(patienceMs),
    })
    const text = answer.status >= 400 ? await beginningOf(answer) : ''
    if (answer.status < 400) await answer.body?.cancel()
    return {
      url,
      status: answer.status,
      challenge: membersOf(answer.headers.get('www-authenticate') ?? ''),
      error: errorIn(text),
      identity: Object.fromEntries([...answer.headers].filter(([name]) => name.startsWith('gatehouse-'))),
    }
  } catch (cause) {
    throw unreachable(url, cause)
  }
}

async function beginningOf({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body ?? []) {
    pieces.push(piece)
    size += piece.byteLength
    if (size > maximumBytes) break
  }
  return Buffer.concat(pieces).toString()
}

function errorIn(text: string): ApiAnswer['error'] {
  try {
    const { error } = JSON.parse(text) as { error?: Readonly<Record<string, unknown>> }
    const [code, message, hint] = ['code', 'message', 'hint'].map((name) => textClaim(error ?? {}, name))
    return code === undefined ? null : { code, message: message ?? '', hint: hint ?? '' }
  } catch {
    return null
  }
}

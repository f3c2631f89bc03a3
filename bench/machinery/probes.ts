/**
 * Negative probes: requests that a correct program must refuse, sent to the measured process itself. Each probe reports
 * whether the request was refused, or the result.
 */
import type { CodeContent } from './idp.ts'
import { type Change, redeem, type TokenChange, visit } from './person.ts'
import type { PlainTarget } from './target.ts'

export interface ProbeResult {
  readonly name: string
  /** `null` when the probe does not apply to the target. */
  readonly refused: boolean | null
}

const tokenFaults: readonly [string, TokenChange][] = [
  ['wrong client secret, right verifier', { client_secret: 'wrong' }],
  ['no client secret, right verifier', { client_secret: null }],
  ['another client', { client_id: 'app_00000000000000000000000000' }],
  ['wrong verifier', { code_verifier: 'w'.repeat(43) }],
  ['another redirect URI', { redirect_uri: 'https://evil.example/callback' }],
]

const upstreamFaults: readonly [string, NonNullable<CodeContent['f']>][] = [
  ['upstream token: bad signature', 'signature'],
  ['upstream token: another nonce', 'nonce'],
  ['upstream token: another issuer', 'issuer'],
  ['upstream token: another audience', 'audience'],
  ['upstream token: expired', 'expired'],
]

export const probeNames: readonly string[] = [
  'code replayed',
  ...tokenFaults.map(([name]) => name),
  ...upstreamFaults.map(([name]) => name),
  'callback: another iss',
]

const isRefusal = (status: number): boolean => status >= 400 && status < 500

/** Runs all probes against a target, in the order of {@link probeNames}. */
export async function probe(target: PlainTarget): Promise<readonly ProbeResult[]> {
  const newCode = async (): Promise<string> => {
    const { back } = await visit(target, 'probe', 'probe')
    const code = back.searchParams.get('code')
    if (code === null) throw new Error(`${target.name} gives no code: ${back.href.slice(0, 300)}`)
    return code
  }
  const refused: (boolean | null)[] = []
  if (target.gives_codes === false) {
    refused.push(null, ...tokenFaults.map(() => null))
  } else {
    const once = await newCode()
    const [first, second] = [await redeem(target, once), await redeem(target, once)]
    refused.push(first.status === 200 && isRefusal(second.status))
    for (const [, change] of tokenFaults) {
      refused.push(isRefusal((await redeem(target, await newCode(), change)).status))
    }
  }
  for (const [, fault] of upstreamFaults) refused.push(await givesNoCode(target, { fault }))
  refused.push(await givesNoCode(target, { back: { iss: 'https://other.example' } }))
  return probeNames.map((name, index) => ({ name, refused: refused[index] ?? null }))
}

async function givesNoCode(target: PlainTarget, change: Change): Promise<boolean> {
  try {
    const { back } = await visit(target, 'probe', 'probe', undefined, change)
    return !back.searchParams.has('code')
  } catch {
    return true // a page or an error status: the application received nothing
  }
}

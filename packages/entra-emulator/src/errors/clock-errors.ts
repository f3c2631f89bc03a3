import type { Trace } from '../http/trace.ts'
import type { AadstsCode } from './aadsts.ts'

/**
 * The errors that the clock decides: an assertion, a certificate, a secret, a code, a token, a session or an open page that is too old or not valid
 * yet. 7000215 is among them because a secret of the future counts as wrong.
 */
const decidedByClock: ReadonlySet<AadstsCode> = new Set<AadstsCode>([
  50058, 50071, 50089, 50173, 70008, 700024, 700082, 700084, 1000502, 76026, 7000215, 7000222,
])

/** The sentence that blames a moved clock, for an error that the clock decides. */
export function clockBlame(code: AadstsCode, trace: Trace): string | undefined {
  return decidedByClock.has(code) ? trace.moved_clock : undefined
}

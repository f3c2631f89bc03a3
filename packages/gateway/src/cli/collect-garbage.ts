/**
 * Collects garbage once, when the start is over. A fifth of the heap is garbage then, and V8 sizes the old part of the heap by
 * its first full collection. Under load that would come after 60,000 to 100,000 sign-ins, and the gateway would need up to
 * 35 MB more until then (docs/performance.md).
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Later than the first answers, which the collection would delay by about 40 ms. */
const afterMs = 2_000

/** @param ms until the collection. It does not keep the process alive. */
export function collectGarbageOnce(ms = afterMs): void {
  setTimeout(collectGarbage, ms).unref()
}

function collectGarbage(): void {
  // V8 gives the function to new contexts only, and promises neither the flag nor the function.
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('globalThis.gc')
  setFlagsFromString('--no-expose-gc')
  if (typeof collect === 'function') collect()
}

/**
 * The verifier's connection to its runtime: time, network, timers. Node, Bun, Deno and Workers have the same `fetch` and
 * `crypto`, and differ in their timers.
 */

export interface Surroundings {
  /** Milliseconds since 1970. */
  now(): number
  readonly fetch: typeof fetch
  /** Calls a function again and again, and never keeps the process alive. @returns a function that stops it */
  repeat(every_ms: number, run: () => void): () => void
}

/** Lets a runtime finish work that a request began, as `ctx.waitUntil` of Workers does. */
export type KeepAlive = (work: Promise<unknown>) => void

interface Runtime {
  readonly Deno?: { unrefTimer?(id: unknown): void }
  readonly navigator?: { readonly userAgent?: string }
}

/**
 * Whether timers run between requests. In Workers they belong to a request and end with it, so there everything is
 * renewed by the requests themselves.
 */
export function hasTimers(): boolean {
  return (globalThis as Runtime).navigator?.userAgent !== 'Cloudflare-Workers'
}

export function repeatUnattended(every_ms: number, run: () => void): () => void {
  const timer: unknown = setInterval(run, every_ms)
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    timer.unref()
  else (globalThis as Runtime).Deno?.unrefTimer?.(timer)
  return () => clearInterval(timer as number)
}

/**
 * Settings of V8 that a server makes when it listens (docs/performance.md). Made earlier, those for optimization would make the
 * start a tenth longer. The sizes of V8's memory stand in begin.ts, because V8 reads them only at its own start.
 *
 * V8 promises none of these flags. It reports one that it does not know, and goes on. Values that the operator has set stay.
 */
import { setFlagsFromString } from 'node:v8'

interface Setting {
  /** The part of their names that tells that the operator has set one of them. */
  readonly name: string
  readonly flags: readonly string[]
}

const settings: readonly Setting[] = [
  {
    // How often a function is called before V8 optimizes it quickly, and fully. By itself V8 waits for 400 and 3,000 calls. A
    // gateway calls most of its functions once in a sign-in, so it would reach these numbers late.
    name: 'invocation-count',
    flags: ['--invocation-count-for-maglev=100', '--invocation-count-for-turbofan=400'],
  },
  {
    // In some runs V8 finds that a place in the code makes objects that live long, and makes all further ones old. Each then
    // keeps what it points to, 4 KB of each sign-in, until a full collection. No object of a request is worth that.
    name: 'allocation-site-pretenuring',
    flags: ['--no-allocation-site-pretenuring'],
  },
]

/** @param given the arguments of Node. It takes such flags there only, never in NODE_OPTIONS. */
export function servingFlags(given: readonly string[]): readonly string[] {
  return settings.flatMap(({ name, flags }) =>
    given.some((option) => option.replaceAll('_', '-').includes(name)) ? [] : flags,
  )
}

export function setServingFlags(): void {
  for (const flag of servingFlags(process.execArgv)) setFlagsFromString(flag)
}

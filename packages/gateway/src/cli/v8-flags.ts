/**
 * Settings of V8 for a server (docs/performance.md). V8 promises none of these flags. One that it does not know it reports, and
 * goes on, if it is set while the process runs; as an argument of Node it stops the start. Values that the operator has set stay.
 */
import { setFlagsFromString } from 'node:v8'

/** Flags that V8 reads only at its own start. `begin.ts` gives them to Node. */
export const startFlags: readonly string[] = [
  // The memory for young objects; V8 rounds up to a power of two. With at most 16 MB a sign-in costs 5 % less than with at most
  // 8 MB, and with 32 MB 3 % less again, for 27 MB. An idle gateway begins with 1 MB.
  '--min-semi-space-size=1',
  '--max-semi-space-size=16',
  // After 8 idle seconds V8 would collect twice, to give memory back. While no request is open these collections take most of the
  // optimized code along, and the next 500 sign-ins cost twice as much.
  '--no-memory-reducer',
]

interface Setting {
  /** The part of their names that tells that the operator has set one of them. */
  readonly name: string
  readonly flags: readonly string[]
}

/** Set when the server listens. Set earlier, those for optimization would make the start a tenth longer. */
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
  {
    // In quiet times V8 shrinks the memory for young objects, and doubles it again step by step. Meanwhile the objects of open
    // requests count as old, and soon need a full collection. This lets it grow to its full size in one step.
    name: 'semi-space-growth-factor',
    flags: ['--semi-space-growth-factor=16'],
  },
]

/** Whether one of the options of Node sets a flag with this in its name. V8 reads `_` as `-`. */
function isGiven(options: readonly string[], name: string): boolean {
  return options.some((option) => option.replaceAll('_', '-').includes(name))
}

/** Whether the operator has set one of the {@link startFlags}. @param options the arguments of Node, and NODE_OPTIONS */
export function setsStartFlag(options: readonly string[]): boolean {
  return ['semi-space', 'memory-reducer'].some((name) => isGiven(options, name))
}

/** @param given the arguments of Node. It takes such flags there only, never in NODE_OPTIONS. */
export function servingFlags(given: readonly string[]): readonly string[] {
  return settings.flatMap(({ name, flags }) => (isGiven(given, name) ? [] : flags))
}

export function setServingFlags(): void {
  for (const flag of servingFlags(process.execArgv)) setFlagsFromString(flag)
}

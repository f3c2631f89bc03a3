/**
 * Makes V8 optimize functions early. A gateway calls most of its functions once in a sign-in, so it reaches V8's own
 * thresholds late (docs/performance.md). A server calls this when it listens. Before that V8 would compile more during the
 * start, which then takes a tenth longer.
 *
 * V8 promises neither flag. It reports one that it does not know, and goes on. Values that the operator has set stay.
 */
import { setFlagsFromString } from 'node:v8'

/** How often a function is called before V8 optimizes it quickly, and fully. By itself V8 waits for 400 and 3,000 calls. */
const flags = ['--invocation-count-for-maglev=100', '--invocation-count-for-turbofan=400']

/** @param given the arguments of Node. It takes such flags there only, never in NODE_OPTIONS. */
export function earlyFlags(given: readonly string[]): readonly string[] {
  return given.some((option) => option.includes('invocation-count')) ? [] : flags
}

export function optimizeEarly(): void {
  for (const flag of earlyFlags(process.execArgv)) setFlagsFromString(flag)
}

/**
 * Makes V8 optimize functions early. A gateway calls most of its functions once in a sign-in, so V8 would otherwise need
 * ten thousand sign-ins and more before all of them are fast (docs/performance.md). A server calls this when it listens,
 * because V8 would compile more during the start, which then takes a sixth longer.
 *
 * V8 promises neither flag. It reports one that it does not know, and goes on. Values that the operator has set stay.
 */
import { setFlagsFromString } from 'node:v8'

/** How often a function is called before V8 optimizes it quickly, and fully. By itself V8 waits for 400 and 3,000 calls. */
const flags = ['--invocation-count-for-maglev=100', '--invocation-count-for-turbofan=400']

export function optimizeEarly(): void {
  if (process.execArgv.some((option) => option.includes('invocation-count'))) return
  for (const flag of flags) setFlagsFromString(flag)
}

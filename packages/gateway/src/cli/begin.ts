/**
 * The first file that runs. It tunes V8 and glibc for a server. Values that the operator has set stay.
 *
 * V8 optimizes a function early. A gateway calls most of its functions once in a sign-in, so it would otherwise need tens of
 * thousands of sign-ins before they are all fast (docs/performance.md). V8 promises neither flag; it reports one that it
 * does not know, and goes on.
 *
 * The memory settings are read only at start, so a server on Linux replaces itself once by a new process with the same pid.
 * Without them V8 would use 1 to 64 MB for young objects, and glibc an arena for every thread: a third of the memory of
 * a gateway under load. With at most 12 MB a sign-in costs 5 % less than with at most 8 MB, and more memory saves no
 * more. An idle gateway begins with 1 MB.
 */
import { setFlagsFromString } from 'node:v8'

/** How often a function is called before V8 optimizes it quickly, and fully; by itself after 400 and 3,000 calls. */
const early = ['--invocation-count-for-maglev=100', '--invocation-count-for-turbofan=400']
const young = ['--min-semi-space-size=1', '--max-semi-space-size=12']

const [node, ...args] = process.argv
const { MALLOC_ARENA_MAX, NODE_OPTIONS = '' } = process.env
const isSet = (name: string): boolean => [...process.execArgv, NODE_OPTIONS].some((option) => option.includes(name))
const serves = args[1] === 'serve'
if (serves && process.platform === 'linux' && MALLOC_ARENA_MAX === undefined && !isSet('semi-space') && node) {
  process.execve?.(node, [node, ...young, ...process.execArgv, ...args], { ...process.env, MALLOC_ARENA_MAX: '2' })
}
if (serves && !isSet('invocation-count')) early.forEach((flag) => void setFlagsFromString(flag))
await import('./main.ts')

/**
 * The first file that runs. A server replaces itself once by a new process with the same pid, because V8 and glibc read
 * their memory settings only at start. Without them V8 would use 1 to 64 MB for young objects, and glibc an arena for
 * every thread: a third of the memory of a gateway under load. With at most 12 MB a sign-in costs 5 % less than with at
 * most 8 MB. With 24 MB it would cost 3 % less again, for 27 MB. An idle gateway begins with 1 MB. Values that the operator has set stay. On
 * other systems than Linux nothing happens.
 */
const young = ['--min-semi-space-size=1', '--max-semi-space-size=12']

const [node, ...args] = process.argv
const { MALLOC_ARENA_MAX, NODE_OPTIONS = '' } = process.env
const isSet = [...process.execArgv, NODE_OPTIONS].some((option) => option.includes('semi-space'))
if (args[1] === 'serve' && process.platform === 'linux' && MALLOC_ARENA_MAX === undefined && !isSet && node) {
  process.execve?.(node, [node, ...young, ...process.execArgv, ...args], { ...process.env, MALLOC_ARENA_MAX: '2' })
}
await import('./main.ts')

/**
 * The first file that runs. A server begins once more, in place and with the same pid, because this can be told only
 * before a process begins: V8 would keep between 1 and 64 MB for young objects, and glibc an arena for every thread, a
 * third of the memory of a gateway under load. With 12 MB, always, a sign-in costs 5 % less than with 8 MB at most; more
 * brings no more. What the operator has set stays; elsewhere than on Linux nothing happens.
 */
const young = ['--min-semi-space-size=12', '--max-semi-space-size=12']

const [node, ...args] = process.argv
const { MALLOC_ARENA_MAX, NODE_OPTIONS = '' } = process.env
const isSet = [...process.execArgv, NODE_OPTIONS].some((option) => option.includes('semi-space'))
if (args[1] === 'serve' && process.platform === 'linux' && MALLOC_ARENA_MAX === undefined && !isSet && node) {
  process.execve?.(node, [node, ...young, ...process.execArgv, ...args], { ...process.env, MALLOC_ARENA_MAX: '2' })
}
await import('./main.ts')

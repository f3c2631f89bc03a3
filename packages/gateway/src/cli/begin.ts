/**
 * The first file that runs. A server begins once more, in place and with the same pid: V8 would keep 64 MB for young
 * objects and glibc an arena for every thread, a third of the memory of a gateway under load, and both can be told
 * otherwise only before a process begins. What the operator has set stays; elsewhere than on Linux nothing happens.
 */
const young = '--max-semi-space-size=8'

const [node, ...args] = process.argv
const { MALLOC_ARENA_MAX, NODE_OPTIONS = '' } = process.env
const isSet = [...process.execArgv, NODE_OPTIONS].some((option) => option.includes('semi-space'))
if (args[1] === 'serve' && process.platform === 'linux' && MALLOC_ARENA_MAX === undefined && !isSet && node) {
  process.execve?.(node, [node, young, ...process.execArgv, ...args], { ...process.env, MALLOC_ARENA_MAX: '2' })
}
await import('./main.ts')

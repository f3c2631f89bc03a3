/**
 * The first file that runs. A server replaces itself once by a new process with the same pid, because V8 and glibc read
 * their memory settings only at start. Without them V8 would use up to 64 MB for young objects, and glibc an arena for
 * every thread: a third of the memory of a gateway under load. Values that the operator has set stay. On other systems than
 * Linux nothing happens.
 */
import { setsStartFlag, startFlags } from './v8-flags.ts'

const [node, ...args] = process.argv
const { MALLOC_ARENA_MAX, NODE_OPTIONS = '' } = process.env
const isSet = setsStartFlag([...process.execArgv, NODE_OPTIONS])
if (args[1] === 'serve' && process.platform === 'linux' && MALLOC_ARENA_MAX === undefined && !isSet && node) {
  process.execve?.(node, [node, ...startFlags, ...process.execArgv, ...args], { ...process.env, MALLOC_ARENA_MAX: '2' })
}
await import('./main.ts')

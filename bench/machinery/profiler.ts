/**
 * Loaded into a target before its own program (`node --import`). A connection to the socket `PROFILE_SOCKET` begins a
 * profile. When the client ends its side of the connection, it receives the profile. `PROFILE_KIND` is `cpu`,
 * `allocations`, or `commits` for the time of SQLite's commits.
 * (A signal would not do, because programs use most signals to stop.)
 */
import { Session } from 'node:inspector/promises'
import { createServer } from 'node:net'
import { DatabaseSync, StatementSync } from 'node:sqlite'

const { PROFILE_KIND: kind, PROFILE_SOCKET: path } = process.env
const session = new Session()
session.connect()

const commits = { count: 0, wall_ms: 0 }

/** Times every COMMIT from now on. */
function timeCommits(): void {
  const { prototype } = StatementSync
  const { run } = prototype
  prototype.run = function (this: StatementSync, ...values) {
    if (this.sourceSQL !== 'COMMIT') return run.apply(this, values as never)
    const begun = performance.now()
    const result = run.apply(this, values as never)
    commits.count += 1
    commits.wall_ms += performance.now() - begun
    return result
  }
}

// Measures a commit without waiting for the disk; the difference is fsync. Never used in a gateway whose figures count.
if (process.env.PROFILE_WITHOUT_FSYNC === 'yes') {
  const { exec } = DatabaseSync.prototype
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql) {
    return exec.call(this, sql === 'PRAGMA synchronous = FULL' ? 'PRAGMA synchronous = OFF' : sql)
  }
}

async function begin(): Promise<unknown> {
  if (kind === 'commits') return timeCommits()
  if (kind === 'cpu') {
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: 1_000 })
    return session.post('Profiler.start')
  }
  // Collected objects count too, because every allocation costs time.
  const collected = { includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true }
  return session.post('HeapProfiler.startSampling', { samplingInterval: 16_384, ...collected })
}

async function end(): Promise<{ profile: unknown }> {
  if (kind === 'commits') return { profile: commits }
  return kind === 'cpu' ? session.post('Profiler.stop') : session.post('HeapProfiler.stopSampling')
}

createServer({ allowHalfOpen: true }, (socket) => {
  void begin().then(() => socket.write('\n'))
  socket.on('end', () => void end().then(({ profile }) => socket.end(JSON.stringify(profile))))
  socket.resume()
})
  .listen(path)
  .unref()

/**
 * Loaded into a target before its own program (`node --import`). Whoever connects to the socket `PROFILE_SOCKET` begins
 * a profile, whoever ends their side of the connection gets it. `PROFILE_KIND` is `cpu` or `allocations`.
 * (Not a signal: programs use most of them to stop.)
 */
import { Session } from 'node:inspector/promises'
import { createServer } from 'node:net'

const { PROFILE_KIND: kind, PROFILE_SOCKET: path } = process.env
const session = new Session()
session.connect()

async function begin(): Promise<unknown> {
  if (kind === 'cpu') {
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: 1_000 })
    return session.post('Profiler.start')
  }
  // What the collector has thrown away counts too: allocations cost time, whether they stay or not.
  const collected = { includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true }
  return session.post('HeapProfiler.startSampling', { samplingInterval: 16_384, ...collected })
}

const end = (): Promise<{ profile: unknown }> =>
  kind === 'cpu' ? session.post('Profiler.stop') : session.post('HeapProfiler.stopSampling')

createServer({ allowHalfOpen: true }, (socket) => {
  void begin().then(() => socket.write('\n'))
  socket.on('end', () => void end().then(({ profile }) => socket.end(JSON.stringify(profile))))
  socket.resume()
})
  .listen(path)
  .unref()

/** Starts the identity provider of the benchmarks (idp.ts) in its own process, which is never counted. */
import { fileURLToPath } from 'node:url'
import { freePort, type Started, startNode } from './process.ts'

export interface Upstream extends Started {
  readonly url: string
}

export async function startUpstream(): Promise<Upstream> {
  const port = await freePort()
  const started = await startNode(
    [fileURLToPath(new URL('./idp.ts', import.meta.url))],
    { IDP_PORT: String(port) },
    'ready',
  )
  return { ...started, url: `http://localhost:${port}` }
}

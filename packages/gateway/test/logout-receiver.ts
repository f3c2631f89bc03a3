/** An application's address for logout tokens: real HTTP on loopback, with answers that a test chooses. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LogoutReceiver {
  readonly uri: string
  /** The bodies that came, in their order. */
  readonly bodies: string[]
  /** The status of the next answers; `null` never answers. */
  status: number | null
  /** The `content-type` and the method of the last request. */
  last: string
  close(): Promise<void>
}

export async function startLogoutReceiver(): Promise<LogoutReceiver> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    receiver.bodies.push(Buffer.concat(chunks).toString())
    receiver.last = `${request.method} ${request.headers['content-type']}`
    if (receiver.status !== null) response.writeHead(receiver.status, { 'cache-control': 'no-store' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const receiver: LogoutReceiver = {
    uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/backchannel-logout`,
    bodies: [],
    status: 204,
    last: '',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return receiver
}

/** A proxy between a gateway and its database that counts round trips and loses answers. */

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

export interface TcpProxy {
  /** Replaces the server in an address by this proxy. */
  through(url: string): string
  /** The number of times that a client sent something first or after an answer of the server. */
  round_trips: number
  /** A message with this text is delivered, and its connection ends before the answer. */
  lose_answer_to: string | undefined
  /** Ends all connections. */
  cut(): void
  close(): Promise<void>
}

export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target)
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    let answered = true
    let losing = false
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.on('data', (chunk) => {
      if (answered) proxy.round_trips += 1
      answered = false
      losing = proxy.lose_answer_to !== undefined && chunk.includes(proxy.lose_answer_to)
      upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      answered = true
      if (losing) client.destroy()
      else client.write(chunk)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxy: TcpProxy = {
    through(url) {
      const address = new URL(url)
      address.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
      return address.href
    },
    round_trips: 0,
    lose_answer_to: undefined,
    cut() {
      for (const socket of open) socket.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        proxy.cut()
        server.close(() => resolve())
      }),
  }
  return proxy
}

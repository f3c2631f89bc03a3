/**
 * A reverse proxy like the one in front of a gateway in production. It terminates TLS and forwards the request
 * unchanged.
 */
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Certificate } from './certificate.ts'

export interface TlsFront {
  readonly port: number
  close(): Promise<void>
}

/** @param target the port on this machine, which may start to listen later */
export async function startTlsFront({ key, cert }: Certificate, target: () => number): Promise<TlsFront> {
  const server = createServer({ key, cert }, (incoming, outgoing) => {
    // A declaration of trailers belongs to the connection, and Node refuses it for a request without chunks.
    const { method, url, headers: all } = incoming
    const { trailer, ...headers } = all
    const onward = request({ host: '127.0.0.1', port: target(), method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.writeHead(502).end())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

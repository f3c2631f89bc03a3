/** The thin server around every peer, on node:http. */
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'

/** See bench/targets/peers.ts. */
export const settings = JSON.parse(process.env.PEER)

/** Prints the addresses for an application, which also reports that the peer is ready. */
export function tell(client) {
  writeFileSync(settings.answer, JSON.stringify(client))
  process.stdout.write('ready\n')
}

export function queryOf(request) {
  return Object.fromEntries(new URL(request.url, settings.url).searchParams)
}

export async function formOf(request) {
  let text = ''
  request.setEncoding('utf8')
  for await (const chunk of request) text += chunk
  return Object.fromEntries(new URLSearchParams(text))
}

/** @param routes path → handler; `otherwise` handles all other paths */
export function listen({ otherwise, ...routes }) {
  const server = createServer((request, response) => {
    const path = request.url.split('?')[0]
    const handler = routes[path] ?? otherwise
    if (!handler) return response.writeHead(404).end()
    Promise.resolve(handler(request, response)).catch((error) => {
      const status = error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 400
      if (!response.headersSent) response.writeHead(status, { 'content-type': 'text/plain' })
      response.end(String(error.message))
    })
  })
  return new Promise((resolve) => server.listen(Number(new URL(settings.url).port), '127.0.0.1', resolve))
}

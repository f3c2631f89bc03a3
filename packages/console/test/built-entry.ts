/** An entry of the built console, served as the gateway serves it: its page with the real policy, and its files. */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

interface ManifestEntry {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
  md: 'text/plain',
}

const assets = '/assets/console/'

/** The policy of every page of the console, as the gateway sends it. */
const policyWith = (nonce: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`

export interface BuiltEntry {
  isFile(path: string): boolean
  giveFile(path: string, response: ServerResponse): void
  givePage(page: { readonly title: string; readonly language: string }, response: ServerResponse): void
}

/**
 * @param folder the folder of a build
 * @param name the source file of the entry, as the manifest names it
 */
export function builtEntry(folder: string, name: string): BuiltEntry {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    ManifestEntry
  >
  const entry = manifest[name]
  if (!entry) throw new Error(`the build has no ${name}`)
  const chunks = [...(entry.imports ?? []), name].flatMap((one) => manifest[one] ?? [])
  const styles = [...new Set(chunks.flatMap(({ css = [] }) => css))].map(
    (file) => `<link rel="stylesheet" href="${assets}${file}">`,
  )
  return {
    isFile: (path) => path.startsWith(assets),
    giveFile(path, response) {
      response.setHeader('content-type', types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
      response.end(readFileSync(join(folder, path.slice(assets.length))))
    },
    givePage({ title, language }, response) {
      const nonce = crypto.randomUUID()
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'referrer-policy': 'no-referrer',
        'content-security-policy': policyWith(nonce),
      })
      response.end(`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="gatehouse-base" content="">
<meta name="csp-nonce" content="${nonce}">
<link rel="icon" href="data:,">
<title>${title}</title>
${styles.join('\n')}
<script type="module" src="${assets}${entry.file}"></script>
</head>
<body><div id="root"></div></body>
</html>`)
    },
  }
}

export interface LoopbackServer {
  readonly origin: string
  close(): Promise<void>
}

/** Serves on loopback. An answer that throws is a 500, and `onFault` is told. */
export async function serveOnLoopback(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  onFault: (error: unknown) => void,
): Promise<LoopbackServer> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      onFault(error)
      response.writeHead(500).end()
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}

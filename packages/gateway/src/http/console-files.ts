/**
 * The built files of the console, as they are served: under `/assets/console/`, with names that change with their content.
 * They are read when the server starts, and compressed when the first browser asks.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface ConsoleEntry {
  readonly script: string
  /** The scripts that it imports, to load at once. */
  readonly imports: readonly string[]
  readonly styles: readonly string[]
  /** The fonts to load at once. */
  readonly fonts: readonly string[]
}

export interface ConsoleFile {
  readonly content_type: string
  readonly content: Buffer
  /** The same, compressed by gzip; `null` for what gets no smaller. */
  gzip(): Buffer | null
}

export interface ConsoleFiles {
  readonly portal: ConsoleEntry
  readonly dashboard: ConsoleEntry
  /** By the path below `/assets/console/`. */
  readonly files: ReadonlyMap<string, ConsoleFile>
}

export const consolePath = '/assets/console/'

/** Sends one of the files. @returns `undefined` if there is none of this name */
export function sendConsoleFile(files: ConsoleFiles | null, request: FastifyRequest, reply: FastifyReply): unknown {
  const file = files?.files.get((request.params as { readonly '*': string })['*'])
  if (!file) return undefined
  const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'])) ? file.gzip() : null
  reply.headers({
    'content-type': file.content_type,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
  })
  if (gzip === null) return reply.send(file.content)
  return reply.header('content-encoding', 'gzip').send(gzip)
}

import type { FastifyRequest } from 'fastify'
import { EntraError } from '../errors/entra-error.ts'
import type { Parameters } from '../http/parameters.ts'

export interface Upload {
  readonly form: Parameters
  /** The content of each file as base64, or as it is for a file of text. */
  readonly files: ReadonlyMap<string, string>
}

async function contentOf(file: File): Promise<string> {
  const bytes = Buffer.from(await file.arrayBuffer())
  return bytes.includes('-----BEGIN') ? bytes.toString('utf8') : bytes.toString('base64')
}

/**
 * The fields and files of a `multipart/form-data` body. Undefined for another body.
 * @throws EntraError 90013 if it cannot be read, 9000411 if a field appears twice
 */
export async function readUpload(request: FastifyRequest): Promise<Upload | undefined> {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data') || !Buffer.isBuffer(request.body)) return undefined
  let data: FormData
  try {
    data = await new Response(new Uint8Array(request.body), { headers: { 'content-type': type } }).formData()
  } catch {
    throw new EntraError(90013)
  }
  const form = new Map<string, string>()
  const files = new Map<string, string>()
  for (const [name, value] of data.entries()) {
    if (form.has(name) || files.has(name)) throw new EntraError(9000411, { name })
    if (typeof value !== 'string') files.set(name, await contentOf(value))
    else if (value !== '') form.set(name, value)
  }
  return { form, files }
}

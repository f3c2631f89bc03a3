/** Whether a form was sent by one of our own pages: what stands against requests forged by other sites. */
import type { FastifyRequest } from 'fastify'
import type { HttpContext } from './context.ts'

export function isOwnForm({ ports }: HttpContext, request: FastifyRequest): boolean {
  if (request.method !== 'POST') return false
  const { origin, 'sec-fetch-site': site } = request.headers
  if (site !== undefined) return site === 'same-origin'
  return origin === ports.public_url
}

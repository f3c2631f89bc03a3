/** Whether a form was sent by one of our own pages: the defence against requests forged by other sites. */
import type { HttpContext } from './context.ts'
import type { Visit } from './visit.ts'

export function isOwnForm({ ports }: HttpContext, { method, headers }: Visit): boolean {
  if (method !== 'POST') return false
  const { origin, 'sec-fetch-site': site } = headers
  if (site !== undefined) return site === 'same-origin'
  return origin === ports.public_url
}

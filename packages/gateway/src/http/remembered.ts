/**
 * The choices that a browser remembers: the email and the last connection, when the person ticked the box; or where an
 * accepted invitation leads. They fill in a form, order a list, and lead a person whose request says nothing.
 */
import { z } from 'zod'

const remembered = z.strictObject({
  email: z.string().max(320),
  connection: z.string().max(64).optional(),
  organization: z.string().max(64).optional(),
})

export type Remembered = z.infer<typeof remembered>

/** Marks that our own pages add to the address, beside the parameters of the request. */
export const marks = { emailAsked: 'email_asked', remember: 'remember', chosen: 'chosen' } as const

/** @param cookie as it came */
export function parseRemembered(cookie: string | undefined): Remembered | undefined {
  if (cookie === undefined) return undefined
  try {
    return remembered.safeParse(JSON.parse(Buffer.from(cookie, 'base64url').toString())).data
  } catch {
    return undefined
  }
}

/** Settings that providers of the same kind have: the client ID, and the scopes. */
import { z } from 'zod'

const empty = 'is empty: copy the client ID that the identity provider gave'

/** @param where it stands, as the menus name it */
export function clientIdField(where: string, example: string) {
  return z
    .string({ error: empty })
    .trim()
    .min(1, empty)
    .max(255, 'is longer than 255 characters')
    .meta({ description: where, examples: [example] })
}

export const scopesField = z
  .array(z.string().regex(/^[\x21-\x7e]+$/, 'has a space: list each scope by itself'))
  .max(20)
  .refine((scopes) => scopes.includes('openid'), { message: 'must contain openid' })
  .optional()
  .meta({
    description: 'The scopes to ask for. Default: openid profile email',
    examples: [['openid', 'profile', 'email', 'groups']],
  })

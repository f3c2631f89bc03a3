/** The setting `redirect_uri`, which every provider has. */
import { z } from 'zod'

export const redirectUriField = z
  .string()
  .trim()
  .max(2_048)
  .refine((text) => /^https?:\/\/[^/\\?#@\s]+(?:[/?][^\s\\#]*)?$/i.test(text) && URL.canParse(text), {
    error: 'is not an https address without #: it looks like https://login.example.com/oauth/complete',
  })
  .optional()
  .meta({
    description:
      'A redirect URI that the customer has registered already, in place of ours. It is sent exactly like this. At this ' +
      'origin its path must be a callback alias of the environment; at another one, that server redirects to us',
    examples: ['https://login.example.com/oauth/complete/'],
  })

/** The one shape of every 4xx and 5xx of the management API. */
import { z } from 'zod'

/** One word per status. */
export const errorTypes = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'timeout',
  409: 'conflict',
  410: 'gone',
  412: 'precondition_failed',
  413: 'too_large',
  414: 'too_large',
  415: 'unsupported',
  417: 'unsupported',
  422: 'invalid',
  429: 'rate_limited',
  431: 'too_large',
  500: 'internal',
  502: 'upstream',
  503: 'unavailable',
} as const

export const errorBody = z
  .strictObject({
    error: z.strictObject({
      type: z.string(),
      code: z.string(),
      message: z.string(),
      hint: z.string().exactOptional().meta({ description: 'The next step for the caller' }),
      param: z.string().exactOptional().meta({
        description: 'The field at fault: a JSON pointer (RFC 6901) into the body, or into the parameters',
      }),
      errors: z.array(z.strictObject({ param: z.string(), code: z.string(), message: z.string() })).exactOptional(),
      request_id: z.string(),
      doc_url: z.string(),
    }),
  })
  .meta({ id: 'Error' })

export type ErrorBody = z.infer<typeof errorBody>

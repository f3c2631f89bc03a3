import type { FastifyInstance } from 'fastify'
import { readParameters } from '../http/parameters.ts'
import { errorLookupPage } from '../pages/error-lookup-page.ts'
import { sendPage } from '../pages/send-page.ts'
import { lookUpAadsts } from './aadsts.ts'
import { remedyFor } from './remedy.ts'

/** `/error?code=50011`: the page in `error_uri` of every error document. */
export function errorLookupRoutes(app: FastifyInstance): void {
  app.get('/error', async (request, reply) => {
    const text =
      readParameters(request.query)
        .get('code')
        ?.replace(/^AADSTS/i, '') ?? ''
    const code = /^\d{1,9}$/.test(text) ? Number(text) : undefined
    const row = code === undefined ? undefined : lookUpAadsts(code)
    const remedy = code === undefined ? undefined : remedyFor(code)
    return sendPage(reply, 200, errorLookupPage(code, row, remedy))
  })
}

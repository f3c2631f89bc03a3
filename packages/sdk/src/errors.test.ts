/** S3: each kind of error is a class. */
import { describe, expect, it } from 'vitest'
import type { ErrorBody } from './contract/error.ts'
import * as sdk from './gatehouse.ts'

const error = {
  type: 'x',
  code: 'some_code',
  message: 'No.',
  hint: 'Do this.',
  request_id: 'req_1',
  doc_url: 'https://a/errors#some_code',
}
const answering = (status: number, body: ErrorBody | null, headers: Record<string, string> = {}) => {
  const send = async () => Response.json(body, { status, headers })
  const client = new sdk.Gatehouse({ api_key: 'k', base_url: 'https://a', fetch: send as typeof fetch, max_retries: 0 })
  return client.organizations.get('org_1').catch((thrown: unknown) => thrown)
}

describe('S3 an error', () => {
  it.each([
    [400, sdk.ValidationError],
    [401, sdk.AuthenticationError],
    [403, sdk.PermissionError],
    [404, sdk.NotFoundError],
    [409, sdk.ConflictError],
    [412, sdk.ConflictError],
    [422, sdk.ValidationError],
    [429, sdk.RateLimitError],
    [500, sdk.ServerError],
    [503, sdk.ServerError],
  ])('of status %i has its class, and says what the gateway said', async (status, kind) => {
    const thrown = await answering(status, { error })
    expect(thrown).toBeInstanceOf(kind)
    expect(thrown).toBeInstanceOf(sdk.GatehouseError)
    const { type: _, message, ...said } = error
    expect(thrown).toMatchObject({ ...said, message, status, name: kind.name })
  })

  it('without an answer is a ConnectionError with its cause', async () => {
    const cause = new TypeError('fetch failed')
    const send = async (): Promise<Response> => {
      throw cause
    }
    const client = new sdk.Gatehouse({ api_key: 'k', base_url: 'https://a', fetch: send, max_retries: 0 })
    const thrown = await client.organizations.get('org_1').catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(sdk.ConnectionError)
    expect(thrown).toMatchObject({ code: 'no_answer', cause })
  })

  it('of values names each field', async () => {
    const errors = [{ param: '/name', code: 'too_long', message: 'is too long' }]
    expect(await answering(422, { error: { ...error, errors } })).toMatchObject({ errors })
  })

  it('of a limit says how long to wait', async () =>
    expect(await answering(429, { error }, { 'retry-after': '7' })).toMatchObject({ retry_after_seconds: 7 }))

  it('of a proxy, without our body, has a code', async () =>
    expect(await answering(502, null)).toMatchObject({ code: 'unexpected_answer', message: 'The server answered 502' }))
})

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { poll } from './device-flow.ts'
import { entraOf } from './entra.ts'

/** Answers of a token endpoint, one after the other. */
let answers: readonly (readonly [status: number, body: object])[] = []
let asked: string[] = []
const server = createServer((request, response) => {
  let form = ''
  request.on('data', (piece) => {
    form += piece
  })
  request.on('end', () => {
    asked.push(form)
    const [status, body] = answers[asked.length - 1] ?? [500, {}]
    const challenge = status === 401 ? { 'www-authenticate': 'Bearer realm=""' } : {}
    response.writeHead(status, { 'content-type': 'application/json', ...challenge }).end(JSON.stringify(body))
  })
})
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

const ask = async (given: typeof answers, interval = 5): Promise<{ waits: number[]; result: unknown }> => {
  answers = given
  asked = []
  const waits: number[] = []
  const authority = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const target = { cloud: 'custom', authority, tenant: 'organizations', scope: 'x', resource: null } as const
  const wait = async (milliseconds: number) => void waits.push(milliseconds)
  const result = await poll(entraOf(target, 'client'), 'code', interval, new AbortController().signal, wait).catch(
    (error: unknown) => error,
  )
  return { waits, result }
}
const token = [200, { access_token: 'a.b.c', token_type: 'Bearer', expires_in: 3599 }] as const
const error = (name: string) => [400, { error: name, error_description: 'AADSTS70016: wait' }] as const

describe('asking for the token of a device code', () => {
  it('waits before each question, as long as Entra says', async () => {
    const { waits, result } = await ask([error('authorization_pending'), token])
    expect([waits, result]).toEqual([[5000, 5000], 'a.b.c'])
    expect(asked[0]).toBe(
      'device_code=code&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&client_id=client',
    )
  })
  it('waits five seconds longer for good after slow_down', async () => {
    const given = [error('slow_down'), error('authorization_pending'), token] as const
    expect((await ask(given)).waits).toEqual([5000, 10_000, 10_000])
  })
  it('reads the error of a 401 that has a challenge, too', async () => {
    const { result } = await ask([[401, { error: 'invalid_client', error_description: 'AADSTS7000218: no' }]])
    expect(result).toMatchObject({ error: 'invalid_client', error_description: 'AADSTS7000218: no' })
  })
  it.each(['authorization_declined', 'bad_verification_code', 'expired_token', 'invalid_client'])(
    'ends with %s',
    async (name) => expect((await ask([error(name)])).result).toMatchObject({ error: name }),
  )
})

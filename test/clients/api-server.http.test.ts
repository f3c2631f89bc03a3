/** The example of an API: what it serves to customers' programs and to our own applications, and what it refuses. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../packages/gateway/src/testing/free-port.ts'
import {
  type AccessHarness,
  api_id,
  forged,
  script_id,
  startAccessHarness,
  stranger_id,
  tenant_id,
} from '../../packages/gateway/test/access-harness.ts'
import { browser, redeem, signIn, type TokenAnswer } from '../../packages/gateway/test/harness.ts'

let harness: AccessHarness
let child: ChildProcess
let address: string
beforeAll(async () => {
  harness = await startAccessHarness()
  const key = await harness.client.apiKeys.create({ name: 'Orders API', scopes: ['api_resources:verify'] })
  const port = await freePort()
  address = `http://127.0.0.1:${port}/orders`
  child = spawn(
    process.execPath,
    ['--conditions=gatehouse-source', fileURLToPath(new URL('../../examples/api-server/server.js', import.meta.url))],
    {
      env: {
        PATH: process.env.PATH,
        GATEHOUSE_BASE_URL: harness.url,
        GATEHOUSE_API_KEY: key.secret,
        API_RESOURCE: harness.resource.id,
        AUDIENCE: `api://${api_id}`,
        PORT: String(port),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk) => String(chunk).includes('listening') && resolve())
    child.stderr?.on('data', (chunk) => {
      said += chunk
    })
    child.once('exit', () => reject(new Error(said)))
  })
})
afterAll(async () => {
  child?.kill()
  await harness.close()
})

const call = (token: string | null, init: RequestInit = {}): Promise<Response> =>
  fetch(address, {
    ...init,
    headers: { ...init.headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
  })

it('serves a person of a customer’s tenant, through a program', async () => {
  const body = JSON.stringify({ item: 'Bolts' })
  const token = await harness.personToken()
  const made = await call(token, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  expect([made.status, await made.json()]).toMatchObject([201, { item: 'Bolts', by: { tenant: tenant_id } }])
  expect(await (await call(token)).json()).toMatchObject({
    organization: harness.organization_id,
    caller: { tenant: tenant_id, kind: 'delegated', program: script_id },
    orders: [{ item: 'Bolts' }],
  })
})

it('serves a person who signed in to one of our applications, with the roles of the gateway', async () => {
  const back = await signIn(harness, browser(), { resource: harness.resource.id })
  const { access_token } = (await (await redeem(harness, back.searchParams.get('code') ?? '')).json()) as TokenAnswer
  const answer = await call(access_token)
  expect([answer.status, await answer.json()]).toMatchObject([
    200,
    { organization: harness.organization_id, caller: { user: expect.stringMatching(/^user_/), roles: ['member'] } },
  ])
})

const refused: readonly (readonly [string, () => Promise<string | null> | null, number, RegExp])[] = [
  [
    'no token',
    () => null,
    401,
    /^Bearer realm="gatehouse", authorization_uri="[^"]+", scope="api:[^"]+access_as_user"$/,
  ],
  ['a forged token', async () => forged(await harness.personToken()), 401, /error="invalid_token"/],
  [
    'a token through a program that is not on the list',
    () => harness.personToken('ada@contoso.example', { client_id: stranger_id }),
    403,
    /error="access_denied"/,
  ],
]
it.each(refused)('refuses %s', async (_, token, status, challenge) => {
  const answer = await call(await token())
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([status, expect.stringMatching(challenge)])
})

it('says how to start it, when a setting is missing', async () => {
  const script = fileURLToPath(new URL('../../examples/api-server/server.js', import.meta.url))
  const started = spawn(process.execPath, ['--conditions=gatehouse-source', script], {
    env: { PATH: process.env.PATH },
  })
  let said = ''
  started.stderr.on('data', (chunk) => {
    said += chunk
  })
  const code = await new Promise((resolve) => started.once('exit', resolve))
  expect([code, said]).toEqual([2, expect.stringContaining('usage: ')])
})

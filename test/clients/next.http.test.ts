/** The configuration for Next.js, behind `Auth` of `@auth/core`, which `NextAuth` calls for each request. */
import { createServer, type Server } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { Auth } from '@auth/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { authConfig } from '../../examples/next/auth.ts'
import { freePort } from '../../packages/gateway/src/testing/free-port.ts'
import { createTestGatehouse, type TestGatehouse } from '../../packages/gateway/src/testing/testing.ts'
import { person, signInAs, visit } from './application.ts'

let gateway: TestGatehouse
let server: Server
let app_url: string
beforeAll(async () => {
  const port = await freePort()
  app_url = `http://localhost:${port}`
  gateway = await createTestGatehouse({
    organizations: [{ name: 'Acme', users: [person] }],
    redirect_uri: `${app_url}/api/auth/callback/gatehouse`,
  })
  await gateway.client.applications.update(gateway.application.client_id, { require_pkce: true })
  const config = authConfig({
    AUTH_SECRET: 'a-secret-of-this-test-that-is-long-enough',
    AUTH_GATEHOUSE_ISSUER: gateway.url,
    AUTH_GATEHOUSE_ID: gateway.application.client_id,
    AUTH_GATEHOUSE_SECRET: gateway.application.client_secret,
  })
  server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request
    if (!url.startsWith('/api/auth')) return response.end('the application')
    const sent = method === 'POST' ? { body: new Uint8Array(await buffer(request)) } : {}
    const made = new Request(`${app_url}${url}`, { method, headers: new Headers(headers as HeadersInit), ...sent })
    const answer = await Auth(made, config)
    for (const [name, value] of answer.headers) response.appendHeader(name, value)
    return response.writeHead(answer.status).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
})
afterAll(async () => {
  server?.close()
  await gateway?.close()
})

it('O1 Auth.js as Next.js calls it signs a person in, and its session names the organization', async () => {
  const { window, page } = await visit(`${app_url}/api/auth/signin`)
  const asked = await window.submit(page, 'csrfToken', {})
  expect(asked.url.origin).toBe(gateway.url)
  const arrived = await signInAs(window, asked)
  expect([arrived.url.origin, arrived.html]).toEqual([app_url, 'the application'])
  const session = await window.open(`${app_url}/api/auth/session`)
  expect(JSON.parse(session.html).person).toEqual({
    ...{ id: expect.stringMatching(/^user_/), organization_id: gateway.organizations[0]?.id },
    ...{ name: person.name, email: person.email, role: 'member' },
  })
})

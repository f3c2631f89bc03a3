/**
 * An identity provider that nobody here wrote: `oidc-provider`. Its ID token has no claims about the person, so the user
 * name comes from userinfo. Two of its accounts have one user name, as only a careless provider would let them.
 */
import { generateKeyPairSync } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { Provider } from 'oidc-provider'
import type { Certificate } from '../e2e/certificate.ts'

interface Account {
  readonly name: string
  readonly preferred_username: string
}

const accounts: Readonly<Record<string, Account>> = {
  '1': { name: 'Ada Muster', preferred_username: 'ada' },
  '2': { name: 'Ada Another', preferred_username: 'ada' },
  '3': { name: 'Ben Unknown', preferred_username: 'ben' },
}

export interface SecondProvider {
  close(): Promise<void>
}

/** @param issuer its address, at `port` of this machine */
export async function startSecondProvider(issuer: string, port: number, tls: Certificate): Promise<SecondProvider> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(issuer, {
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'] },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'key-1' }] },
    responseTypes: ['code'],
    features: { devInteractions: { enabled: false }, registration: { enabled: true } },
    cookies: { keys: ['a key of the tests'] },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
  })
  const callback = provider.callback()
  const server = createServer({ key: tls.key, cert: tls.cert }, (request, response) => {
    const isPage = request.url?.startsWith('/interaction/') === true
    void (isPage ? interact(provider, request, response) : callback(request, response))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The page on which a person chooses an account. Consent is given without a question. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { prompt, params, grantId, session } = await provider.interactionDetails(request, response)
  const finish = (result: object) =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true })
  if (prompt.name === 'consent') {
    const Grant = provider.Grant
    const grant = grantId
      ? await Grant.find(grantId)
      : new Grant({ accountId: session?.accountId ?? '', clientId: params.client_id })
    grant.addOIDCScope(params.scope)
    return finish({ consent: { grantId: await grant.save() } })
  }
  if (request.method === 'POST') return finish({ login: { accountId: await chosenAccount(request) } })
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(accountPage(request.url ?? ''))
}

async function chosenAccount(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return new URLSearchParams(Buffer.concat(parts).toString()).get('account') ?? ''
}

const accountPage = (path: string): string => `<!doctype html><html lang="en"><title>Sign in</title>
<h1>Choose an account</h1><form method="post" action="${path}">
${Object.entries(accounts)
  .map(([id, { name }]) => `<p><button name="account" value="${id}">${name}</button></p>`)
  .join('\n')}</form></html>`

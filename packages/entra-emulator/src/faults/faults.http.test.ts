import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerAt, codeFor, redeem, token } from '../../test/code.ts'
import { adaOid, apiCid, authorizeUrl, cid, contoso, daemonCid, fabrikamTid, tid } from '../../test/contoso.ts'
import { type Answer, ask, unverified } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'
import { type FaultName, faultList } from './fault-list.ts'
import { samlFaultList } from './saml-fault-list.ts'

describe('a fault', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${cid}`, { groupMembershipClaims: 'SecurityGroup' })
  })
  afterAll(() => emulator.close())
  beforeEach(async () => {
    await emulator.admin('DELETE', '/faults')
    await emulator.admin('DELETE', '/sessions')
  })

  const nobody = '00000000-0000-4000-8000-000000000000'
  const switchOn = (name: FaultName, more: object = {}) => emulator.admin('POST', '/faults', { name, ...more })
  const signInTokens = async (scope = 'openid profile email'): Promise<Answer> =>
    redeem(emulator, await codeFor(emulator, { scope }))
  const idToken = async () => {
    const { json } = await signInTokens()
    return { text: String(json.id_token), ...unverified(json.id_token) }
  }
  const keys = async (): Promise<JSONWebKeySet> => (await fetch(`${emulator.url}/${tid}/discovery/v2.0/keys`)).json()
  const verified = async (text: string) => jwtVerify(text, createLocalJWKSet(await keys()), { algorithms: ['RS256'] })
  const now = () => Date.now() / 1000
  const discovery = () => ask(`${emulator.url}/${tid}/v2.0/.well-known/openid-configuration`)
  const graph = async (path: string) =>
    ask(`${emulator.url}${path}`, {
      headers: { authorization: `Bearer ${(await signInTokens('openid User.Read')).json.access_token}` },
    })
  const refreshed = async () => {
    const { json } = await signInTokens('openid offline_access')
    return token(emulator, { grant_type: 'refresh_token', refresh_token: String(json.refresh_token) })
  }

  /** Checks that a slow response comes after a response to a later request. */
  const answeredAfterDiscovery = async <Result>(slow: Promise<Result>): Promise<Result> => {
    const order: string[] = []
    const noted = slow.finally(() => order.push('slow'))
    await discovery()
    order.push('discovery')
    const result = await noted
    expect(order).toEqual(['discovery', 'slow'])
    return result
  }

  /** Checks that an address does not answer, and that others still do. */
  const hangs = async (path: string, init: RequestInit = {}) => {
    const giveUp = new AbortController()
    const asked = fetch(`${emulator.url}${path}`, { ...init, signal: giveUp.signal })
    const first = await Promise.race([asked.then(() => 'answered'), ask(emulator.url).then(() => 'waits')])
    expect(first).toBe('waits')
    giveUp.abort()
    await expect(asked).rejects.toThrow('aborted')
  }
  const jwksPath = `/${tid}/discovery/v2.0/keys`
  const discoveryPath = `/${tid}/v2.0/.well-known/openid-configuration`
  const statusOf = async (path: string) => (await ask(`${emulator.url}${path}`)).status
  const retryAfter = async (path: string) => {
    const answer = await ask(`${emulator.url}${path}`)
    return [answer.status, answer.headers.get('retry-after')]
  }

  /** The visible effect of each fault. */
  const effects: Record<FaultName, () => Promise<void>> = {
    error: async () => {
      await switchOn('error', { code: 53003 })
      await expect(answerAt(emulator)).rejects.toThrow('AADSTS53003')
    },
    'has-groups': async () => {
      const { payload } = await idToken()
      expect(payload).toMatchObject({ hasgroups: true })
      expect(payload).not.toHaveProperty('groups')
    },
    'key-rotated': async () => {
      const before = (await keys()).keys.map(({ kid }) => kid)
      const { header, text } = await idToken()
      expect(before).not.toContain(header.kid)
      await expect(verified(text)).resolves.toBeTruthy()
    },
    'edov-true': async () => expect((await idToken()).payload.xms_edov).toBe(true),
    'edov-text': async () => expect((await idToken()).payload.xms_edov).toBe('1'),
    'token-hangs': () => hangs(`/${tid}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams() }),
    'discovery-slow': async () => {
      await switchOn('discovery-slow', { seconds: 0.5, times: 1 })
      expect((await answeredAfterDiscovery(discovery())).status).toBe(200)
    },
    'discovery-hangs': () => hangs(discoveryPath),
    'discovery-429': async () => expect(await retryAfter(discoveryPath)).toEqual([429, '5']),
    'discovery-500': async () => expect(await statusOf(discoveryPath)).toBe(500),
    'jwks-hangs': () => hangs(jwksPath),
    'jwks-429': async () => expect(await retryAfter(jwksPath)).toEqual([429, '5']),
    'jwks-503': async () => expect(await statusOf(jwksPath)).toBe(503),
    'graph-slow': async () => {
      await switchOn('graph-slow', { seconds: 0.5 })
      expect((await answeredAfterDiscovery(graph('/v1.0/me'))).status).toBe(200)
    },
    'graph-hangs': async () => {
      const { json } = await signInTokens('openid User.Read')
      await hangs('/v1.0/me', { headers: { authorization: `Bearer ${json.access_token}` } })
    },
    'graph-500': async () => expect((await graph('/v1.0/me')).status).toBe(500),
    'wrong-nonce': async () => expect((await idToken()).payload.nonce).toBe('not-the-nonce-that-was-sent'),
    'missing-nonce': async () => expect((await idToken()).payload).not.toHaveProperty('nonce'),
    'wrong-issuer': async () =>
      expect((await idToken()).payload).toMatchObject({ iss: `${emulator.url}/${nobody}/v2.0`, tid }),
    'issuer-placeholder': async () => expect((await idToken()).payload.iss).toBe(`${emulator.url}/{tenantid}/v2.0`),
    'wrong-tenant': async () =>
      expect((await idToken()).payload).toMatchObject({ iss: `${emulator.url}/${tid}/v2.0`, tid: nobody }),
    'wrong-audience': async () => expect((await idToken()).payload.aud).toBe(nobody),
    expired: async () => expect((await idToken()).payload.exp).toBeLessThan(now() - 3500),
    'not-yet-valid': async () => expect((await idToken()).payload.nbf).toBeGreaterThan(now() + 3500),
    'missing-oid': async () => expect((await idToken()).payload).not.toHaveProperty('oid'),
    'missing-expiry': async () => expect((await idToken()).payload).not.toHaveProperty('exp'),
    'no-email': async () => expect((await idToken()).payload).not.toHaveProperty('email'),
    'unverified-email': async () => expect((await idToken()).payload.xms_edov).toBe(false),
    'group-overage': async () => {
      const { payload } = await idToken()
      expect(payload).not.toHaveProperty('groups')
      expect(payload._claim_names).toEqual({ groups: 'src1' })
    },
    'unknown-kid': async () => {
      const { header } = await idToken()
      expect((await keys()).keys.map(({ kid }) => kid)).not.toContain(header.kid)
    },
    'bad-signature': async () => {
      const { text, header } = await idToken()
      expect((await keys()).keys.map(({ kid }) => kid)).toContain(header.kid)
      await expect(verified(text)).rejects.toThrow('signature verification failed')
    },
    'alg-none': async () => {
      const { text, header } = await idToken()
      expect(header.alg).toBe('none')
      expect(text.endsWith('.')).toBe(true)
    },
    'alg-hs256': async () => expect((await idToken()).header.alg).toBe('HS256'),
    'foreign-key': async () => {
      const { text, header } = await idToken()
      const key = (await keys()).keys.find(({ kid }) => kid === header.kid)
      expect(key).toMatchObject({ cloud_instance_name: 'microsoftonline.us' })
      await expect(verified(text)).resolves.toBeTruthy()
    },
    'consumer-key': async () => {
      const { text, header } = await idToken()
      const key = (await keys()).keys.find(({ kid }) => kid === header.kid)
      expect(key).toMatchObject({ issuer: `${emulator.url}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0` })
      await expect(verified(text)).resolves.toBeTruthy()
    },
    'no-id-token': async () => expect((await signInTokens()).json).not.toHaveProperty('id_token'),
    'secret-expired': async () => expect((await signInTokens()).json.error_codes).toEqual([7000222]),
    'code-redeemed': async () => expect((await signInTokens()).json.error_codes).toEqual([54005]),
    'mfa-on-refresh': async () => {
      const { json, status } = await refreshed()
      expect([status, json.error, json.error_codes]).toEqual([400, 'interaction_required', [50076]])
      expect(JSON.parse(String(json.claims))).toHaveProperty('access_token')
    },
    'revoked-on-refresh': async () => expect((await refreshed()).json.error_codes).toEqual([50173]),
    'token-slow': async () => {
      await switchOn('token-slow', { seconds: 0.5 })
      expect(await answeredAfterDiscovery(token(emulator, { grant_type: 'x' }))).toMatchObject({ status: 400 })
    },
    'token-429': async () => {
      const answer = await signInTokens()
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '5'])
    },
    'token-500': async () => {
      const answer = await signInTokens()
      expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8'])
    },
    'token-503': async () => {
      const answer = await signInTokens()
      expect([answer.status, answer.json.error]).toEqual([503, 'temporarily_unavailable'])
    },
    'wrong-state': async () => expect((await answerAt(emulator)).get('state')).toBe('not-the-state-that-was-sent'),
    'missing-state': async () => expect((await answerAt(emulator)).has('state')).toBe(false),
    'authorize-server-error': async () => expect((await answerAt(emulator)).get('error')).toBe('server_error'),
    'authorize-blocked': async () => {
      const answer = await answerAt(emulator)
      expect(answer.get('error')).toBe('interaction_required')
      expect(answer.get('error_description')).toContain('AADSTS53003')
    },
    'discovery-503': async () => expect((await discovery()).status).toBe(503),
    'discovery-wrong-issuer': async () =>
      expect((await discovery()).json.issuer).toBe(`${emulator.url}/${nobody}/v2.0`),
    'jwks-500': async () => expect((await ask(`${emulator.url}/${tid}/discovery/v2.0/keys`)).status).toBe(500),
    'jwks-empty': async () => expect(await keys()).toEqual({ keys: [] }),
    'jwks-slow': async () => {
      await switchOn('jwks-slow', { seconds: 0.5 })
      expect((await answeredAfterDiscovery(keys())).keys).toHaveLength(4)
    },
    'graph-403': async () => expect((await graph('/v1.0/me')).status).toBe(403),
    'graph-429': async () => {
      const answer = await graph('/v1.0/me')
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '5'])
    },
    'graph-503': async () => expect((await graph('/v1.0/me')).status).toBe(503),
    'userinfo-wrong-sub': async () => {
      const { json } = await signInTokens()
      const info = await ask(`${emulator.url}/oidc/userinfo`, {
        headers: { authorization: `Bearer ${json.access_token}` },
      })
      expect(info.json.sub).not.toBe(unverified(json.id_token).payload.sub)
    },
  }

  it('of each kind is tested here', () => expect(Object.keys(effects).sort()).toEqual(Object.keys(faultList).sort()))

  it.each(Object.keys(effects).filter((name): name is FaultName => name in faultList))('%s acts', async (name) => {
    if (name !== 'error') await switchOn(name)
    await effects[name]()
  })

  it('that is not switched on does not act, and tokens are valid', async () => {
    const { text, payload } = await idToken()
    await expect(verified(text)).resolves.toBeTruthy()
    expect(payload).toMatchObject({ aud: cid, tid, oid: adaOid, nonce: 'nonce-1', email: 'ada@contoso.example' })
  })

  it('ends after the given number of times', async () => {
    await switchOn('token-503', { times: 2 })
    const status = async () => (await token(emulator, { grant_type: 'x' })).status
    expect([await status(), await status(), await status()]).toEqual([503, 503, 400])
    expect(await emulator.admin('GET', '/faults')).toMatchObject({ active: [] })
  })

  it('acts in its tenant only', async () => {
    await switchOn('discovery-503', { tenant: 'fabrikam.example' })
    expect((await discovery()).status).toBe(200)
    expect((await ask(`${emulator.url}/${fabrikamTid}/v2.0/.well-known/openid-configuration`)).status).toBe(503)
  })

  it('can be switched off alone', async () => {
    await switchOn('discovery-503')
    await switchOn('token-503')
    await emulator.admin('DELETE', '/faults/discovery-503')
    expect((await discovery()).status).toBe(200)
    expect((await token(emulator, { grant_type: 'x' })).status).toBe(503)
  })

  it('of tokens affects access tokens of APIs, and never those of Microsoft Graph', async () => {
    await switchOn('wrong-issuer')
    const daemon = (scope: string) => token(emulator, { grant_type: 'client_credentials', client_id: daemonCid, scope })
    const api = await daemon(`api://${apiCid}/.default`)
    expect(unverified(api.json.access_token).payload.iss).toBe(`${emulator.url}/${nobody}/v2.0`)
    const own = await daemon('https://graph.microsoft.com/.default')
    expect(unverified(own.json.access_token).payload.iss).toBe(`${emulator.url}/${tid}/`)
  })

  it('is listed with a sentence', async () => {
    const known = await emulator.admin('GET', '/faults')
    expect(known).toMatchObject({
      known: Object.entries({ ...faultList, ...samlFaultList }).map(([name, says]) => ({ name, says })),
    })
    expect(await ask(authorizeUrl(emulator.url, { prompt: 'none' }))).toMatchObject({ status: 302 })
  })
})

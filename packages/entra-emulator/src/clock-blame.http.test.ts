import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeFor, redeem, token } from '../test/code.ts'
import { authorizeUrl, cid, contoso } from '../test/contoso.ts'
import { type Answer, ask } from '../test/http.ts'
import { type Emulator, startEmulator } from './emulator.ts'

const day = 86_400

describe('a refusal while the clock is moved', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(() => emulator.admin('POST', '/reset'))
  afterAll(() => emulator.close())
  const advance = (advance_seconds: number) => emulator.admin('POST', '/clock', { advance_seconds })
  const sentence = (by: string) =>
    `The emulator's clock was moved: it is ${by} this machine's. POST /_admin/clock/reset sets it back.`
  const described = ({ json }: Answer): string => String(json.error_description)

  const refusals: { name: string; by: string; refused: () => Promise<string>; aadsts: string }[] = [
    {
      name: 'an old code',
      aadsts: 'AADSTS70008: ',
      by: '1 hour ahead of',
      refused: async () => {
        const code = await codeFor(emulator)
        await advance(3600)
        return described(await redeem(emulator, code))
      },
    },
    {
      name: 'an old refresh token',
      aadsts: 'AADSTS700082: ',
      by: '100 days ahead of',
      refused: async () => {
        const code = await codeFor(emulator, { scope: 'openid offline_access' })
        const { json } = await redeem(emulator, code)
        await advance(100 * day)
        return described(
          await token(emulator, { grant_type: 'refresh_token', refresh_token: String(json.refresh_token) }),
        )
      },
    },
    {
      name: 'an expired secret',
      aadsts: 'AADSTS7000222: ',
      by: '36500 days ahead of',
      refused: async () => {
        await advance(36_500 * day)
        return described(await token(emulator, { grant_type: 'client_credentials', scope: `${cid}/.default` }))
      },
    },
    {
      name: 'a secret that is not valid yet',
      aadsts: 'AADSTS7000215: ',
      by: '400 days behind',
      refused: async () => {
        await advance(-400 * day)
        return described(await token(emulator, { grant_type: 'client_credentials', scope: `${cid}/.default` }))
      },
    },
    {
      name: 'an old page',
      aadsts: 'AADSTS50089: ',
      by: '20 minutes ahead of',
      refused: async () => {
        const page = await ask(authorizeUrl(emulator.url))
        const flow = /name="flow" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
        await advance(20 * 60)
        const body = new URLSearchParams({ flow, user_name: 'ada@contoso.example' })
        const { text } = await ask(`${emulator.url}/_sign-in/account`, { method: 'POST', body })
        return (/AADSTS50089: .*?<h2>/s.exec(text)?.[0] ?? '').replaceAll('&#39;', "'")
      },
    },
    {
      name: 'an expired token for Graph',
      aadsts: 'Lifetime validation failed, the token is expired. ',
      by: '1 day ahead of',
      refused: async () => {
        const { json } = await redeem(emulator, await codeFor(emulator))
        await advance(day)
        const { text } = await ask(`${emulator.url}/v1.0/me`, {
          headers: { authorization: `Bearer ${json.access_token}` },
        })
        return JSON.parse(text).error.message
      },
    },
    {
      name: 'a token for Graph that is not valid yet',
      aadsts: 'Lifetime validation failed, the token is not yet valid. ',
      by: '1 day behind',
      refused: async () => {
        const { json } = await redeem(emulator, await codeFor(emulator))
        await advance(-day)
        const { text } = await ask(`${emulator.url}/v1.0/me`, {
          headers: { authorization: `Bearer ${json.access_token}` },
        })
        return JSON.parse(text).error.message
      },
    },
    {
      name: 'a silent sign-in, at the redirect URI',
      aadsts: 'AADSTS50058: ',
      by: '2 minutes ahead of',
      refused: async () => {
        await advance(120)
        const { parameters } = await emulator.signIn(
          authorizeUrl(emulator.url, { prompt: 'none' }),
          'ada@contoso.example',
        )
        return String(parameters.get('error_description'))
      },
    },
  ]
  it.each(refusals)('of $name blames the clock', async ({ refused, by, aadsts }) => {
    const text = await refused()
    expect(text.startsWith(aadsts), text).toBe(true)
    expect(text).toContain(sentence(by))
  })

  it('does not blame it when the clock is the machine’s, or decides nothing', async () => {
    const wrong = () => token(emulator, { grant_type: 'refresh_token', refresh_token: 'x', client_secret: 'wrong' })
    expect(described(await wrong())).not.toContain('clock')
    await advance(3600)
    expect(described(await token(emulator, { grant_type: 'nonsense' }))).not.toContain('clock')
    await emulator.admin('POST', '/clock/reset')
    expect(described(await wrong())).not.toContain('clock')
  })

  it('is announced by the admin API', async () => {
    expect(await advance(3600)).toMatchObject({ ahead_seconds: 3600, note: sentence('1 hour ahead of') })
    expect(await emulator.admin('GET', '/clock')).toHaveProperty('note')
    expect(await emulator.admin('POST', '/clock/reset')).not.toHaveProperty('note')
  })

  it('is told by the descriptions of the faults with wrong times', async () => {
    const { known } = (await emulator.admin('GET', '/faults')) as { known: { name: string; says: string }[] }
    for (const name of ['expired', 'not-yet-valid']) {
      expect(known.find((one) => one.name === name)?.says).toMatch(/clock were \d+ (hours|minutes) (behind|ahead)/)
    }
  })
})

/** Tokens that processes inspect, from standard input and from files. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccessHarness, forged, script_id, startAccessHarness } from '../../../test/access-harness.ts'
import { type Finished, runGatehouse } from '../../../test/gateway-process.ts'
import { redeem, signIn } from '../../../test/harness.ts'

let harness: AccessHarness
let token: string
beforeAll(async () => {
  harness = await startAccessHarness()
  token = await harness.personToken()
})
afterAll(() => harness.close())

const inspect = (input: string, ...args: readonly string[]): Promise<Finished> =>
  runGatehouse(
    ['token', 'inspect', '-', ...args],
    { GATEHOUSE_BASE_URL: harness.url, GATEHOUSE_API_KEY: harness.api_key },
    input,
  )

describe('gatehouse token inspect', () => {
  it('says what the token says, that it is not verified, and never its signature', async () => {
    const { code, stdout, stderr } = await inspect(`Bearer ${token}\n`)
    expect([code, stderr]).toEqual([0, expect.stringContaining('It is not verified')])
    expect(stdout).toContain('An access token of Microsoft Entra ID, version 2.0, for a person (delegated).')
    expect(stdout).toContain(`${script_id} (proved by a client secret)`)
    expect(stdout).not.toContain(token.split('.')[2]?.slice(0, 40))
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  it('prints one JSON object without the signature', async () => {
    const { stdout } = await inspect(token, '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      object: 'token_inspection',
      kind: 'entra_access_token',
      verified: null,
      header: { alg: 'RS256' },
      claims: { azp: script_id },
      test: null,
    })
    expect(stdout).not.toContain(token.split('.')[2]?.slice(0, 40))
  })

  it('shows the verdict of the API resource that the audience names', async () => {
    const { code, stdout } = await inspect(token, '--verify')
    expect([code, stdout]).toEqual([0, expect.stringContaining('The token is accepted.')])
    expect(stdout).toMatch(/^ {2}ok {4}signature /m)
  })

  it('ends with 1 for a token that the rules refuse, and names the rule', async () => {
    const { code, stdout } = await inspect(forged(token), '--verify', '--resource', harness.resource.id)
    expect(code).toBe(1)
    expect(stdout).toMatch(/^ {2}fail {2}signature /m)
    expect(stdout).toMatch(/^ {2}- {5}client +not reached$/m)
    const json = await inspect(forged(token), '--verify', '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({ verified: false, test: { allowed: false } })
  })

  it('lists the API resources when the audience names none', async () => {
    const { code, stderr } = await inspect(forged(token, { aud: 'https://other.example' }), '--verify')
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${harness.resource.id}  Orders API`)])
  })

  it.each([
    ['a text that is no token', 'hello', 1, 'no signed token in compact form'],
    ['an opaque token', 'gh_at_opaque', 1, 'Some tokens are opaque'],
  ])('refuses %s', async (_, text, code, part) => {
    const answer = await inspect(text)
    expect([answer.code, answer.stdout, answer.stderr]).toEqual([code, '', expect.stringContaining(part)])
    expect(answer.stderr).not.toContain(text)
  })

  it('refuses a token as an argument, without repeating it', async () => {
    const { code, stderr } = await runGatehouse(['token', 'inspect', token])
    expect([code, stderr]).toEqual([2, expect.stringContaining('A token is never an argument')])
    expect(stderr).not.toContain(token.slice(0, 60))
  })
})

describe('a token of the gateway itself', () => {
  const ownToken = async (): Promise<string> => {
    const code = (await signIn(harness)).searchParams.get('code') ?? ''
    return ((await (await redeem(harness, code)).json()) as { id_token: string }).id_token
  }
  it('is verified by the keys of the gateway, without an API key', async () => {
    const own = await ownToken()
    const run = (text: string) =>
      runGatehouse(['token', 'inspect', '-', '--verify', '--json'], { GATEHOUSE_BASE_URL: harness.url }, text)
    const good = await run(own)
    expect([good.code, JSON.parse(good.stdout)]).toMatchObject([0, { verified: true }])
    const changed = await run(forged(own, { sub: 'somebody' }))
    expect([changed.code, JSON.parse(changed.stdout)]).toMatchObject([
      1,
      { verified: false, checks: [{ name: 'issuer' }, { name: 'signature', passed: false }, { name: 'times' }] },
    ])
  })
})

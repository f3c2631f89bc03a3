import { Failure } from '@gatehouse-sso/core/failure'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { errorFields, type Log, type LogFields, openLog } from './log.ts'

function parseError(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return error
  }
}

describe('the log fields of an error', () => {
  it.each([
    ['a token instead of JSON', 'mF_9.B5f-4.1JqM'],
    ['a token without quotes', '{"access_token":mF_9.B5f-4.1JqM}'],
  ])('have the place in our code, and nothing of %s', (_, text) => {
    const cause = parseError(text)
    const failure = new Failure('upstream_answer_unusable', { expected: 'a JSON object', cause })
    for (const { stack } of [errorFields(failure), errorFields(cause)]) {
      expect(stack).toContain('log.test.ts')
      expect(stack).toMatch(/^SyntaxError\n/)
      expect(stack).not.toContain('mF_9')
    }
  })

  it('have the message of every other error', () => {
    expect(errorFields(new TypeError('of no use')).stack).toMatch(/^TypeError: of no use\n/)
  })
})

describe('a line', () => {
  const secret = 'mF_9.B5f-4.1JqM'
  const levels = ['debug', 'info', 'warn', 'error'] as const
  /** Each has one field that no line may have. */
  const slips: readonly [string, Record<string, unknown>][] = [
    ...['token', 'access_token', 'secret', 'client_secret', 'authorization', 'cookie', 'url', 'password', 'Code'].map(
      (name): [string, Record<string, unknown>] => [name, { [name]: secret }],
    ),
    ['a nested authorization', { headers: { authorization: `Bearer ${secret}` } }],
    ['a request', { req: { url: `/callback?code=${secret}`, headers: { cookie: secret } } }],
    ['a list', { tokens: [{ token: secret }] }],
    ['an error', { err: new Error(secret) }],
    ['a name of every object', { constructor: secret, toString: secret, ['__proto__']: { token: secret } }],
  ]
  const linesOf = (write: (log: ReturnType<typeof openLog>) => void): string[] => {
    const lines: string[] = []
    write(openLog({ level: 'debug', destination: { write: (line: string) => void lines.push(line) } }))
    return lines
  }

  it.each(slips)('prints nothing of %s, on any level, and prints what is on the list beside it', (_, slip) => {
    const lines = linesOf((log) => {
      for (const level of levels) log[level]({ ...slip, route: '/v1/users', status: 200 }, 'served')
    })
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      levels.map((level) => ({ level, time: expect.any(String), route: '/v1/users', status: 200, msg: 'served' })),
    )
  })

  it('cannot be written by a child, whose own fields the list does not see', () => {
    expectTypeOf<Log>().not.toHaveProperty('child')
    expectTypeOf<ReturnType<typeof openLog>>().toEqualTypeOf<Log>()
  })

  it('that a text would forge stays one line', () => {
    const fields: LogFields = { reason: `a\n{"level":"info","msg":"forged"}` }
    const lines = linesOf((log) => log.info(fields, 'b\r\nc'))
    expect(lines).toHaveLength(1)
    expect(lines[0]?.trimEnd()).not.toMatch(/[\r\n]/)
  })
})

import { Failure } from '@gatehouse-sso/core/failure'
import { describe, expect, it } from 'vitest'
import { errorFields } from './log.ts'

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

/**
 * The whole corpus before xml-crypto and node-saml. Every disagreement stands in packages/gateway/test/saml/disagreements.txt;
 * `npx vitest run --project long -u` on this file writes the list anew.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { cases, compare, disagreementOf, writeList } from '../../test/saml/comparison.ts'
import { now } from '../../test/saml/values.ts'
import { verifyResponse } from './response.ts'

beforeAll(() => {
  // node-saml reads the clock of the process, and xmldom complains on the console.
  vi.useFakeTimers({ now, toFake: ['Date'] })
  for (const level of ['warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined)
})
afterAll(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('the second opinions', () => {
  it('differ from ours where the list says so, and nowhere else', async () => {
    const disagreements = []
    const forged: string[] = []
    for (const each of cases) {
      const compared = []
      for (const style of each.styles) compared.push(await compare(verifyResponse, each, style))
      if (each.group === 'wrapping' && compared.some(({ is_forged }) => is_forged)) forged.push(each.name)
      disagreements.push(disagreementOf(each, compared))
    }
    const list = writeList(disagreements.filter((each) => each !== null))
    expect(forged).toEqual([])
    await expect(list).toMatchFileSnapshot('../../test/saml/disagreements.txt')
  })
})

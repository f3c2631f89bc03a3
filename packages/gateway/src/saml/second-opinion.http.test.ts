/**
 * Our verdict beside those of xml-crypto and node-saml, in one style for each case. The long test asks in all styles, and
 * writes the list that this one compares with. The record explains the list.
 */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { cases, compare, readList, totals } from '../../test/saml/comparison.ts'
import { now } from '../../test/saml/values.ts'
import { verifyResponse } from './response.ts'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const list = readList(read('../../test/saml/disagreements.txt'))
const record = read('../../../../docs/decisions/0032-second-opinions-on-saml.md')

beforeAll(() => {
  // node-saml reads the clock of the process, and xmldom complains on the console.
  vi.useFakeTimers({ now, toFake: ['Date'] })
  for (const level of ['warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined)
})
afterAll(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Whether a single style fits what the list has about all: `0 of 9` never, `9 of 9` always, `3 of 9` either. */
function fits(differs: boolean | null, counted = '0 of 1'): boolean {
  const [some = 0, all = 0] = counted.split(' of ').map(Number)
  if (differs === null || (some > 0 && some < all)) return true
  return differs === some > 0
}

describe('the second opinions', () => {
  it('differ from ours where the list says so', async () => {
    const wrong: string[] = []
    // Large documents are for the long test.
    for (const [index, each] of cases.filter(({ group }) => group !== 'size').entries()) {
      const style = each.styles[index % each.styles.length]
      if (!style) throw new Error(`${each.name} concerns no style`)
      const compared = await compare(verifyResponse, each, style)
      const listed = list.find(({ group, name }) => group === each.group && name === each.name)
      const isListed =
        fits(compared.xml_crypto_differs, listed?.xml_crypto) && fits(compared.node_saml_differs, listed?.node_saml)
      if (!isListed || (each.group === 'wrapping' && compared.is_forged))
        wrong.push(`${each.group}, ${each.name}, ${style.name}`)
    }
    expect(wrong).toEqual([])
  }, 60_000)

  it('are counted in the record, each with a reason', () => {
    const rows = [...record.matchAll(/^\| `?([a-z_0-9, ]+)`? \| (\d+) \| (\d+) \| (.{20,}) \|$/gm)].map(
      ([, ours = '', xml_crypto, node_saml]) => ({
        ours: ours.trim(),
        xml_crypto: Number(xml_crypto),
        node_saml: Number(node_saml),
      }),
    )
    expect(rows).toEqual(totals(list))
  })
})

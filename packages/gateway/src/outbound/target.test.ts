import { expect, it } from 'vitest'
import { parseAllowList } from './address.ts'
import { targets } from './target.ts'

const allow = parseAllowList('idp.internal:8080')

it.each([
  ['https://idp.example/a?b=c', { origin: 'https://idp.example', path: '/a?b=c', isAllowed: false, isName: true }],
  ['http://idp.internal:8080/', { origin: 'http://idp.internal:8080', path: '/', isAllowed: true, isName: true }],
  ['https://1.1.1.1/', { origin: 'https://1.1.1.1', path: '/', isAllowed: false, isName: false }],
])('takes %s apart, and remembers it', (address, parts) => {
  const targetOf = targets(allow)
  expect(targetOf(address)).toMatchObject(parts)
  expect(targetOf(address)).toBe(targetOf(address))
})

it('refuses an address each time', () => {
  const targetOf = targets(allow)
  for (const _ of ['first', 'second']) {
    expect(() => targetOf('https://127.0.0.1/')).toThrow(expect.objectContaining({ code: 'address_refused' }))
  }
})

it('forgets, so that its memory is bounded', () => {
  const targetOf = targets(allow)
  const first = targetOf('https://idp.example/')
  for (let n = 0; n < 500; n += 1) targetOf(`https://idp.example/${n}`)
  expect(targetOf('https://idp.example/')).not.toBe(first)
  const long = `https://idp.example/${'a'.repeat(500)}`
  expect(targetOf(long)).not.toBe(targetOf(long))
})

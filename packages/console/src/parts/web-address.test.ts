import { describe, expect, it } from 'vitest'
import { webAddress } from './web-address.ts'

describe('the address of a link', () => {
  it.each(['https://entra.microsoft.com/', 'http://127.0.0.1:4401/admin-center'])('may be %s', (address) =>
    expect(webAddress(address)).toBe(address),
  )
  it.each(['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'blob:x', '//x', 'x', ''])(
    'may not be %s',
    (address) => expect(webAddress(address)).toBeUndefined(),
  )
})

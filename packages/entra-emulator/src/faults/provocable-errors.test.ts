import { describe, expect, it } from 'vitest'
import { startEmulator } from '../emulator.ts'
import { aadsts } from '../errors/aadsts.ts'
import { errorPlaces, placesOf, provocableCodes, titleOf } from './provocable-errors.ts'

describe('the errors that can be provoked', () => {
  it('are at least 60', () => expect(provocableCodes.length).toBeGreaterThanOrEqual(60))

  it.each(provocableCodes)('%d has a text, an error and a place', (code) => {
    const { text, error, status } = aadsts(code)
    expect(text.length).toBeGreaterThan(10)
    expect(titleOf(code)).toMatch(/^\S.{4,60}$/)
    expect(error).toMatch(/^[a-z_]+$/)
    expect(status).toBe(error === 'invalid_client' ? 401 : 400)
    for (const place of placesOf(code)) expect(Object.keys(errorPlaces)).toContain(place)
  })

  it('are listed by the admin API', async () => {
    const emulator = await startEmulator()
    expect(await emulator.admin('GET', '/faults')).toMatchObject({
      errors: expect.arrayContaining([
        {
          code: 50105,
          title: 'Not assigned to the application',
          at: ['account', 'code', 'refresh'],
          error: 'invalid_grant',
          status: 400,
          text: expect.stringContaining('Your administrator has configured'),
        },
        expect.objectContaining({ code: 50076, at: ['redirect', 'code', 'refresh'], suberror: 'basic_action' }),
      ]),
    })
    await emulator.close()
  })
})

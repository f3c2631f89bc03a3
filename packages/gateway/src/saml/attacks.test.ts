/** Every published attack on SAML responses, in the shapes of nine identity providers. Each is refused for its reason. */
import { isFailure } from '@gatehouse-sso/core/failure'
import { describe, expect, it } from 'vitest'
import type { Attack } from '../../test/saml/attacks/attack.ts'
import { attacks } from '../../test/saml/attacks/index.ts'
import type { Style } from '../../test/saml/style.ts'
import { styles } from '../../test/saml/styles/index.ts'
import { verifyResponse } from './response.ts'

async function verdictOf(attack: Attack, style: Style): Promise<string> {
  try {
    await verifyResponse(attack.make(style), attack.expectation(style))
    return 'accepted'
  } catch (error) {
    return isFailure(error) ? error.code : String(error)
  }
}

describe('a response', () => {
  it.each(attacks.map((attack) => [attack.name, attack] as const))('with %s is refused', async (_, attack) => {
    const concerned = styles.filter(attack.applies)
    expect(concerned.length).toBeGreaterThan(0)
    const wrong: Record<string, string> = {}
    for (const style of concerned) {
      const verdict = await verdictOf(attack, style)
      if (!attack.expected.some((code) => code === verdict)) wrong[style.name] = verdict
    }
    expect(wrong).toEqual({})
  })

  it('has one name for each attack', () => {
    expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length)
  })
})

/** Every published attack on SAML responses, in the shapes of nine identity providers. Each is refused for its reason. */
import { type Failure, isFailure } from '@gatehouse-sso/core/failure'
import { describe, expect, it } from 'vitest'
import type { Attack } from '../../test/saml/attacks/attack.ts'
import { attackGroups, attacks } from '../../test/saml/attacks/index.ts'
import type { Style } from '../../test/saml/style.ts'
import { styles } from '../../test/saml/styles/index.ts'
import { verifyResponse } from './response.ts'

async function failureOf(attack: Attack, style: Style): Promise<Failure | null> {
  try {
    await verifyResponse(attack.make(style), attack.expectation(style))
    return null
  } catch (error) {
    if (isFailure(error)) return error
    throw error
  }
}

describe('a response', () => {
  it.each(attacks.map((attack) => [attack.name, attack] as const))('with %s is refused', async (_, attack) => {
    const concerned = styles.filter(attack.applies)
    expect(concerned.length).toBeGreaterThan(0)
    const wrong: Record<string, string> = {}
    for (const style of concerned) {
      const verdict = (await failureOf(attack, style))?.code ?? 'accepted'
      if (!attack.expected.some((code) => code === verdict)) wrong[style.name] = verdict
    }
    expect(wrong).toEqual({})
  })

  it('that cannot be decrypted gets one answer, whatever is wrong', async () => {
    const answers = new Set<string>()
    for (const attack of attackGroups.encryption ?? []) {
      const [style] = styles.filter(attack.applies)
      const failure = style && (await failureOf(attack, style))
      if (failure?.code !== 'saml_decryption_failed') continue
      const { cause: _, ...shown } = failure.evidence
      answers.add(JSON.stringify({ message: failure.message, shown }))
    }
    expect([...answers]).toEqual([expect.stringContaining('"shown":{}')])
  })

  it('that is deep, wide or long costs no more than the work bound', async () => {
    const slow: Record<string, number> = {}
    for (const attack of attackGroups.size ?? []) {
      for (const style of styles.filter(attack.applies)) {
        const [response, expected] = [attack.make(style), attack.expectation(style)]
        const before = process.cpuUsage()
        await verifyResponse(response, expected).catch(() => null)
        const { user, system } = process.cpuUsage(before)
        const ms = (user + system) / 1_000
        // The bound is 250 ms; the guard is tenfold, because the machine does other things too.
        if (ms > 2_500) slow[`${attack.name}, ${style.name}`] = ms
      }
    }
    expect(slow).toEqual({})
  })

  it('has one name for each attack', () => {
    expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length)
  })
})

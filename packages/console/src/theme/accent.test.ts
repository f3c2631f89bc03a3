import { describe, expect, it } from 'vitest'
import { accentVariables, contrast } from './accent.ts'

/** The light and the dark colour of a variable. */
function pair(accent: string, name: string): [string, string] {
  const [, light = '', dark = ''] = /light-dark\((.+), (.+)\)/.exec(accentVariables(accent)[name] ?? '') ?? []
  return [light, dark]
}

describe('the accent of a vendor', () => {
  it.each(['#4338ca', '#0b5fff', '#7a1fa2', '#b00020', '#00695c', '#111111'])(
    '%s is readable in both schemes',
    (accent) => {
      const [light, dark] = pair(accent, '--accent')
      const [onLight, onDark] = pair(accent, '--on-accent')
      expect(light).toBe(accent)
      expect(contrast(light, onLight)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(dark, onDark)).toBeGreaterThanOrEqual(4.5)
      const [textLight, textDark] = pair(accent, '--accent-text')
      const [softLight, softDark] = pair(accent, '--accent-soft')
      expect(contrast(textLight, softLight)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(textDark, softDark)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(dark, '#141b26')).toBeGreaterThanOrEqual(4.5)
    },
  )

  it.each(['', 'red', '#fff', 'url(x)', '#12345g'])('%s is ignored', (accent) =>
    expect(accentVariables(accent)).toEqual({}),
  )

  it('has the contrast of the standard between black and white', () => expect(contrast('#000000', '#ffffff')).toBe(21))
})

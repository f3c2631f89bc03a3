import { describe, expect, it } from 'vitest'
import { de } from '../../language/de.ts'
import { en } from '../../language/en.ts'
import { stageTexts } from './stage-texts.ts'

describe('the stages of a test', () => {
  it('are seven by OpenID Connect', () =>
    expect(stageTexts(en, false, 'Microsoft', 'Acme').map(({ id }) => id)).toEqual(Object.keys(en.test.stages)))

  it.each([
    ['English', en],
    ['German', de],
  ])('speak of no code, token or consent by SAML, in %s', (_, t) => {
    const stages = stageTexts(t, true, 'Okta', 'Acme')
    expect(stages.map(({ id }) => id)).toEqual(['redirect', 'code', 'keys', 'claims', 'mapping', 'policy'])
    expect(JSON.stringify(stages.map(({ title, text }) => title + text))).not.toMatch(
      /code\b|token|consent|zustimmung|einwilligung/i,
    )
  })
})

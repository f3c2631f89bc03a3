import { describe, expect, it } from 'vitest'
import { providers } from '../index.ts'
import { missingSettings } from '../settings-fields.ts'

const cases = Object.values(providers).map((provider) => [provider.id, provider] as const)

describe.each(cases)('the form of %s', (_, provider) => {
  const { form } = provider

  it.each(form.ways.map((way) => [way.id, way] as const))(
    'makes a whole connection by the way %s, with its examples',
    (_, { fields }) => {
      const entered = Object.fromEntries(
        [...fields, ...(form.client_id ? [form.client_id] : [])].map(({ param, example, kind }) => [
          param.replace('/settings/', ''),
          kind === 'list' || kind === 'certificates' ? [example] : example,
        ]),
      )
      const settings = provider.rewrite?.(entered) ?? entered
      expect(Array.isArray(settings)).toBe(false)
      // Metadata has the other values.
      const isRead = fields.some(({ param }) => param.startsWith('/settings/metadata_'))
      expect(missingSettings(provider, settings).length).toBe(isRead ? 3 : 0)
    },
  )

  it('has ways with different names, and a sentence for each step', () => {
    expect(new Set(form.ways.map(({ id }) => id)).size).toBe(form.ways.length)
    for (const step of form.steps) expect(step).toMatch(/^[A-Z*`].*\.$/)
  })
})

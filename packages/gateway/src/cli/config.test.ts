import { expect, it } from 'vitest'
import { shownSettings } from './config.ts'

it('X2 shows each setting with its source, without secrets', () => {
  const variables = {
    GATEHOUSE_PUBLIC_URL: 'https://sso.example.com',
    GATEHOUSE_MASTER_KEY: 'the-key-itself',
    GATEHOUSE_DATABASE_URL_FILE: '/run/secrets/database-url',
    GATEHOUSE_LOG_LEVEL_FILE: '/not/there',
  }
  const shown = shownSettings(variables)
  expect(shown).toEqual(
    expect.arrayContaining([
      { name: 'GATEHOUSE_PUBLIC_URL', value: 'https://sso.example.com', source: 'variable', secret: false },
      { name: 'GATEHOUSE_MASTER_KEY', value: null, source: 'variable', secret: true },
      { name: 'GATEHOUSE_DATABASE_URL', value: null, source: 'file', secret: true },
      { name: 'GATEHOUSE_LISTEN', value: '127.0.0.1:8080', source: 'default', secret: false },
      { name: 'GATEHOUSE_LOG_LEVEL', value: null, source: 'file', secret: false },
    ]),
  )
  expect(JSON.stringify(shown)).not.toContain('the-key-itself')
  expect(shownSettings({})).toContainEqual({
    name: 'GATEHOUSE_PUBLIC_URL',
    value: null,
    source: 'missing',
    secret: false,
  })
})

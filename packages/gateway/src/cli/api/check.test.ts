import { stripVTControlCharacters } from 'node:util'
import type { ConnectionCheck } from '@gatehouse-sso/sdk/contract/connection-check'
import { expect, it } from 'vitest'
import { checkText } from './check.ts'

const ok = { expected: null, received: null, remedy: null, who: null, where: null, url: null, credential_id: null }

it('prints a check as a list, with what to do below what is wrong', () => {
  const check: ConnectionCheck = {
    object: 'connection_check',
    connection_id: 'conn_1',
    of: 'current',
    result: 'fail',
    checked_at: '2026-11-26T07:00:00.000Z',
    checks: [
      { id: 'keys', result: 'ok', message: 'It publishes keys.', ...ok, received: '4 keys' },
      {
        ...{ id: 'redirect_uri', result: 'fail', message: 'Not registered.', credential_id: null },
        ...{ expected: 'https://sso.example/cb', received: 'AADSTS50011\u001b[31m', remedy: 'Add it.' },
        ...{ who: 'administrator', where: 'Authentication', url: 'https://entra.example/' },
      },
    ],
  }
  expect(stripVTControlCharacters(checkText(check))).toBe(
    [
      'ok    keys          It publishes keys.',
      'fail  redirect_uri  Not registered.',
      '                    expected  https://sso.example/cb',
      '                    received  AADSTS50011\\u001b[31m',
      '                    administrator: Add it.',
      '                    Authentication https://entra.example/',
      '',
      'The connection: 1 ok, 0 to look at, 1 wrong.',
    ].join('\n'),
  )
})

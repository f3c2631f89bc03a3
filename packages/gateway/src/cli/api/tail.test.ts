import type { SignIn } from '@gatehouse-sso/sdk/contract/sign-ins'
import { expect, it } from 'vitest'
import { follow } from './tail.ts'

it('C9 a tail shows each sign-in once, after it has ended, the oldest first', async () => {
  let data: Pick<SignIn, 'id' | 'state'>[] = [{ id: 'signin_1', state: 'succeeded' }]
  const next = follow({ call: (async () => ({ data })) as never }, {})
  const ids = async (): Promise<string[]> => (await next()).map(({ id }) => id)
  expect(await ids()).toEqual(['signin_1'])
  data = [{ id: 'signin_3', state: 'failed' }, { id: 'signin_2', state: 'in_progress' }, ...data]
  expect(await ids()).toEqual(['signin_3'])
  data = [
    { id: 'signin_4', state: 'abandoned' },
    { id: 'signin_3', state: 'failed' },
    { id: 'signin_2', state: 'succeeded' },
  ]
  expect(await ids()).toEqual(['signin_2', 'signin_4'])
  expect(await ids()).toEqual([])
})

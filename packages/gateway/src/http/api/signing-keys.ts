/** Signing keys, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { presentSigningKey } from '../../domain/environments/present.ts'
import { rotateSigningKey } from '../../domain/environments/signing-keys.ts'
import type { SigningKeyRecord } from '../../domain/stores/signing-keys.ts'
import { environmentOf, type Handlers, storesOf } from './call.ts'
import { presentPage } from './present.ts'

const page = (records: readonly SigningKeyRecord[]) =>
  presentPage({ records, more_before: false, more_after: false }, presentSigningKey)

export const signingKeysHandlers: Handlers<Contract['signingKeys']> = {
  list: async (call) => ({ body: page(await storesOf(call).signing_keys.all()) }),
  rotate: async (call) => ({ body: page(await rotateSigningKey(call.work, environmentOf(call).id, call.body)) }),
}

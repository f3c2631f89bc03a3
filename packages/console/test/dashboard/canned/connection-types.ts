/** The types of connections, as the gateway knows them. */
import type { ConnectionTypes } from '@gatehouse-sso/sdk/browser'
import { providers } from '../../../../gateway/src/providers/index.ts'
import { byType, type ConnectionType } from '../../../src/dashboard/data/identity-provider.ts'

export const connectionTypes: ConnectionTypes = {
  object: 'connection_types',
  data: Object.values(providers).map(({ id, name, short_name, form }) => ({
    object: 'connection_type',
    type: id as ConnectionType,
    name,
    short_name,
    form,
  })),
}

export const identityProviders = byType(connectionTypes)

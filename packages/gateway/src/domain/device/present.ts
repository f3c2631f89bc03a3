/** The public form of a device authorization, for events. The API has none. */
import { isoTime } from '@gatehouse-sso/core/time'
import type { DeviceAuthorization } from '@gatehouse-sso/sdk/contract/event-data'
import type { DeviceAuthorizationRecord } from '../stores/device-authorizations.ts'

export function presentDevice(record: DeviceAuthorizationRecord): DeviceAuthorization {
  const { id, application_id, scopes, asked_from, created_at } = record
  return {
    object: 'device_authorization',
    id,
    application_id,
    scopes: [...scopes],
    asked_from,
    created_at: isoTime(created_at),
  }
}

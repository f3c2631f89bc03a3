/** The form in which staff enter the values of a connection by hand. The portal has the guide instead. */
import type { ConnectionForm } from '@gatehouse-sso/sdk/contract/connection-form'

export type { ConnectionForm }

export type FormField = NonNullable<ConnectionForm['client_id']>

/** A needed setting. @param name of the setting */
export function field(
  name: string,
  label: string,
  example: string,
  more: Partial<Omit<FormField, 'param' | 'label' | 'example'>> = {},
): FormField {
  return { param: `/settings/${name}`, label, example, hint: null, kind: 'code', is_needed: true, ...more }
}

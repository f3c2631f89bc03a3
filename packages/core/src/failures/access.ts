import { row } from './row.ts'

/** Failures of access with tokens from customers' own Entra tenants. */
export const accessFailures = {
  tenant_not_proved: row(
    409,
    'operator',
    'No finished sign-in through this connection has proved a tenant of this cloud',
    'Let somebody of the organization sign in through the connection, or enter `organization_id` and `tenant_id`.',
  ),
}

/** The data of an event: the resource, as the API shows it. The first word of an event's type names the resource. */
import { z } from 'zod'
import { apiKey } from './api-keys.ts'
import { apiResourceTenant } from './api-resource-tenants.ts'
import { apiResource } from './api-resources.ts'
import { application, applicationSecret } from './applications.ts'
import { branding } from './branding.ts'
import { connection } from './connection.ts'
import { credential } from './credentials.ts'
import { domain } from './domains.ts'
import { environment } from './environments.ts'
import { id, time } from './fields.ts'
import { group } from './groups.ts'
import { invitation } from './invitations.ts'
import { organization } from './organizations.ts'
import { role } from './roles.ts'
import { session } from './sessions.ts'
import { setupLink } from './setup-links.ts'
import { signIn } from './sign-ins.ts'
import { signingKey } from './signing-keys.ts'
import { staffMember, staffSettings } from './staff.ts'
import { identity, user } from './users.ts'

/** The access that an application got for a person. The API has no operation that shows one. */
export const grant = z
  .strictObject({
    object: z.literal('grant'),
    id: id('grant'),
    application_id: id('app'),
    user_id: id('user'),
    session_id: id('sess'),
    connection_id: id('conn'),
    scopes: z.array(z.string()),
    revoked_because: z.string().nullable(),
    created_at: time,
  })
  .meta({ id: 'Grant' })

/** A logout token that an application did not take. The API has no operation that shows one. */
export const logoutDelivery = z
  .strictObject({
    object: z.literal('logout_delivery'),
    id: id('sess').meta({ description: 'Of the session that ended' }),
    application_id: id('app'),
    user_id: id('user'),
    address: z.string(),
    attempts: z.int(),
    error: z.string().meta({ description: 'Code of the last failure' }),
    received: z.string().nullable(),
    created_at: time,
  })
  .meta({ id: 'LogoutDelivery' })

/** A device without a browser whose codes a person answered. The API has no operation that shows one. */
export const deviceAuthorization = z
  .strictObject({
    object: z.literal('device_authorization'),
    id: id('dev'),
    application_id: id('app'),
    scopes: z.array(z.string()),
    asked_from: z.string().nullable().meta({ description: 'Address from which the program asked for its codes' }),
    created_at: time,
  })
  .meta({ id: 'DeviceAuthorization' })

export const eventData = z.discriminatedUnion('object', [
  environment,
  organization,
  domain,
  connection,
  credential,
  application,
  applicationSecret,
  apiResource,
  apiResourceTenant,
  role,
  group,
  user,
  identity,
  invitation,
  setupLink,
  staffMember,
  staffSettings,
  branding,
  signIn,
  session,
  grant,
  apiKey,
  signingKey,
  logoutDelivery,
  deviceAuthorization,
])

export type Grant = z.infer<typeof grant>
export type LogoutDelivery = z.infer<typeof logoutDelivery>
export type DeviceAuthorization = z.infer<typeof deviceAuthorization>
export type EventData = z.infer<typeof eventData>

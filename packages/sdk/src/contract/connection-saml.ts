/** The SAML side of a connection: what the customer's administrator registers, and the certificates in use. */
import { z } from 'zod'
import { time } from './fields.ts'

const signingCertificate = z.strictObject({
  subject: z.string().meta({ description: '`CN=Microsoft Azure Federated SSO Certificate`' }),
  sha256_thumbprint: z.string().meta({ description: 'In capital hexadecimal digits' }),
  not_before: time,
  not_after: time,
})

export const connectionSaml = z.strictObject({
  sp_entity_id: z.string().meta({ description: 'Our entity ID: "Identifier (Entity ID)" in Entra' }),
  acs_url: z.string().meta({ description: 'Our assertion consumer service URL: "Reply URL" in Entra' }),
  slo_url: z.string().meta({ description: 'Our address for single logout: "Logout Url" in Entra' }),
  metadata_url: z.string().meta({ description: 'Our metadata for this connection. Anybody may read it' }),
  signing_certificates: z
    .array(signingCertificate)
    .meta({ description: 'The certificates of the identity provider in `settings`, read' }),
})

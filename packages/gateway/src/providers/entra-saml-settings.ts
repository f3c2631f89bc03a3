/** The settings of a Microsoft Entra ID connection by SAML: those of any, and two for groups in Microsoft Graph. */
import { cloudOfHost } from '@gatehouse-sso/core/oauth/entra-clouds'
import { z } from 'zod'
import { type EntraSettings, groupFormats, guidText } from './entra-settings.ts'
import { checkSamlSettings, type SamlSettings, samlFields } from './saml-settings.ts'

/** `https://sts.windows.net/<tenant>/` in every cloud; another host for the emulator. */
const tenantIssuer = /^https?:\/\/[^/]+\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/$/i

/** The tenant that the entity ID names, in lower case; `undefined` for an entity ID of another kind. */
export const tenantOf = ({ idp_entity_id = '' }: Partial<SamlSettings>): string | undefined =>
  tenantIssuer.exec(idp_entity_id)?.[1]?.toLowerCase()

export const entraSamlFields = samlFields.extend({
  client_id: guidText('Application (client) ID')
    .optional()
    .meta({
      description:
        'Entra admin center > App registrations > your app > Overview > Application (client) ID. With a certificate of ' +
        'the connection at Certificates & secrets and the permission GroupMember.Read.All, the groups of a person in more ' +
        'than 150 come from Microsoft Graph. Default: `appid` of `metadata_url`',
      examples: ['0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'],
    }),
  group_format: z
    .enum(groupFormats)
    .optional()
    .meta({
      description:
        'The source attribute of the group claim, as set at Single sign-on > Attributes & Claims. It is used when the ' +
        'groups come from Microsoft Graph. Default: `id`',
      examples: ['sam_account_name'],
    }),
})

export const entraSamlSettings = entraSamlFields
  .superRefine(checkSamlSettings)
  .refine((value) => tenantOf(value) !== undefined, {
    path: ['idp_entity_id'],
    error:
      'is not the Microsoft Entra Identifier of a tenant: it looks like ' +
      'https://sts.windows.net/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b/',
  })

export type EntraSamlSettings = z.output<typeof entraSamlSettings>

/** The application; `null` if nothing names it. Its metadata address does. */
export function clientIdOf({ client_id, metadata_url = '' }: Partial<EntraSamlSettings>): string | null {
  if (client_id !== undefined) return client_id
  return URL.canParse(metadata_url) ? new URL(metadata_url).searchParams.get('appid') : null
}

/** The cloud of the sign-in address. A host of no cloud stands for itself. */
export function authorityOf({ sso_url }: EntraSamlSettings): Pick<EntraSettings, 'cloud' | 'authority_host'> {
  const { host, origin } = new URL(sso_url)
  const cloud = cloudOfHost(host)
  return cloud === undefined ? { cloud: 'custom', authority_host: origin } : { cloud }
}

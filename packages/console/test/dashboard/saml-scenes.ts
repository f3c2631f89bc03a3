/** The scenes of connections by SAML. */
import type { Connection, Event } from '@gatehouse-sso/sdk/browser'
import { nextCertificate, saml, samlManaged, samlWithValues } from '../canned/saml.ts'
import { day, idOf } from './canned/ids.ts'
import { connectionId, connectionOf, organizationId } from './canned/organizations.ts'
import { world } from './canned/world.ts'
import type { DashboardScene } from './scene.ts'

const ofSaml: Partial<Connection> = {
  name: 'Entra ID (SAML)',
  type: 'entra_saml',
  redirect_uri: saml.acs_url,
  saml,
  settings: samlWithValues.settings,
  endpoints: null,
  candidate: null,
  credentials: [],
}
export const samlActive = connectionOf(0, { ...ofSaml, warnings: samlManaged.warnings })
export const samlDraft = connectionOf(12, {
  ...ofSaml,
  state: 'draft',
  saml: { ...saml, signing_certificates: [] },
  settings: {},
  missing_settings: ['idp_entity_id', 'sso_url', 'certificates'],
})
const configure = `/console/live/organizations/${organizationId(12)}/configure/${connectionId(12)}`

/** The certificates came, and the metadata was read again: whole documents, of which the page shows the names. */
const history: Event = {
  object: 'event',
  id: idOf('evt', 3),
  type: 'connection.updated',
  organization_id: organizationId(0),
  actor: { type: 'staff', id: idOf('staff', 1) },
  source: null,
  data: samlActive,
  changes: [
    { field: '/settings/certificates', before: samlWithValues.settings.certificates, after: [nextCertificate] },
    { field: '/candidate', before: null, after: { settings: samlWithValues.settings, mapping: {} } },
  ],
  created_at: day(-1),
}

export const samlScenes: readonly DashboardScene[] = [
  {
    name: 'connection-saml',
    path: `/console/live/organizations/${organizationId(0)}/connection/${connectionId(0)}`,
    state: () => world({ connections: [samlActive] }),
  },
  {
    name: 'connection-saml-history',
    path: `/console/live/organizations/${organizationId(0)}/connection/${connectionId(0)}`,
    state: () =>
      world({
        events: [history],
        connections: [
          {
            ...samlActive,
            candidate: {
              settings: { ...samlWithValues.settings, certificates: [nextCertificate] },
              mapping: samlActive.mapping,
              test: null,
              consent: null,
              created_at: day(-1),
              updated_at: day(-1),
            },
          },
        ],
      }),
  },
  {
    name: 'configure-saml',
    path: configure,
    state: () => world({ connections: [samlDraft] }),
    act: async (page) => {
      await page.getByLabel('Metadata address').last().fill(String(samlWithValues.settings.metadata_url))
    },
  },
  {
    name: 'configure-saml-values',
    path: configure,
    state: () => world({ connections: [samlDraft] }),
    act: async (page) => {
      await page.getByText('Single values', { exact: true }).click()
      await page.getByLabel('Entity ID of the identity provider').fill('https://idp.example.com/saml')
    },
  },
]

/** A table of organizations with the health of their connections. */
import type { OrganizationSummary, Overview } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { type Column, DataTable } from '../../../parts/data-table.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { ConnectionState, type ConnectionSummary, mainConnection } from '../../connection-state.tsx'
import type { ConnectionType } from '../../data/identity-provider.ts'
import { useIdentityProviders } from '../../data/identity-providers.tsx'
import { useNow } from '../../data/now.ts'
import { paths } from '../../routes.ts'
import { organizationsTexts } from '../../texts/texts.ts'

const t = organizationsTexts

interface OrganizationRow {
  readonly key: string
  readonly id: string
  readonly name: string
  readonly domains: readonly string[]
  readonly connections: readonly ConnectionSummary[]
  /** The types of its connections; the name of one whose type is not known. */
  readonly providers: readonly string[]
  readonly to: string
}

export const rowsOfSummaries = (summaries: readonly OrganizationSummary[]): OrganizationRow[] =>
  summaries.map(({ id, name, domains, connections }) => ({
    key: id,
    id,
    name,
    domains,
    connections,
    providers: connections.map(({ type }) => type),
    to: paths.organization(id),
  }))

export const rowsOfFailing = ({ failing_connections }: Overview): OrganizationRow[] =>
  failing_connections.map((connection) => ({
    key: connection.id,
    id: connection.organization_id,
    name: connection.organization_name,
    domains: [],
    connections: [connection],
    providers: [connection.type],
    to: paths.connection(connection.organization_id, connection.id),
  }))

/** A credential in use belongs to a connection that is active or was; only its end matters here. */
export const rowsOfExpiring = ({ expiring_credentials, failing_connections }: Overview): OrganizationRow[] =>
  expiring_credentials.map(
    ({ credential_id, connection_id, connection_name, organization_id, organization_name, expires_at }) => {
      const failing = failing_connections.find(({ id }) => id === connection_id)
      return {
        key: credential_id,
        id: organization_id,
        name: organization_name,
        domains: [],
        providers: [connection_name],
        connections: failing
          ? [failing]
          : [
              {
                id: connection_id,
                name: connection_name,
                state: 'active',
                health: { state: 'working', error_code: null, last_sign_in_id: null, last_sign_in_at: null },
                has_candidate: false,
                credential_expires_at: expires_at,
              },
            ],
        to: paths.connection(organization_id, connection_id, 'credentials'),
      }
    },
  )

interface Props {
  readonly rows: readonly OrganizationRow[] | undefined
  readonly hasDomains: boolean
  readonly isStale?: boolean
  readonly empty: ReactNode
}

export function OrganizationsTable({ rows, hasDomains, isStale = false, empty }: Props): ReactNode {
  const known = useIdentityProviders()
  const now = useNow()
  const domains: Column<OrganizationRow> = {
    id: 'domain',
    head: t.columns.domain,
    width: '20%',
    cell: ({ domains: [first, ...others] }) => (
      <>
        {first ?? '–'}
        {others.length > 0 && <span className="faint"> {t.more(others.length)}</span>}
      </>
    ),
  }
  const columns: readonly Column<OrganizationRow>[] = [
    { id: 'name', head: t.columns.organization, width: '23%', cell: ({ name }) => name },
    ...(hasDomains ? [domains] : []),
    {
      id: 'type',
      head: t.columns.type,
      width: '16%',
      card: 'hidden',
      cell: ({ providers }) =>
        providers.length === 0
          ? t.notChosen
          : [...new Set(providers.map((one) => known[one as ConnectionType]?.short_name ?? one))].join(', '),
    },
    {
      id: 'connection',
      head: t.columns.connection,
      cell: ({ connections }) => <ConnectionState connection={mainConnection(connections)} now={now} />,
    },
    ...(hasDomains
      ? [
          {
            id: 'last',
            head: t.columns.last,
            width: '104px',
            align: 'right',
            card: 'end',
            cell: ({ connections }: OrganizationRow) => <LastSignIn connections={connections} now={now} />,
          } as const,
        ]
      : []),
  ]
  return (
    <DataTable
      label={t.title}
      columns={columns}
      rows={rows}
      keyOf={({ key }) => key}
      to={({ to }) => to}
      isStale={isStale}
      empty={empty}
      bones={12}
    />
  )
}

function LastSignIn({
  connections,
  now,
}: {
  readonly connections: readonly ConnectionSummary[]
  readonly now: number
}): ReactNode {
  const last = connections
    .flatMap(({ health }) => health.last_sign_in_at ?? [])
    .sort()
    .at(-1)
  return last === undefined ? (
    <span className="faint">{t.never}</span>
  ) : (
    <RelativeTime at={last} now={now} form="since" />
  )
}

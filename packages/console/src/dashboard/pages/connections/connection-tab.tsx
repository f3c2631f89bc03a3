/** The tab of connections: the one of the address, the only one, a choice between several, or how to get one. */
import type { Organization } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Link, Redirect } from 'wouter'
import { ButtonLink } from '../../../parts/button.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { paths } from '../../routes.ts'
import { organizationTexts, connectionTexts as t } from '../../texts/texts.ts'
import classes from './connection.module.css'
import { ConnectionPage } from './connection-page.tsx'

interface Props {
  readonly organization: Organization
  readonly connectionId: string | null
}

export function ConnectionTab({ organization, connectionId }: Props): ReactNode {
  const { id } = organization
  const { data, error, refetch } = useRead(['connections', { organization_id: id }], async (api, options) => {
    const list = await api.connections.list({ organization_id: id, limit: 20, order: 'asc' }, options)
    return list.data
  })
  const mayLink = useMay('setup_links:write')
  const mayConfigure = useMay('connections:write')
  if (data === undefined) {
    return (
      <div className={classes.wait}>
        {error ? <Failed title={t.notLoaded} error={error} onRetry={() => void refetch()} /> : <Skeleton />}
      </div>
    )
  }
  const [only, ...others] = data
  if (!only) {
    return (
      <div className={classes.wait}>
        <Empty title={t.none} text={t.noneText}>
          <div className={classes.actions}>
            {mayLink && (
              <ButtonLink kind="primary" to={paths.organization(id, 'overview', { send: '1' })}>
                {organizationTexts.sendSetupLink}
              </ButtonLink>
            )}
            {mayConfigure && <ButtonLink to={paths.configure(id)}>{organizationTexts.configure}</ButtonLink>}
          </div>
        </Empty>
      </div>
    )
  }
  if (connectionId === null && others.length === 0) return <Redirect to={paths.connection(id, only.id)} replace />
  const connection = data.find((one) => one.id === connectionId)
  return (
    <>
      {others.length > 0 && (
        <nav className={classes.several} aria-label={t.several}>
          {data.map((one) => (
            <Link
              key={one.id}
              to={paths.connection(id, one.id)}
              aria-current={one.id === connectionId ? 'page' : undefined}
            >
              {one.name}
            </Link>
          ))}
        </nav>
      )}
      {connection ? (
        <ConnectionPage key={connection.id} organization={organization} connection={connection} />
      ) : (
        connectionId !== null && (
          <div className={classes.wait}>
            <Empty title={t.gone} text={t.noneText} />
          </div>
        )
      )}
    </>
  )
}

/** The open sessions of a user. */
import type { Session, User } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Button } from '../../../parts/button.tsx'
import { type Column, DataTable } from '../../../parts/data-table.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { useNow } from '../../data/now.ts'
import { useChange, useRead } from '../../data/reading.ts'
import { userTexts } from '../../texts/texts.ts'

const t = userTexts.session

interface Props {
  readonly user: User
  readonly mayWrite: boolean
}

export function UserSessions({ user, mayWrite }: Props): ReactNode {
  const now = useNow()
  const { data, error, refetch } = useRead(['sessions', user.id], (api, options) =>
    api.sessions.list(user.id, { state: 'open', limit: 50, expand: ['connection'] }, options),
  )
  const end = useChange((api, id: string) => api.sessions.end(user.id, id))
  const endAll = useChange((api) => api.sessions.endAll(user.id))
  const columns: readonly Column<Session>[] = [
    {
      id: 'started',
      head: t.started,
      cell: ({ created_at }) => <RelativeTime at={created_at} now={now} />,
    },
    {
      id: 'connection',
      head: t.connection,
      cell: ({ connection, connection_id }) => connection?.name ?? connection_id,
    },
    {
      id: 'used',
      head: t.used,
      card: 'label',
      cell: ({ last_used_at }) => <RelativeTime at={last_used_at} now={now} form="ago" />,
    },
    {
      id: 'ends',
      head: t.ends,
      card: 'label',
      cell: ({ expires_at }) => <RelativeTime at={expires_at} now={now} form="whenAt" />,
    },
    {
      id: 'act',
      head: t.act,
      width: '72px',
      align: 'right',
      isAbove: true,
      cell: ({ id }) => (
        <Button isSmall aria-label={t.endOf(id)} onClick={() => end.mutate(id)}>
          {t.end}
        </Button>
      ),
    },
  ]
  const hasMany = (data?.data.length ?? 0) > 1
  return (
    <SettingsRow
      id="sessions"
      title={userTexts.sessions}
      text={userTexts.sessionsText}
      aside={
        mayWrite &&
        hasMany && (
          <Button isSmall isBusy={endAll.isPending} onClick={() => endAll.mutate()}>
            {t.endAll}
          </Button>
        )
      }
    >
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      <Failed error={end.error ?? endAll.error} />
      {(data !== undefined || error === null) && (
        <DataTable
          label={userTexts.sessions}
          columns={columns.filter((column) => mayWrite || column.id !== 'act')}
          rows={data?.data}
          keyOf={({ id }) => id}
          bones={2}
          empty={<p className="quiet">{userTexts.noSessions}</p>}
        />
      )}
    </SettingsRow>
  )
}

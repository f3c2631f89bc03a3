/** The invitations: a new link for one that waits, or its end. */
import type { Invitation } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import { type Column, DataTable, Pager } from '../../../parts/data-table.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { SecretOnce } from '../../../parts/secret-once.tsx'
import { StateBadge, type StateShape } from '../../../parts/state-badge.tsx'
import { useList } from '../../data/list.ts'
import { useNow } from '../../data/now.ts'
import { useChange, useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { ListFailed } from '../../list-failed.tsx'
import { usersTexts } from '../../texts/texts.ts'
import classes from './users.module.css'

const t = usersTexts.invitationList

const shapes: Readonly<Record<Invitation['state'], StateShape>> = {
  pending: 'ring',
  accepted: 'dot',
  expired: 'clock',
  revoked: 'dash',
}

export function InvitationList(): ReactNode {
  const now = useNow()
  const mayWrite = useMay('users:write')
  const [made, setMade] = useState<{ readonly email: string; readonly url: string } | null>(null)
  const list = useList(['invitations'], (api, query, options) => api.invitations.list(query, options))
  const { data: names } = useRead(
    ['invitations', 'names', list.rows?.map(({ organization_id }) => organization_id)],
    async (api, options) => {
      const ids = [...new Set(list.rows?.map(({ organization_id }) => organization_id))]
      const all = await Promise.all(ids.map((id) => api.organizations.get(id, options)))
      return new Map(all.map(({ id, name }) => [id as string, name]))
    },
    { isEnabled: list.rows !== undefined },
  )
  const resend = useChange((api, id: string) => api.invitations.resend(id, {}))
  const revoke = useChange((api, id: string) => api.invitations.revoke(id))
  const columns: readonly Column<Invitation>[] = [
    { id: 'email', head: t.email, width: '26%', cell: ({ email }) => email },
    {
      id: 'organization',
      head: t.organization,
      width: '18%',
      cell: ({ organization_id }) => names?.get(organization_id) ?? organization_id,
    },
    {
      id: 'state',
      head: t.state,
      width: '12%',
      cell: ({ state }) => (
        <StateBadge shape={shapes[state]} tone={state === 'accepted' ? 'good' : 'plain'}>
          {t.states[state]}
        </StateBadge>
      ),
    },
    {
      id: 'sent',
      head: t.sent,
      width: '12%',
      card: 'label',
      cell: ({ sent_at }) => (sent_at === null ? t.notSent : <RelativeTime at={sent_at} now={now} />),
    },
    {
      id: 'ends',
      head: t.ends,
      width: '10%',
      card: 'label',
      cell: ({ expires_at }) => <RelativeTime at={expires_at} now={now} />,
    },
    {
      id: 'act',
      head: t.act,
      align: 'right',
      isAbove: true,
      cell: ({ id, email, state }) =>
        mayWrite &&
        (state === 'pending' || state === 'expired') && (
          <span className={classes.acts}>
            <Button isSmall aria-label={t.resendOf(email)} onClick={() => resend.mutate(id, { onSuccess: setMade })}>
              {t.resend}
            </Button>
            {state === 'pending' && (
              <Button isSmall aria-label={t.revokeOf(email)} onClick={() => revoke.mutate(id)}>
                {t.revoke}
              </Button>
            )}
          </span>
        ),
    },
  ]
  return (
    <>
      <ListFailed list={list} title={t.notLoaded} />
      <Failed error={resend.error ?? revoke.error} />
      {(list.rows !== undefined || list.error === null) && (
        <DataTable
          label={usersTexts.invitations}
          columns={columns.filter(({ id }) => mayWrite || id !== 'act')}
          rows={list.rows}
          keyOf={({ id }) => id}
          isStale={list.isFetching}
          empty={<Empty title={t.none} text={t.noneText} />}
        />
      )}
      <Pager newer={list.newer} older={list.older} />
      <SecretOnce
        title={usersTexts.inviting.madeTitle}
        text={usersTexts.inviting.madeText(made?.email ?? '')}
        label={usersTexts.inviting.link}
        secret={made?.url ?? null}
        onClose={() => setMade(null)}
      />
    </>
  )
}

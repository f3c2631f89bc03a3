/** The browsers in which a colleague is signed in. */
import type { StaffMember } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Button } from '../../../parts/button.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { useNow } from '../../data/now.ts'
import { useChange, useRead } from '../../data/reading.ts'
import { teamTexts } from '../../texts/texts.ts'
import classes from './settings.module.css'

const t = teamTexts.session

interface Props {
  /** `null` closes the dialog. */
  readonly id: string | null
  readonly member: StaffMember | null
  readonly mayWrite: boolean
  readonly onClose: () => void
}

export function StaffSessions({ id, member, mayWrite, onClose }: Props): ReactNode {
  const now = useNow()
  const { data, error, refetch } = useRead(
    ['staff_sessions', id],
    (api, options) => api.staff.listSessions(id ?? '', { limit: 50 }, options),
    { isEnabled: id !== null },
  )
  const end = useChange((api, session_id: string) => api.staff.endSession(id ?? '', session_id))
  const name = member?.name ?? member?.email ?? teamTexts.noEmail
  return (
    <Dialog title={teamTexts.sessionsOf(name)} isOpen={id !== null} onClose={onClose}>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Skeleton lines={2} />)}
      {data?.data.length === 0 && <p className="quiet">{t.none}</p>}
      <ul className={classes.items}>
        {data?.data.map((session) => (
          <li key={session.id}>
            <div>
              <p>{session.user_agent ?? '–'}</p>
              <p className={classes.more}>
                {session.address !== null && <code>{session.address}</code>} {t.started}{' '}
                <RelativeTime at={session.created_at} now={now} form="ago" />, {t.ways[session.started_by]}
              </p>
            </div>
            {mayWrite && (
              <Button isSmall aria-label={t.endOf(session.id)} onClick={() => end.mutate(session.id)}>
                {t.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Failed error={end.error} />
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{t.close}</Button>
      </div>
    </Dialog>
  )
}

/** Suspends, reactivates or deletes a user, after saying what that does. */
import type { User } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../../../parts/button.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Rule, Rules, SettingsRow } from '../../../parts/settings-row.tsx'
import { useChange, useRead } from '../../data/reading.ts'
import { paths } from '../../routes.ts'
import { userTexts as t } from '../../texts/texts.ts'
import { nameOfUser } from '../../user-looks.ts'

export function UserAccess({ user }: { readonly user: User }): ReactNode {
  const [, navigate] = useLocation()
  const [asked, setAsked] = useState<'suspend' | 'delete' | null>(null)
  const { data } = useRead(
    ['sessions', user.id, 'count'],
    (api, options) => api.sessions.list(user.id, { state: 'open', limit: 100 }, options),
    { isEnabled: asked !== null },
  )
  const open = data?.data.length ?? 0
  const suspend = useChange((api) => api.users.suspend(user.id))
  const reactivate = useChange((api) => api.users.reactivate(user.id))
  const remove = useChange((api) => api.users.delete(user.id))
  const name = nameOfUser(user)
  const close = (): void => setAsked(null)
  return (
    <SettingsRow id="access" title={t.access} text={t.accessText}>
      <Rules>
        {user.state === 'suspended' ? (
          <Rule
            name={t.reactivate}
            act={
              <Button isBusy={reactivate.isPending} onClick={() => reactivate.mutate()}>
                {t.reactivate}
              </Button>
            }
            why={t.reactivateText}
          />
        ) : (
          <Rule
            name={t.suspend}
            act={<Button onClick={() => setAsked('suspend')}>{t.suspend}</Button>}
            why={t.suspendText}
          />
        )}
        <Rule
          name={t.delete}
          act={
            <Button kind="danger" onClick={() => setAsked('delete')}>
              {t.delete}
            </Button>
          }
          why={t.deleteText}
        />
      </Rules>
      <Failed error={reactivate.error} />
      <DangerDialog
        title={t.suspendTitle(name)}
        text={t.suspendLead}
        breaks={t.suspendBreaks(open)}
        name={null}
        act={t.suspendAct}
        isOpen={asked === 'suspend'}
        isBusy={suspend.isPending}
        error={suspend.error}
        onAct={() => suspend.mutate(undefined, { onSuccess: close })}
        onClose={close}
      />
      <DangerDialog
        title={t.deleteTitle(name)}
        text={t.deleteLead}
        breaks={t.deleteBreaks(open)}
        name={name}
        act={t.deleteAct}
        isOpen={asked === 'delete'}
        isBusy={remove.isPending}
        error={remove.error}
        onAct={() => remove.mutate(undefined, { onSuccess: () => navigate(paths.users(), { replace: true }) })}
        onClose={close}
      />
    </SettingsRow>
  )
}

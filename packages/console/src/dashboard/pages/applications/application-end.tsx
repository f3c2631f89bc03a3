/** Switches an application off, or deletes it after saying what breaks. */
import type { Application } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../../../parts/button.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Rule, Rules, SettingsRow } from '../../../parts/settings-row.tsx'
import { useChange, useRead } from '../../data/reading.ts'
import { paths } from '../../routes.ts'
import { useToast } from '../../shell/toast.tsx'
import { applicationTexts } from '../../texts/texts.ts'

const t = applicationTexts.end
const mostLooked = 100

export function ApplicationEnd({ application }: { readonly application: Application }): ReactNode {
  const [, navigate] = useLocation()
  const show = useToast()
  const [isAsking, setAsking] = useState(false)
  const { id, name, state, secrets } = application
  const { data: recent = 0 } = useRead(
    ['application_end', id],
    async (api, options) => {
      const { data } = await api.signIns.list({ state: 'succeeded', limit: mostLooked }, options)
      return data.filter(({ application_id }) => application_id === id).length
    },
    { isEnabled: isAsking },
  )
  const change = useChange((api, next: Application['state']) => api.applications.update(id, { state: next }))
  const remove = useChange((api) => api.applications.delete(id))
  const isActive = state === 'active'
  const toggle = (): void =>
    change.mutate(isActive ? 'inactive' : 'active', {
      onSuccess: () => isActive && show(t.undone(name), () => change.mutate('active')),
    })
  return (
    <SettingsRow id="end" title={t.title} text={t.text}>
      <Rules>
        <Rule
          name={isActive ? t.deactivate : t.activate}
          why={isActive ? t.deactivateText : t.activateText}
          act={
            <Button isBusy={change.isPending} onClick={toggle}>
              {isActive ? t.deactivate : t.activate}
            </Button>
          }
        />
        <Rule
          name={t.delete}
          why={t.deleteText}
          act={
            <Button kind="danger" onClick={() => setAsking(true)}>
              {t.delete}
            </Button>
          }
        />
      </Rules>
      <Failed error={change.error} />
      <DangerDialog
        title={t.deleteTitle(name)}
        text={t.deleteLead}
        breaks={t.deleteBreaks(recent, recent === mostLooked, secrets.length)}
        name={name}
        act={t.deleteAct}
        isOpen={isAsking}
        isBusy={remove.isPending}
        error={remove.error}
        onAct={() => remove.mutate(undefined, { onSuccess: () => navigate(paths.applications(), { replace: true }) })}
        onClose={() => setAsking(false)}
      />
    </SettingsRow>
  )
}

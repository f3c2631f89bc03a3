/** Deactivate, roll back, delete: each says what breaks before it does. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { useLanguage } from '../../../language/language.tsx'
import { Button } from '../../../parts/button.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Rule, Rules, SettingsRow } from '../../../parts/settings-row.tsx'
import { useNow } from '../../data/now.ts'
import { useChange, useRead } from '../../data/reading.ts'
import { paths } from '../../routes.ts'
import { settingLabels } from '../../setting-labels.ts'
import { connectionTexts } from '../../texts/texts.ts'

const t = connectionTexts.off
const mostLooked = 100

type Act = 'deactivate' | 'rollback' | 'delete'

export function SwitchOff({ connection }: { readonly connection: Connection }): ReactNode {
  const { whenAt } = useLanguage()
  const now = useNow()
  const [, navigate] = useLocation()
  const [asking, setAsking] = useState<Act | null>(null)
  const { id, name, state, previous, credentials, organization_id, armed_at, missing_settings } = connection
  const { data: count } = useRead(
    ['off', id],
    async (api, options) => {
      const list = await api.signIns.list({ connection_id: id, state: 'succeeded', limit: mostLooked }, options)
      return list.data.length
    },
    { isEnabled: asking === 'deactivate' || asking === 'delete' },
  )
  const act = useChange(async (api, kind: Act) => {
    if (kind === 'delete') await api.connections.delete(id)
    else if (kind === 'rollback') await api.connections.rollback(id)
    else await api.connections.deactivate(id)
  })
  const arm = useChange((api) => (armed_at === null ? api.connections.arm(id) : api.connections.disarm(id)))
  const used = count ? [t.breaks(count, count === mostLooked)] : []
  const dialogs = {
    deactivate: { title: t.deactivateTitle(name), text: t.deactivateText, act: t.deactivate, breaks: used },
    rollback: { title: t.rollbackTitle, text: t.rollbackText, act: t.rollback, breaks: [] },
    delete: {
      title: t.deleteTitle(name),
      text: t.deleteText,
      act: t.delete,
      breaks: [...used, ...(credentials.length > 0 ? [t.deleteBreaks(credentials.length)] : [])],
    },
  }
  const shown = dialogs[asking ?? 'deactivate']
  return (
    <SettingsRow id="switch-off" title={t.title} text={t.text}>
      <Rules>
        {state === 'draft' && missing_settings.length === 0 && (
          <Rule
            name={t.arm}
            why={armed_at === null ? t.armWhy : t.armed}
            act={
              <Button isSmall isBusy={arm.isPending} onClick={() => arm.mutate()}>
                {armed_at === null ? t.wait : t.disarm}
              </Button>
            }
          />
        )}
        {arm.error && <Failed error={arm.error} labels={settingLabels} />}
        {state === 'active' && (
          <Rule
            name={t.deactivate}
            why={t.deactivateWhy}
            act={
              <Button isSmall onClick={() => setAsking('deactivate')}>
                {t.deactivate}
              </Button>
            }
          />
        )}
        <Rule
          name={t.rollback}
          why={previous === null ? t.noRollback : t.rollbackWhy(whenAt(previous.replaced_at, now))}
          act={
            <Button isSmall whyNot={previous === null ? t.noRollback : null} onClick={() => setAsking('rollback')}>
              {t.rollback}
            </Button>
          }
        />
        <Rule
          name={t.delete}
          why={state === 'active' ? t.deleteActive : t.deleteWhy}
          act={
            <Button
              isSmall
              kind="danger"
              whyNot={state === 'active' ? t.deleteActive : null}
              onClick={() => setAsking('delete')}
            >
              {t.delete}
            </Button>
          }
        />
      </Rules>
      <DangerDialog
        title={shown.title}
        text={shown.text}
        breaks={shown.breaks}
        name={asking === 'delete' ? name : null}
        act={shown.act}
        isOpen={asking !== null}
        isBusy={act.isPending}
        error={act.error}
        onAct={() => {
          const kind = asking
          if (kind === null) return
          act.mutate(kind, {
            onSuccess: () => {
              setAsking(null)
              if (kind === 'delete') navigate(paths.organization(organization_id), { replace: true })
            },
          })
        }}
        onClose={() => setAsking(null)}
      />
    </SettingsRow>
  )
}

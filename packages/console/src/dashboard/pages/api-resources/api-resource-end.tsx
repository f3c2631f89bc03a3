/** Switches an API resource on or off, or deletes it after saying what breaks. */
import type { ApiResource } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../../../parts/button.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Rule, Rules, SettingsRow } from '../../../parts/settings-row.tsx'
import { useChange, useRead } from '../../data/reading.ts'
import { paths } from '../../routes.ts'
import { useToast } from '../../shell/toast.tsx'
import { apiResourceTexts } from '../../texts/texts.ts'

const t = apiResourceTexts.end

export function ApiResourceEnd({ apiResource }: { readonly apiResource: ApiResource }): ReactNode {
  const [, navigate] = useLocation()
  const show = useToast()
  const [isAsking, setAsking] = useState(false)
  const { id, name, enabled } = apiResource
  const { data: tenants = 0 } = useRead(
    ['api_resource_end', id],
    async (api, options) => (await api.apiResources.listTenants(id, { limit: 100 }, options)).data.length,
    { isEnabled: isAsking },
  )
  const change = useChange((api, next: boolean) => api.apiResources.update(id, { enabled: next }))
  const remove = useChange((api) => api.apiResources.delete(id))
  const toggle = (): void =>
    change.mutate(!enabled, { onSuccess: () => enabled && show(t.disabled(name), () => change.mutate(true)) })
  return (
    <SettingsRow id="end" title={t.title} text={t.text}>
      <Rules>
        <Rule
          name={enabled ? t.disable : t.enable}
          why={enabled ? t.disableText : t.enableText}
          act={
            <Button isBusy={change.isPending} onClick={toggle}>
              {enabled ? t.disable : t.enable}
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
        breaks={t.deleteBreaks(tenants)}
        name={name}
        act={t.deleteAct}
        isOpen={isAsking}
        isBusy={remove.isPending}
        error={remove.error}
        onAct={() => remove.mutate(undefined, { onSuccess: () => navigate(paths.apiResources(), { replace: true }) })}
        onClose={() => setAsking(false)}
      />
    </SettingsRow>
  )
}

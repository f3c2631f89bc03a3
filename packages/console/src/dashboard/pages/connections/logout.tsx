/** The sessions that end when a person signs out. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useEffect, useState } from 'react'
import { Failed } from '../../../parts/failed.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { useChange } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import type { OnDirty } from '../../form/on-dirty.ts'
import { SaveLine } from '../../form/save-line.tsx'
import { Tick } from '../../form/tick.tsx'
import { connectionTexts } from '../../texts/texts.ts'

const t = connectionTexts.logout

interface Props {
  readonly connection: Connection
  readonly onDirty: OnDirty
}

export function Logout({ connection, onDirty }: Props): ReactNode {
  const { id, policy } = connection
  const [isUpstream, setUpstream] = useState(policy.upstream_logout)
  const [page, setPage] = useState(policy.logout_page_url ?? '')
  const isDirty = isUpstream !== policy.upstream_logout || page.trim() !== (policy.logout_page_url ?? '')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is told about changes only
  useEffect(() => onDirty(isDirty), [isDirty])
  const save = useChange((api) =>
    api.connections.update(id, { policy: { upstream_logout: isUpstream, logout_page_url: page.trim() || null } }),
  )
  return (
    <SettingsRow id="logout" title={t.title} text={t.text}>
      <Tick label={t.upstream} text={t.upstreamText} isChecked={isUpstream} onChange={setUpstream} />
      <FormField
        label={t.page}
        pointer="/policy/logout_page_url"
        value={page}
        onChange={setPage}
        error={save.error}
        hint={t.pageHint}
      />
      {save.error && <Failed error={save.error} placed={['/policy/logout_page_url']} />}
      <SaveLine
        act={t.save}
        isDirty={isDirty}
        isBusy={save.isPending}
        unchanged={connectionTexts.access.unchanged}
        say={connectionTexts.access.counts}
        onSave={() => save.mutate(undefined, { onError: focusFault })}
      />
    </SettingsRow>
  )
}

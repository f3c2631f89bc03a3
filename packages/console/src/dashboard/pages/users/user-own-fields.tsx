/** The fields that belong to the vendor: the external id, and the metadata of programs. */
import type { User } from '@gatehouse-sso/sdk/browser'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Failed } from '../../../parts/failed.tsx'
import { Rule, Rules, SettingsRow } from '../../../parts/settings-row.tsx'
import { useChange } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { SaveLine } from '../../form/save-line.tsx'
import { useUnsaved } from '../../shell/unsaved.tsx'
import { userTexts as t } from '../../texts/texts.ts'

interface Props {
  readonly user: User
  readonly mayWrite: boolean
}

export function UserOwnFields({ user, mayWrite }: Props): ReactNode {
  const kept = user.external_id ?? ''
  const [externalId, setExternalId] = useState(kept)
  const isDirty = externalId.trim() !== kept
  useUnsaved(isDirty)
  const save = useChange((api) => api.users.update(user.id, { external_id: externalId.trim() || null }))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isDirty) save.mutate(undefined, { onError: focusFault })
  }
  const metadata = Object.entries(user.metadata)
  return (
    <SettingsRow id="own" title={t.own} text={t.ownText}>
      <form noValidate onSubmit={submit}>
        <FormField
          label={t.externalId}
          pointer="/external_id"
          value={externalId}
          onChange={setExternalId}
          error={save.error}
          hint={t.externalIdHint}
          isReadOnly={!mayWrite}
        />
        {save.error && <Failed error={save.error} placed={['/external_id']} />}
        {mayWrite && <SaveLine act={t.save} isDirty={isDirty} isBusy={save.isPending} unchanged={t.unchanged} />}
      </form>
      {metadata.length === 0 ? (
        <p className="quiet dense">{t.noMetadata}</p>
      ) : (
        <Rules>
          {metadata.map(([name, value]) => (
            <Rule key={name} name={name}>
              {String(value)}
            </Rule>
          ))}
        </Rules>
      )}
    </SettingsRow>
  )
}

/** Which claim fills which attribute, and what a person of a past sign-in would get by it. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { LinkButton } from '../../../parts/button.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import type { OnDirty } from '../../form/on-dirty.ts'
import { connectionTexts } from '../../texts/texts.ts'
import { ClaimsEditor } from './claims-editor.tsx'
import { mappedAttributes } from './claims-preview.ts'
import { ClaimsTable } from './claims-table.tsx'
import { PreviewChoice } from './preview-choice.tsx'
import { usePreview } from './use-preview.ts'

const t = connectionTexts.claims

interface Props {
  readonly connection: Connection
  readonly mayWrite: boolean
  readonly onDirty: OnDirty
}

export function Claims({ connection, mayWrite, onDirty }: Props): ReactNode {
  const [isEditing, setEditing] = useState(false)
  const preview = usePreview(connection.id)
  const base = (connection.candidate ?? connection).mapping
  const [draft, setDraft] = useState(base)
  const end = (): void => {
    setEditing(false)
    onDirty(false)
  }
  return (
    <SettingsRow
      id="claims"
      title={t.title}
      text={connection.saml ? t.textOfSaml : t.text}
      aside={
        mayWrite && (
          <LinkButton
            aria-expanded={isEditing}
            onClick={() => {
              setDraft(base)
              if (isEditing) end()
              else setEditing(true)
            }}
          >
            {isEditing ? t.cancel : t.edit}
          </LinkButton>
        )
      }
    >
      <PreviewChoice preview={preview} />
      <ClaimsTable
        rows={mappedAttributes(connection.mapping, isEditing ? draft : base, preview.claims, preview.isMasked)}
        hasPreview={preview.claims !== null}
      />
      {isEditing && (
        <ClaimsEditor connection={connection} mapping={draft} onMapping={setDraft} onDirty={onDirty} onDone={end} />
      )}
    </SettingsRow>
  )
}

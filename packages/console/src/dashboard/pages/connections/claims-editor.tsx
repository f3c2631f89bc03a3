/** The rules of a mapping as fields. The preview above follows while one types. */

import { attributes } from '@gatehouse-sso/core/mapping/profile'
import type { Connection } from '@gatehouse-sso/sdk/browser'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Failed } from '../../../parts/failed.tsx'
import { useChange } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import type { OnDirty } from '../../form/on-dirty.ts'
import form from '../../form/save-line.module.css'
import { SaveLine } from '../../form/save-line.tsx'
import { connectionTexts } from '../../texts/texts.ts'
import classes from './connection.module.css'

const t = connectionTexts.claims
type Mapping = Connection['mapping']

interface Props {
  readonly connection: Connection
  readonly mapping: Mapping
  readonly onMapping: (mapping: Mapping) => void
  readonly onDirty: OnDirty
  readonly onDone: () => void
}

const claimsOf = (text: string): string[] => text.split(/[\s,]+/).filter((claim) => claim !== '')

export function ClaimsEditor({ connection, mapping, onMapping, onDirty, onDone }: Props): ReactNode {
  const base = (connection.candidate ?? connection).mapping
  // The texts are kept apart from the rules: a comma that was just typed is no claim yet.
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(attributes.map((name) => [name, (base[name] ?? []).join(', ')])),
  )
  const changed = attributes.filter((name) => (mapping[name] ?? []).join(' ') !== (base[name] ?? []).join(' '))
  const save = useChange((api) =>
    api.connections.update(connection.id, {
      mapping: Object.fromEntries(changed.map((name) => [name, mapping[name] ?? []])),
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (changed.length > 0) save.mutate(undefined, { onSuccess: onDone, onError: focusFault })
  }
  return (
    <form noValidate onSubmit={submit}>
      <p className={classes.note}>{t.editHint}</p>
      <div className={form.pair}>
        {attributes.map((name) => (
          <FormField
            key={name}
            label={name}
            pointer={`/mapping/${name}`}
            isCode
            value={texts[name] ?? ''}
            error={save.error}
            onChange={(text) => {
              setTexts((kept) => ({ ...kept, [name]: text }))
              onMapping({ ...mapping, [name]: claimsOf(text) })
              onDirty(true)
            }}
          />
        ))}
      </div>
      {save.error && <Failed error={save.error} placed={attributes.map((name) => `/mapping/${name}`)} />}
      <SaveLine
        act={t.save}
        isDirty={changed.length > 0}
        isBusy={save.isPending}
        unchanged={connectionTexts.provider.unchanged}
        say={
          connection.state === 'active'
            ? connectionTexts.provider.becomesCandidate
            : connectionTexts.provider.countAtOnce
        }
      />
    </form>
  )
}

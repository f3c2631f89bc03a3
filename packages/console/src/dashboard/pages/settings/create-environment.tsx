/** Creates an environment, and goes to it. */
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Select } from '../../../parts/select.tsx'
import { useChange } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { slugOf } from '../../form/slug.ts'
import { Stack } from '../../form/stack.tsx'
import { addressOf } from '../../shell/environment-address.ts'
import { settingsTexts, environmentTexts as t } from '../../texts/texts.ts'

interface Props {
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function CreateEnvironment({ isOpen, onClose }: Props): ReactNode {
  return (
    <Dialog title={t.creating.title} isOpen={isOpen} onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  )
}

function Form({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [name, setName] = useState('')
  const [typedSlug, setSlug] = useState<string | null>(null)
  const [kind, setKind] = useState<'test' | 'live'>('test')
  const [isChecked, setChecked] = useState(false)
  const slug = typedSlug ?? slugOf(name)
  const create = useChange((api) => api.environments.create({ name: name.trim(), slug, kind }))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (name.trim() === '') focusFault()
    else
      create.mutate(undefined, {
        onSuccess: (made) => window.location.assign(addressOf(made.slug)),
        onError: focusFault,
      })
  }
  return (
    <form noValidate onSubmit={submit}>
      <p className={dialog.lead}>{t.creating.text}</p>
      <Stack>
        <FormField
          label={t.name}
          pointer="/name"
          isFirst
          value={name}
          onChange={setName}
          error={create.error}
          fault={isChecked && name.trim() === '' ? settingsTexts.needed : null}
        />
        <FormField
          label={t.slug}
          pointer="/slug"
          value={slug}
          onChange={setSlug}
          error={create.error}
          hint={t.slugHint}
          isCode
        />
        <Select
          label={t.kind}
          value={kind}
          options={[
            { value: 'test', label: t.kinds.test },
            { value: 'live', label: t.kinds.live },
          ]}
          onChange={(event) => setKind(event.currentTarget.value === 'live' ? 'live' : 'test')}
        />
      </Stack>
      {create.error && <Failed error={create.error} placed={['/name', '/slug']} />}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{settingsTexts.cancel}</Button>
        <Button type="submit" kind="primary" isBusy={create.isPending}>
          {t.creating.act}
        </Button>
      </div>
    </form>
  )
}

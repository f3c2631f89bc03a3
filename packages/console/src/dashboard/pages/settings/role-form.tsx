/** Creates a role, or changes one. */
import type { Role } from '@gatehouse-sso/sdk/browser'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { useChange } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { slugOf } from '../../form/slug.ts'
import { Stack } from '../../form/stack.tsx'
import { Tick } from '../../form/tick.tsx'
import { rolesTexts, settingsTexts } from '../../texts/texts.ts'

const t = rolesTexts.form
const pointers = ['/name', '/slug', '/description', '/claim_values']

interface Props {
  readonly isOpen: boolean
  /** `null` for a new one. */
  readonly role: Role | null
  readonly onClose: () => void
}

export function RoleForm({ isOpen, role, onClose }: Props): ReactNode {
  return (
    <Dialog title={role === null ? t.createTitle : t.editTitle(role.name)} isOpen={isOpen} onClose={onClose}>
      <Form role={role} onClose={onClose} />
    </Dialog>
  )
}

function Form({ role, onClose }: Pick<Props, 'role' | 'onClose'>): ReactNode {
  const [name, setName] = useState(role?.name ?? '')
  const [typedSlug, setSlug] = useState<string | null>(role?.slug ?? null)
  const slug = typedSlug ?? slugOf(name)
  const [description, setDescription] = useState(role?.description ?? '')
  const [values, setValues] = useState(role?.claim_values.join('\n') ?? '')
  const [isAssignable, setAssignable] = useState(role?.assignable_by_customer ?? false)
  const [isDefault, setDefault] = useState(role?.is_default ?? false)
  const [isChecked, setChecked] = useState(false)
  const save = useChange((api) => {
    const body = {
      name: name.trim(),
      assignable_by_customer: isAssignable,
      claim_values: values
        .split('\n')
        .map((value) => value.trim())
        .filter((value) => value !== ''),
      ...(isDefault ? { is_default: true as const } : {}),
    }
    return role === null
      ? api.roles.create({ ...body, slug: slug.trim(), ...(description.trim() && { description: description.trim() }) })
      : api.roles.update(role.id, { ...body, description: description.trim() || null })
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (name.trim() === '' || slug.trim() === '') focusFault()
    else save.mutate(undefined, { onSuccess: onClose, onError: focusFault })
  }
  const missing = (text: string): string | null => (isChecked && text.trim() === '' ? settingsTexts.needed : null)
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <FormField
          label={t.name}
          pointer="/name"
          isFirst
          value={name}
          onChange={setName}
          error={save.error}
          fault={missing(name)}
        />
        <FormField
          label={t.slug}
          pointer="/slug"
          isCode
          value={slug}
          onChange={setSlug}
          error={save.error}
          fault={missing(slug)}
          hint={t.slugHint}
          isReadOnly={role !== null}
        />
        <FormField
          label={t.description}
          pointer="/description"
          value={description}
          onChange={setDescription}
          error={save.error}
        />
        <FormField
          label={t.values}
          pointer="/claim_values"
          kind="area"
          isCode
          value={values}
          onChange={setValues}
          error={save.error}
          hint={t.valuesHint}
        />
        <Tick label={t.assignable} text={t.assignableText} isChecked={isAssignable} onChange={setAssignable} />
        {!role?.is_default && (
          <Tick label={t.isDefault} text={t.isDefaultText} isChecked={isDefault} onChange={setDefault} />
        )}
      </Stack>
      {save.error && <Failed error={save.error} placed={pointers} />}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{settingsTexts.cancel}</Button>
        <Button type="submit" kind="primary" isBusy={save.isPending}>
          {role === null ? t.create : t.save}
        </Button>
      </div>
    </form>
  )
}

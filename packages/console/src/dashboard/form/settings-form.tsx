/** A row of settings that is saved as a whole. It is described by its fields, and only what changed is sent. */
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { Failed } from '../../parts/failed.tsx'
import { Select } from '../../parts/select.tsx'
import { SettingsRow } from '../../parts/settings-row.tsx'
import { useUnsaved } from '../shell/unsaved.tsx'
import { FormField, focusFault } from './form-field.tsx'
import { SaveLine } from './save-line.tsx'
import { Stack } from './stack.tsx'
import { Tick } from './tick.tsx'

type Value = string | boolean | null | readonly string[]

interface Described {
  readonly name: string
  readonly label: string
  readonly hint?: string
}

export type SettingsField =
  /** An empty text is sent as `null` where the field may be empty. */
  | (Described & { readonly kind: 'text' | 'code'; readonly isEmptyNull?: boolean })
  | (Described & { readonly kind: 'lines' })
  | (Described & { readonly kind: 'tick' })
  | (Described & {
      readonly kind: 'select'
      readonly options: readonly { readonly value: string; readonly label: string }[]
    })

interface Props {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly fields: readonly SettingsField[]
  readonly values: Readonly<Record<string, unknown>>
  /** Before the names in JSON pointers: `/claims` */
  readonly under?: string
  readonly mayWrite: boolean
  readonly act: string
  readonly unchanged: string
  readonly isBusy: boolean
  readonly error: Error | null
  readonly onSave: (changes: Readonly<Record<string, Value>>, onSaved: () => void) => void
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

export function SettingsForm(props: Props): ReactNode {
  const { id, title, text, fields, values, under = '', mayWrite, act, unchanged, isBusy, error, onSave } = props
  const [changed, setChanged] = useState<Readonly<Record<string, string | boolean>>>({})
  const keptOf = ({ name, kind }: SettingsField): string | boolean => {
    const value = values[name]
    if (kind === 'tick') return value === true
    return kind === 'lines' && Array.isArray(value) ? value.join('\n') : String(value ?? '')
  }
  const shownOf = (field: SettingsField): string | boolean => changed[field.name] ?? keptOf(field)
  const dirty = fields.filter((field) => shownOf(field) !== keptOf(field))
  const isDirty = dirty.length > 0
  useUnsaved(isDirty)
  useEffect(() => {
    if (error) focusFault()
  }, [error])
  const sentOf = (field: SettingsField): Value => {
    const shown = shownOf(field)
    if (typeof shown === 'boolean') return shown
    if (field.kind === 'lines') return linesOf(shown)
    return shown.trim() === '' && 'isEmptyNull' in field && field.isEmptyNull ? null : shown.trim()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isDirty) onSave(Object.fromEntries(dirty.map((field) => [field.name, sentOf(field)])), () => setChanged({}))
  }
  const put = (name: string, value: string | boolean): void => setChanged((kept) => ({ ...kept, [name]: value }))
  return (
    <SettingsRow id={id} title={title} text={text}>
      <form noValidate onSubmit={submit}>
        <Stack>
          {fields.map((field) => (
            <OneField
              key={field.name}
              field={field}
              pointer={`${under}/${field.name}`}
              value={shownOf(field)}
              error={error}
              mayWrite={mayWrite}
              onChange={(value) => put(field.name, value)}
            />
          ))}
        </Stack>
        {error && <Failed error={error} placed={fields.map(({ name }) => `${under}/${name}`)} />}
        {mayWrite && <SaveLine act={act} isDirty={isDirty} isBusy={isBusy} unchanged={unchanged} />}
      </form>
    </SettingsRow>
  )
}

interface OneProps {
  readonly field: SettingsField
  readonly pointer: string
  readonly value: string | boolean
  readonly error: Error | null
  readonly mayWrite: boolean
  readonly onChange: (value: string | boolean) => void
}

function OneField({ field, pointer, value, error, mayWrite, onChange }: OneProps): ReactNode {
  const { label, hint } = field
  if (field.kind === 'tick') {
    return (
      <Tick
        label={label}
        {...(hint === undefined ? {} : { text: hint })}
        isChecked={value === true}
        isDisabled={!mayWrite}
        onChange={onChange}
      />
    )
  }
  if (field.kind === 'select') {
    return (
      <Select
        label={label}
        hint={hint}
        value={String(value)}
        options={field.options}
        disabled={!mayWrite}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  return (
    <FormField
      label={label}
      hint={hint}
      pointer={pointer}
      kind={field.kind === 'lines' ? 'area' : field.kind}
      isCode={field.kind === 'lines'}
      value={String(value)}
      error={error}
      isReadOnly={!mayWrite}
      onChange={onChange}
    />
  )
}

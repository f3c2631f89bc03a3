/** The name of an application, where sign-ins begin, and how it hears of the end of sessions. */
import type { Application } from '@gatehouse-sso/sdk/browser'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Failed } from '../../../parts/failed.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { useChange } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { SaveLine } from '../../form/save-line.tsx'
import { Stack } from '../../form/stack.tsx'
import { useUnsaved } from '../../shell/unsaved.tsx'
import { applicationTexts as t } from '../../texts/texts.ts'

interface Props {
  readonly application: Application
  readonly mayWrite: boolean
}

type Name = 'name' | 'initiate_login_uri' | 'backchannel_logout_uri' | 'frontchannel_logout_uri'

interface FieldsProps extends Props {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly fields: readonly { readonly name: Name; readonly label: string; readonly hint?: string }[]
}

export const GeneralFields = (props: Props): ReactNode => (
  <Fields
    {...props}
    id="general"
    title={t.general.title}
    text={t.general.text}
    fields={[
      { name: 'name', label: t.general.name },
      { name: 'initiate_login_uri', label: t.general.initiate, hint: t.general.initiateHint },
    ]}
  />
)

export const LogoutFields = (props: Props): ReactNode => (
  <Fields
    {...props}
    id="logout"
    title={t.logout.title}
    text={t.logout.text}
    fields={[
      { name: 'backchannel_logout_uri', label: t.logout.back, hint: t.logout.backHint },
      { name: 'frontchannel_logout_uri', label: t.logout.front, hint: t.logout.frontHint },
    ]}
  />
)

function Fields({ application, mayWrite, id, title, text, fields }: FieldsProps): ReactNode {
  const [changed, setChanged] = useState<Partial<Record<Name, string>>>({})
  const textOf = (name: Name): string => changed[name] ?? application[name] ?? ''
  const isDirty = fields.some(({ name }) => textOf(name) !== (application[name] ?? ''))
  useUnsaved(isDirty)
  const save = useChange((api) =>
    api.applications.update(
      application.id,
      Object.fromEntries(fields.map(({ name }) => [name, textOf(name).trim() || (name === 'name' ? '' : null)])),
    ),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isDirty) save.mutate(undefined, { onSuccess: () => setChanged({}), onError: focusFault })
  }
  return (
    <SettingsRow id={id} title={title} text={text}>
      <form noValidate onSubmit={submit}>
        <Stack>
          {fields.map(({ name, label, hint }) => (
            <FormField
              key={name}
              label={label}
              hint={hint}
              pointer={`/${name}`}
              kind={name === 'name' ? 'text' : 'code'}
              value={textOf(name)}
              onChange={(value) => setChanged((kept) => ({ ...kept, [name]: value }))}
              error={save.error}
              isReadOnly={!mayWrite}
            />
          ))}
        </Stack>
        {save.error && <Failed error={save.error} placed={fields.map(({ name }) => `/${name}`)} />}
        {mayWrite && <SaveLine act={t.save} isDirty={isDirty} isBusy={save.isPending} unchanged={t.unchanged} />}
      </form>
    </SettingsRow>
  )
}

/** The settings of an organization, each part saved by itself, and its end. */
import type { Organization } from '@gatehouse-sso/sdk/browser'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Field } from '../../../parts/field.tsx'
import { IconButton } from '../../../parts/icon-button.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { useChange } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { SaveLine } from '../../form/save-line.tsx'
import { useUnsaved } from '../../shell/unsaved.tsx'
import { organizationTexts } from '../../texts/texts.ts'
import { DeleteOrganization } from './delete-organization.tsx'
import classes from './organization.module.css'
import { OrganizationPolicy } from './organization-policy.tsx'

const t = organizationTexts.settings

interface Props {
  readonly organization: Organization
}

export function OrganizationSettings({ organization }: Props): ReactNode {
  const mayWrite = useMay('organizations:write')
  const [dirty, setDirty] = useState<Readonly<Record<string, boolean>>>({})
  useUnsaved(Object.values(dirty).some(Boolean))
  const note = (part: string) => (isDirty: boolean) => setDirty((kept) => ({ ...kept, [part]: isDirty }))
  return (
    <fieldset disabled={!mayWrite} className={classes.rows}>
      <General organization={organization} onDirty={note('general')} />
      <Metadata organization={organization} onDirty={note('metadata')} />
      <OrganizationPolicy organization={organization} onDirty={note('policy')} />
      {mayWrite && <DeleteOrganization organization={organization} />}
    </fieldset>
  )
}

interface PartProps extends Props {
  readonly onDirty: (isDirty: boolean) => void
}

const generalPointers = ['/name', '/external_id', '/slug']

function General({ organization, onDirty }: PartProps): ReactNode {
  const [name, setName] = useState(organization.name)
  const [externalId, setExternalId] = useState(organization.external_id ?? '')
  const [slug, setSlug] = useState(organization.slug ?? '')
  const isDirty =
    name !== organization.name || externalId !== (organization.external_id ?? '') || slug !== (organization.slug ?? '')
  const save = useChange((api) =>
    api.organizations.update(organization.id, {
      name: name.trim(),
      external_id: externalId.trim() || null,
      slug: slug.trim() || null,
    }),
  )
  const set = (setValue: (text: string) => void) => (text: string) => {
    setValue(text)
    onDirty(true)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isDirty) save.mutate(undefined, { onSuccess: () => onDirty(false), onError: focusFault })
  }
  return (
    <SettingsRow id="general" title={t.general} text={t.generalText}>
      <form noValidate onSubmit={submit}>
        <FormField label={t.name} pointer="/name" value={name} onChange={set(setName)} error={save.error} />
        <FormField
          label={t.externalId}
          pointer="/external_id"
          value={externalId}
          onChange={set(setExternalId)}
          error={save.error}
          hint={t.externalIdHint}
        />
        <FormField
          label={t.slug}
          pointer="/slug"
          value={slug}
          onChange={set(setSlug)}
          error={save.error}
          hint={t.slugHint}
        />
        {save.error && <Failed error={save.error} placed={generalPointers} />}
        <SaveLine act={t.save} isDirty={isDirty} isBusy={save.isPending} unchanged={t.unchanged} />
      </form>
    </SettingsRow>
  )
}

type Pairs = readonly (readonly [name: string, value: string])[]

function Metadata({ organization, onDirty }: PartProps): ReactNode {
  const kept = Object.entries(organization.metadata).map(([name, value]) => [name, String(value)] as const)
  const [pairs, setPairs] = useState<Pairs>(kept)
  const isDirty = JSON.stringify(pairs) !== JSON.stringify(kept)
  const save = useChange((api) => {
    const next = Object.fromEntries(
      pairs.filter(([name]) => name.trim() !== '').map(([name, value]) => [name.trim(), value]),
    )
    const gone = Object.fromEntries(kept.filter(([name]) => !(name in next)).map(([name]) => [name, null]))
    return api.organizations.update(organization.id, { metadata: { ...gone, ...next } })
  })
  const change = (next: Pairs): void => {
    setPairs(next)
    onDirty(true)
  }
  const put = (index: number, pair: readonly [string, string]): void =>
    change(pairs.map((one, place) => (place === index ? pair : one)))
  return (
    <SettingsRow id="metadata" title={t.metadata} text={t.metadataText}>
      <div className={classes.pairs}>
        {pairs.map(([name, value], index) => (
          <div key={index} className={classes.pair}>
            <Field
              label={t.key}
              isLabelHidden
              isCode
              placeholder={t.key}
              value={name}
              onChange={(event) => put(index, [event.currentTarget.value, value])}
            />
            <Field
              label={t.value}
              isLabelHidden
              placeholder={t.value}
              value={value}
              onChange={(event) => put(index, [name, event.currentTarget.value])}
            />
            <IconButton
              label={t.removeEntry(name)}
              icon={IconX}
              onClick={() => change(pairs.filter((_, place) => place !== index))}
            />
          </div>
        ))}
        <div>
          <Button isSmall onClick={() => change([...pairs, ['', '']])}>
            <IconPlus className="icon" aria-hidden="true" />
            {t.addEntry}
          </Button>
        </div>
      </div>
      {save.error && <Failed error={save.error} />}
      <SaveLine
        act={t.save}
        isDirty={isDirty}
        isBusy={save.isPending}
        unchanged={t.unchanged}
        onSave={() => save.mutate(undefined, { onSuccess: () => onDirty(false) })}
      />
    </SettingsRow>
  )
}

/** The environment of the page, and all of them. */
import type { Environment } from '@gatehouse-sso/sdk/browser'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import { CopyBox } from '../../../parts/copy-box.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Rule, Rules, SettingsRow } from '../../../parts/settings-row.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { useChange, useRead } from '../../data/reading.ts'
import { sessionKey, useEnvironment } from '../../data/session.tsx'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { SaveLine } from '../../form/save-line.tsx'
import { Stack } from '../../form/stack.tsx'
import { addressOf } from '../../shell/environment-address.ts'
import { useUnsaved } from '../../shell/unsaved.tsx'
import { settingsTexts, environmentTexts as t } from '../../texts/texts.ts'
import { CallbackAliases } from './callback-aliases.tsx'
import { CreateEnvironment } from './create-environment.tsx'
import classes from './settings.module.css'

interface Props {
  readonly mayWrite: boolean
}

export function Environments({ mayWrite }: Props): ReactNode {
  const environment = useEnvironment()
  return (
    <div>
      <Fields key={environment.id} environment={environment} mayWrite={mayWrite} />
      <CallbackAliases key={`${environment.id} aliases`} environment={environment} mayWrite={mayWrite} />
      <AllEnvironments current={environment} mayWrite={mayWrite} />
    </div>
  )
}

type Name = 'name' | 'trace_days' | 'suggested_application_name'
const pointers = ['/name', '/trace_days', '/suggested_application_name']

function Fields({ environment, mayWrite }: Props & { readonly environment: Environment }): ReactNode {
  const client = useQueryClient()
  const [changed, setChanged] = useState<Partial<Record<Name, string>>>({})
  const textOf = (name: Name): string => changed[name] ?? String(environment[name] ?? '')
  const isDirty = (['name', 'trace_days', 'suggested_application_name'] as const).some(
    (name) => textOf(name) !== String(environment[name] ?? ''),
  )
  useUnsaved(isDirty)
  const save = useChange((api) =>
    api.environments.update(environment.id, {
      name: textOf('name').trim(),
      trace_days: Number(textOf('trace_days')),
      suggested_application_name: textOf('suggested_application_name').trim() || null,
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!isDirty) return
    const onSuccess = async (): Promise<void> => {
      await client.invalidateQueries({ queryKey: sessionKey })
      setChanged({})
    }
    save.mutate(undefined, { onSuccess, onError: focusFault })
  }
  const field = (
    name: Name,
  ): Pick<Parameters<typeof FormField>[0], 'pointer' | 'value' | 'onChange' | 'error' | 'isReadOnly'> => ({
    pointer: `/${name}`,
    value: textOf(name),
    onChange: (text) => setChanged((kept) => ({ ...kept, [name]: text })),
    error: save.error,
    isReadOnly: !mayWrite,
  })
  return (
    <SettingsRow id="here" title={t.here} text={t.hereText}>
      <CopyBox label={t.issuer} value={environment.issuer} kind="code" />
      <Rules>
        <Rule name={t.slug} why={t.slugHint}>
          <code>{environment.slug}</code>
        </Rule>
        <Rule name={t.kind}>{t.kinds[environment.kind]}</Rule>
      </Rules>
      <form noValidate onSubmit={submit}>
        <Stack>
          <FormField label={t.name} {...field('name')} />
          <FormField label={t.traceDays} kind="number" hint={t.traceDaysHint} {...field('trace_days')} />
          <FormField label={t.appName} hint={t.appNameHint} {...field('suggested_application_name')} />
        </Stack>
        {save.error && <Failed error={save.error} placed={pointers} />}
        {mayWrite && (
          <SaveLine
            act={settingsTexts.save}
            isDirty={isDirty}
            isBusy={save.isPending}
            unchanged={settingsTexts.unchanged}
          />
        )}
      </form>
    </SettingsRow>
  )
}

function AllEnvironments({ current, mayWrite }: Props & { readonly current: Environment }): ReactNode {
  const [isCreating, setCreating] = useState(false)
  const { data, error, refetch } = useRead(['environments'], (api, options) =>
    api.environments.list({ limit: 100 }, options),
  )
  return (
    <SettingsRow id="all" title={t.all} text={t.allText}>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Skeleton lines={2} />)}
      <ul className={classes.items}>
        {data?.data.map(({ id, name, slug, kind, is_default, issuer }) => (
          <li key={id}>
            <div>
              <p>
                <b>{name}</b>{' '}
                <span className="faint dense">
                  {[t.kinds[kind], is_default && t.isDefault, id === current.id && t.isHere]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </p>
              <p className={classes.more}>
                <code>{issuer}</code>
              </p>
            </div>
            {id !== current.id && (
              <a href={addressOf(slug)} aria-label={t.openOf(name)}>
                {t.open}
              </a>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && <Button onClick={() => setCreating(true)}>{t.create}</Button>}
      <CreateEnvironment isOpen={isCreating} onClose={() => setCreating(false)} />
    </SettingsRow>
  )
}

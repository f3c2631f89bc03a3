/** The branding of the setup portal, with a preview of its head that follows what is typed. */
import type { Branding } from '@gatehouse-sso/sdk/browser'
import { type ChangeEvent, type FormEvent, type ReactNode, useState } from 'react'
import { useLanguage } from '../../../language/language.tsx'
import { Button } from '../../../parts/button.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Note } from '../../../parts/note.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { contrast } from '../../../theme/accent.ts'
import { useChange, useRead } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { SaveLine } from '../../form/save-line.tsx'
import { Stack } from '../../form/stack.tsx'
import { useUnsaved } from '../../shell/unsaved.tsx'
import { settingsTexts, brandingTexts as t } from '../../texts/texts.ts'
import { BrandingPreview } from './branding-preview.tsx'
import classes from './settings.module.css'

const mostBytes = 256 * 1024
const neededContrast = 4.5
const pngStart = 'iVBORw0KGgo' // the signature of a PNG in base64

export function BrandingSettings({ mayWrite }: { readonly mayWrite: boolean }): ReactNode {
  const { data, error, refetch } = useRead(['branding'], (api, options) => api.branding.get(options))
  if (data === undefined) {
    return error ? (
      <Failed title={settingsTexts.notLoaded} error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton lines={6} />
    )
  }
  return <Form branding={data} mayWrite={mayWrite} />
}

/** `undefined`: as it is. `null`: none. */
type Logo = string | null | undefined

function Form({ branding, mayWrite }: { readonly branding: Branding; readonly mayWrite: boolean }): ReactNode {
  const { percent: _, number } = useLanguage()
  const [changed, setChanged] = useState<{ name?: string; accent?: string; support?: string }>({})
  const [logo, setLogo] = useState<Logo>(undefined)
  const [logoFault, setLogoFault] = useState<string | null>(null)
  const name = changed.name ?? branding.name
  const accent = changed.accent ?? branding.accent ?? ''
  const support = changed.support ?? branding.support_email ?? ''
  const isDirty =
    name !== branding.name ||
    accent !== (branding.accent ?? '') ||
    support !== (branding.support_email ?? '') ||
    logo !== undefined
  useUnsaved(isDirty)
  const isColor = /^#[0-9a-f]{6}$/.test(accent)
  const found = isColor ? contrast(accent, '#ffffff') : 0
  const accentFault =
    accent === ''
      ? null
      : !isColor
        ? t.accentForm
        : found < neededContrast
          ? t.accentFault(number(Number(found.toFixed(1))))
          : null
  const save = useChange((api) =>
    api.branding.update({
      name: name.trim() || null,
      accent: accent || null,
      support_email: support.trim() || null,
      ...(logo === undefined ? {} : { logo_png: logo }),
    }),
  )
  const onSuccess = (): void => {
    setChanged({})
    setLogo(undefined)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (accentFault !== null) focusFault()
    else if (isDirty) save.mutate(undefined, { onSuccess, onError: focusFault })
  }
  const choose = async ({ currentTarget }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = currentTarget.files?.[0]
    if (!file) return
    const text = base64Of(await file.arrayBuffer())
    currentTarget.value = ''
    setLogoFault(file.size > mostBytes ? t.logoTooLarge : text.startsWith(pngStart) ? null : t.logoNotPng)
    if (file.size <= mostBytes && text.startsWith(pngStart)) setLogo(text)
  }
  const shownLogo = logo === undefined ? branding.logo_url : logo === null ? null : `data:image/png;base64,${logo}`
  return (
    <div>
      <SettingsRow id="preview" title={t.preview} text={t.previewText}>
        <BrandingPreview name={name} logo={shownLogo} accent={accentFault === null ? accent : ''} support={support} />
      </SettingsRow>
      <SettingsRow id="branding" title={t.title} text={t.text}>
        <form noValidate onSubmit={submit}>
          <Stack>
            <FormField
              label={t.name}
              pointer="/name"
              value={name}
              onChange={(text) => setChanged((kept) => ({ ...kept, name: text }))}
              error={save.error}
              hint={t.nameHint}
              isReadOnly={!mayWrite}
            />
            <div className={classes.accent}>
              <FormField
                label={t.accent}
                pointer="/accent"
                isCode
                placeholder="#4338ca"
                value={accent}
                onChange={(text) => setChanged((kept) => ({ ...kept, accent: text.trim().toLowerCase() }))}
                error={save.error}
                fault={accentFault}
                hint={t.accentHint}
                isReadOnly={!mayWrite}
              />
              {mayWrite && (
                <input
                  type="color"
                  aria-label={t.pick}
                  value={isColor ? accent : '#4338ca'}
                  onChange={(event) => {
                    const { value } = event.currentTarget
                    setChanged((kept) => ({ ...kept, accent: value }))
                  }}
                />
              )}
            </div>
            <FormField
              label={t.support}
              pointer="/support_email"
              kind="email"
              value={support}
              onChange={(text) => setChanged((kept) => ({ ...kept, support: text }))}
              error={save.error}
              hint={t.supportHint}
              isReadOnly={!mayWrite}
            />
            {mayWrite && (
              <div>
                <p className={classes.label}>{t.logo}</p>
                <span className={classes.logo}>
                  <label className={classes.file}>
                    <input type="file" accept="image/png" onChange={(event) => void choose(event)} />
                    {t.chooseLogo}
                  </label>
                  {shownLogo !== null && <Button onClick={() => setLogo(null)}>{t.removeLogo}</Button>}
                </span>
                <p className={classes.more}>{t.logoHint}</p>
                {logoFault !== null && <Note tone="bad" title={`${t.logo} ${logoFault}`} />}
              </div>
            )}
          </Stack>
          {save.error && <Failed error={save.error} placed={['/name', '/accent', '/support_email']} />}
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
    </div>
  )
}

function base64Of(buffer: ArrayBuffer): string {
  let text = ''
  for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte)
  return btoa(text)
}

/** The addresses of an application. Each counts character by character, so the final slash is marked. */
import type { Application } from '@gatehouse-sso/sdk/browser'
import { IconX } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import { CopyBox } from '../../../parts/copy-box.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { IconButton } from '../../../parts/icon-button.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { useChange } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { useToast } from '../../shell/toast.tsx'
import { useUnsaved } from '../../shell/unsaved.tsx'
import { applicationTexts } from '../../texts/texts.ts'
import classes from './applications.module.css'

const t = applicationTexts.uris

type Name = 'redirect_uris' | 'post_logout_redirect_uris'

interface Props {
  readonly application: Application
  readonly field: Name
  readonly texts: { readonly title: string; readonly text: string; readonly label: string }
  readonly mayWrite: boolean
}

export function UriList({ application, field, texts, mayWrite }: Props): ReactNode {
  const show = useToast()
  const [added, setAdded] = useState('')
  const uris = application[field]
  const save = useChange((api, next: readonly string[]) =>
    api.applications.update(application.id, { [field]: [...next] }),
  )
  useUnsaved(added !== '')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const uri = added.trim()
    if (uri !== '') save.mutate([...uris, uri], { onSuccess: () => setAdded(''), onError: focusFault })
  }
  const remove = (uri: string): void =>
    save.mutate(
      uris.filter((one) => one !== uri),
      { onSuccess: () => show(t.removed(uri), () => save.mutate(uris)) },
    )
  const isLast = field === 'redirect_uris' && uris.length === 1
  return (
    <SettingsRow id={field} title={texts.title} text={texts.text}>
      {uris.length === 0 && <p className="quiet">{t.none}</p>}
      <ul className={classes.uris}>
        {uris.map((uri) => (
          <li key={uri}>
            <CopyBox value={uri} kind="address" />
            {mayWrite && (
              <IconButton
                label={isLast ? t.last : t.remove(uri)}
                icon={IconX}
                aria-disabled={isLast}
                onClick={() => !isLast && remove(uri)}
              />
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <form noValidate onSubmit={submit} className={classes.add}>
          <FormField
            label={t.addLabel(texts.label)}
            isLabelHidden
            placeholder="https://"
            pointer={`/${field}`}
            kind="code"
            value={added}
            onChange={setAdded}
            error={save.error}
          />
          <Button type="submit" isBusy={save.isPending}>
            {t.add}
          </Button>
        </form>
      )}
      {save.error && <Failed error={save.error} placed={[`/${field}`]} />}
    </SettingsRow>
  )
}

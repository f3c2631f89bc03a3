/** The values that the customer sent, kept by one button. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import type { FormEvent, ReactNode } from 'react'
import { Button } from '../../../parts/button.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { ProviderFields } from '../../provider-form/provider-fields.tsx'
import { SecretEntry } from '../../provider-form/secret-entry.tsx'
import { useProviderForm } from '../../provider-form/use-provider-form.ts'
import { settingLabels } from '../../setting-labels.ts'
import { useUnsaved } from '../../shell/unsaved.tsx'
import { configureTexts } from '../../texts/texts.ts'
import classes from './configure.module.css'

const t = configureTexts.enter

interface Props {
  readonly connection: Connection
  readonly onSaved: () => void
}

export function ConfigureValues({ connection, onSaved }: Props): ReactNode {
  const form = useProviderForm(connection)
  const { provider, isDirty, save } = form
  const settle = useUnsaved(isDirty)
  const kept = connection.credentials.find(({ active, type }) => active && type === 'client_secret')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!form.isComplete(connection.credentials.length === 0)) {
      focusFault()
      return
    }
    save.mutate(undefined, {
      onSuccess: () => {
        settle()
        onSaved()
      },
      onError: focusFault,
    })
  }
  return (
    <form noValidate onSubmit={submit}>
      <ProviderFields
        provider={provider}
        way={form.way}
        texts={form.texts}
        missing={form.missing}
        error={save.error}
        onWay={form.setWay}
        onText={form.setText}
      />
      <div className={classes.after}>
        <SecretEntry
          provider={provider}
          secret={form.secret}
          kept={kept?.hint ?? null}
          isMissing={form.isSecretMissing}
          error={save.error}
          onChange={form.setSecret}
        />
      </div>
      {provider.asks_logout_page && (
        <div className={classes.after}>
          <FormField
            label={t.logout}
            pointer="/policy/logout_page_url"
            value={form.logoutPage}
            error={save.error}
            hint={t.logoutHint}
            onChange={form.setLogoutPage}
          />
        </div>
      )}
      {save.error && (
        <div className={classes.after}>
          <Failed error={save.error} placed={form.pointers} labels={settingLabels} />
        </div>
      )}
      <div className={classes.acts}>
        <Button type="submit" kind="primary" isBusy={save.isPending} whyNot={isDirty ? null : t.unchanged}>
          {t.act}
        </Button>
        <span className="quiet dense">{connection.state === 'active' ? t.active : t.draft}</span>
      </div>
    </form>
  )
}

/** The values of the identity provider. A change of an active connection becomes a part of the candidate. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import { type FormEvent, type ReactNode, useEffect } from 'react'
import { useLanguage } from '../../../language/language.tsx'
import { Button } from '../../../parts/button.tsx'
import { Facts } from '../../../parts/facts.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Fold } from '../../../parts/fold.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { SigningCertificates } from '../../../parts/signing-certificates.tsx'
import { useNow } from '../../data/now.ts'
import { useMay } from '../../data/session.tsx'
import { focusFault } from '../../form/form-field.tsx'
import type { OnDirty } from '../../form/on-dirty.ts'
import { SaveLine } from '../../form/save-line.tsx'
import { ProviderFields } from '../../provider-form/provider-fields.tsx'
import { useProviderForm } from '../../provider-form/use-provider-form.ts'
import { settingLabels } from '../../setting-labels.ts'
import { connectionTexts } from '../../texts/texts.ts'
import classes from './connection.module.css'

const t = connectionTexts.provider

interface Props {
  readonly connection: Connection
  readonly onDirty: OnDirty
}

export function ProviderDetails({ connection, onDirty }: Props): ReactNode {
  const form = useProviderForm(connection)
  const mayWrite = useMay('connections:write')
  const { isDirty, save } = form
  const { endpoints, state, saml } = connection
  const { t: words } = useLanguage()
  const now = useNow()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is told about changes only
  useEffect(() => onDirty(isDirty), [isDirty])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!isDirty) return
    if (form.isComplete(false)) save.mutate(undefined, { onError: focusFault })
    else focusFault()
  }
  return (
    <SettingsRow id="provider" title={t.title} text={t.text}>
      <form noValidate onSubmit={submit}>
        <ProviderFields
          provider={form.provider}
          way={form.way}
          texts={form.texts}
          missing={form.missing}
          error={save.error}
          isReadOnly={!mayWrite}
          onWay={form.setWay}
          onText={form.setText}
        />
        {save.error && <Failed error={save.error} placed={form.pointers} labels={settingLabels} />}
        {mayWrite && (
          <SaveLine
            act={t.act}
            isDirty={isDirty}
            isBusy={save.isPending}
            unchanged={state === 'active' ? `${t.unchanged} ${t.becomesCandidate}` : t.unchanged}
            say={state === 'active' ? t.becomesCandidate : t.countAtOnce}
          >
            {isDirty && (
              <Button kind="bare" onClick={form.reset}>
                {t.reset}
              </Button>
            )}
          </SaveLine>
        )}
      </form>
      {saml !== null && (
        <section className={classes.certificates} aria-labelledby="certificates">
          <h3 id="certificates">{words.saml.certificates}</h3>
          <SigningCertificates certificates={saml.signing_certificates} now={now} />
        </section>
      )}
      {endpoints !== null && (
        <Fold title={t.endpoints}>
          <Facts
            facts={(
              ['discovery_url', 'authorization_endpoint', 'token_endpoint', 'jwks_uri', 'userinfo_endpoint'] as const
            ).map((name) => ({ name, value: <code>{endpoints[name] ?? '–'}</code> }))}
          />
        </Fold>
      )}
    </SettingsRow>
  )
}

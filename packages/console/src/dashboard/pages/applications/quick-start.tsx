/** How an application signs people in, per framework, with its own values filled in. */
import type { Application } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { ButtonLink } from '../../../parts/button.tsx'
import { CodeBox } from '../../../parts/code-box.tsx'
import { CodeView } from '../../../parts/code-view.tsx'
import { Select } from '../../../parts/select.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { Strip } from '../../../parts/strip.tsx'
import { useAddress } from '../../data/address.ts'
import { useEnvironment } from '../../data/session.tsx'
import { paths } from '../../routes.ts'
import { applicationTexts } from '../../texts/texts.ts'
import { isPublic } from './application-kind.ts'
import classes from './applications.module.css'
import { frameworks } from './frameworks.ts'

const t = applicationTexts.quickStart

export function QuickStart({ application }: { readonly application: Application }): ReactNode {
  const { issuer } = useEnvironment()
  const address = useAddress()
  const { client_id, redirect_uris } = application
  const chosen = address.get('redirect_uri')
  const redirect_uri = redirect_uris.find((uri) => uri === chosen) ?? redirect_uris[0]
  const framework = frameworks.find(({ id }) => id === address.get('framework')) ?? frameworks[0]
  if (redirect_uri === undefined || framework === undefined) return <Strip tone="warn">{t.noRedirect}</Strip>
  const files = framework.files({ issuer, client_id, redirect_uri })
  return (
    <SettingsRow id="quick-start" title={t.title} text={isPublic(application) ? t.publicText : t.text}>
      <div className={classes.choices}>
        <Select
          label={t.framework}
          value={framework.id}
          options={frameworks.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => address.set({ framework: event.currentTarget.value }, { isReplaced: true })}
        />
        {redirect_uris.length > 1 && (
          <Select
            label={t.redirect}
            value={redirect_uri}
            options={redirect_uris.map((uri) => ({ value: uri, label: uri }))}
            onChange={(event) => address.set({ redirect_uri: event.currentTarget.value }, { isReplaced: true })}
          />
        )}
      </div>
      {framework.install !== null && <CodeBox label={t.install} code={framework.install} />}
      <CodeView
        key={framework.id}
        label={t.code}
        snippets={files.map(({ name, code }) => ({ name, code, kind: 'shell' as const }))}
        values={[redirect_uri, client_id, issuer]}
      />
      <p className="quiet">{t.tryIt}</p>
      <ButtonLink to={paths.signIns()}>{t.open}</ButtonLink>
    </SettingsRow>
  )
}

/** The addresses that the customer's administrator enters at the identity provider. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import { useClipboard } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useLanguage } from '../../../language/language.tsx'
import { LinkButton } from '../../../parts/button.tsx'
import { CopyBox } from '../../../parts/copy-box.tsx'
import { samlValues } from '../../../parts/saml-values.ts'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { Words } from '../../../parts/words.tsx'
import { useIdentityProviders } from '../../data/identity-providers.tsx'
import { connectionTexts } from '../../texts/texts.ts'
import classes from './connection.module.css'

const t = connectionTexts.give

export function AddressesToRegister({ connection }: { readonly connection: Connection }): ReactNode {
  const { t: words } = useLanguage()
  const clipboard = useClipboard({ timeout: 2000 })
  const { saml } = connection
  const { redirect_hint } = useIdentityProviders()[connection.type]
  const { redirect_uri, consent_redirect_uri, logout, suggested_application_name } = connection
  const registered = saml
    ? samlValues(saml, words)
    : [
        { name: t.redirectUri, value: redirect_uri },
        { name: t.consentUri, value: consent_redirect_uri },
        { name: t.frontchannel, value: logout.frontchannel_logout_uri },
        { name: t.backchannel, value: logout.backchannel_logout_uri },
        { name: t.revocation, value: logout.revocation_uri },
        { name: t.postLogout, value: logout.post_logout_redirect_uri },
      ]
  const details = [...registered, { name: t.application, value: suggested_application_name }].flatMap(
    ({ name, value }) => (value === null ? [] : [{ name, value }]),
  )
  return (
    <SettingsRow
      id="service"
      title={t.title}
      text={
        saml ? (
          t.text
        ) : (
          <>
            {t.text} <Words text={redirect_hint} />
          </>
        )
      }
      aside={
        <LinkButton onClick={() => clipboard.copy(details.map(({ name, value }) => `${name}:\n${value}`).join('\n\n'))}>
          {clipboard.copied ? words.parts.copied : t.copyAll}
        </LinkButton>
      }
    >
      <div className={classes.give}>
        {details.map(({ name, value }) => (
          <div key={name}>
            <span aria-hidden="true">{name}</span>
            <CopyBox
              value={value}
              name={name}
              kind={name === t.redirectUri ? 'address' : 'code'}
              note={value === saml?.acs_url ? <Words text={redirect_hint} /> : null}
            />
          </div>
        ))}
      </div>
    </SettingsRow>
  )
}

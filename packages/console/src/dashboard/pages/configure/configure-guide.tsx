/** The steps of the customer's administrator, beside the form, and the same as a text to send. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import { useClipboard } from '@mantine/hooks'
import { IconBook, IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../../../language/language.tsx'
import { LinkButton } from '../../../parts/button.tsx'
import { samlValues } from '../../../parts/saml-values.ts'
import { Words } from '../../../parts/words.tsx'
import type { IdentityProvider } from '../../data/identity-provider.ts'
import { useRead } from '../../data/reading.ts'
import { fieldsOf } from '../../provider-form/provider-values.ts'
import { configureTexts } from '../../texts/texts.ts'
import classes from './configure.module.css'

const t = configureTexts.guide

interface Props {
  readonly provider: IdentityProvider
  readonly organization: string
  readonly connection: Connection | null
}

/** A sentence without its marks. */
const plain = (text: string): string => text.replaceAll('**', '').replaceAll('`', '')

export function ConfigureGuide({ provider, organization, connection }: Props): ReactNode {
  const clipboard = useClipboard({ timeout: 2000 })
  const { t: words } = useLanguage()
  const { data: branding } = useRead(['branding'], (api, options) => api.branding.get(options))
  const [usual] = provider.ways
  const asked = [...(usual ? fieldsOf(provider, usual) : []), provider.client_secret]
  const text = [
    t.textHead(connection?.suggested_application_name ?? branding?.name ?? '', provider.name),
    ...provider.steps.map((sentence, index) => `${index + 1}. ${plain(sentence)}`),
    ...(connection?.saml
      ? ['', ...samlValues(connection.saml, words).map(({ name, value }) => `${name}: ${value}`)]
      : connection
        ? ['', t.textRedirect, connection.redirect_uri]
        : []),
    '',
    t.textSend,
    ...asked.flatMap((one) => (one === null ? [] : [`- ${one.label}`])),
  ].join('\n')
  const Shape = clipboard.copied ? IconCheck : IconCopy
  return (
    <aside className={classes.guide} aria-label={t.title(organization)}>
      <h2>
        <IconBook className="icon" aria-hidden="true" />
        {t.title(organization)}
      </h2>
      <ol>
        {provider.steps.map((sentence) => (
          <li key={sentence}>
            <Words text={sentence} />
          </li>
        ))}
      </ol>
      <LinkButton onClick={() => clipboard.copy(text)}>
        <Shape className="icon" aria-hidden="true" /> {clipboard.copied ? t.copied : t.copy}
      </LinkButton>
      <span className="sr" aria-live="polite">
        {clipboard.copied ? t.copied : ''}
      </span>
    </aside>
  )
}

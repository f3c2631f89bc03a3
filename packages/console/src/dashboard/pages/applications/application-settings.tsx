/** The settings of an application, each part saved by itself. */
import type { Application } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { CodeView } from '../../../parts/code-view.tsx'
import { CopyBox } from '../../../parts/copy-box.tsx'
import { Rule, Rules, SettingsRow } from '../../../parts/settings-row.tsx'
import { useEnvironment, useMay } from '../../data/session.tsx'
import { resourceSnippets } from '../../snippets.ts'
import { applicationsTexts, applicationTexts as t } from '../../texts/texts.ts'
import { ApplicationClaims } from './application-claims.tsx'
import { ApplicationEnd } from './application-end.tsx'
import { GeneralFields, LogoutFields } from './application-fields.tsx'
import { kindOf } from './application-kind.ts'
import { ApplicationSecrets } from './application-secrets.tsx'
import { UriList } from './uri-list.tsx'

export function ApplicationSettings({ application }: { readonly application: Application }): ReactNode {
  const mayWrite = useMay('applications:write')
  const { id } = application
  return (
    <div>
      <Client application={application} />
      <ApplicationSecrets application={application} mayWrite={mayWrite} />
      <UriList application={application} field="redirect_uris" texts={t.redirect} mayWrite={mayWrite} />
      <UriList application={application} field="post_logout_redirect_uris" texts={t.postLogout} mayWrite={mayWrite} />
      <GeneralFields application={application} mayWrite={mayWrite} />
      <LogoutFields application={application} mayWrite={mayWrite} />
      <ApplicationClaims application={application} mayWrite={mayWrite} />
      {mayWrite && <ApplicationEnd application={application} />}
      <SettingsRow id="code" title={t.code} text={t.codeText}>
        <CodeView
          label={t.code}
          snippets={resourceSnippets({
            path: `/applications/${id}`,
            value: application,
            cli: `applications get ${id}`,
            sdk: `applications.get('${id}')`,
          })}
          values={[id]}
        />
      </SettingsRow>
    </div>
  )
}

function Client({ application }: { readonly application: Application }): ReactNode {
  const { issuer } = useEnvironment()
  const { client_id, token_endpoint_auth_methods, grant_types, require_pkce, id_token_signed_response_alg } =
    application
  const kind = kindOf(application)
  return (
    <SettingsRow id="client" title={t.client.title} text={t.client.text}>
      <CopyBox label={t.client.issuer} value={issuer} kind="code" />
      <CopyBox label={t.client.clientId} value={client_id} kind="code" />
      <Rules>
        <Rule name={t.client.type}>{applicationsTexts.form.kinds[kind][0]}</Rule>
        <Rule name={t.client.methods}>
          {token_endpoint_auth_methods.map((method) => t.client.methodNames[method]).join(', ')}
        </Rule>
        <Rule name={t.client.pkce}>{require_pkce ? t.client.required : t.client.notRequired}</Rule>
        <Rule name={t.client.grants}>
          <code>{grant_types.map((grant) => grant.replace(/^.*:/, '')).join(', ')}</code>
        </Rule>
        <Rule name={t.client.algorithm}>{id_token_signed_response_alg}</Rule>
      </Rules>
    </SettingsRow>
  )
}

/** One API resource: its audience, its callers, its tenants, and a place to try a token. */
import { type ApiResource, NotFoundError } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { ButtonLink } from '../../../parts/button.tsx'
import { CodeView } from '../../../parts/code-view.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { useChange, useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { SettingsForm } from '../../form/settings-form.tsx'
import { paths } from '../../routes.ts'
import { LoadingPage } from '../../shell/loading-page.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { resourceSnippets } from '../../snippets.ts'
import { apiResourcesTexts, apiResourceTexts as t } from '../../texts/texts.ts'
import { ApiResourceEnd } from './api-resource-end.tsx'
import { audienceFields, callerFields, claimFields, generalFields, peopleFields } from './api-resource-rows.ts'
import { ApiResourceTenants } from './api-resource-tenants.tsx'
import { Enabled } from './api-resources-page.tsx'
import { TryToken } from './try-token.tsx'

export function ApiResourcePage({ id }: { readonly id: string }): ReactNode {
  const mayWrite = useMay('api_resources:write')
  const mayTry = useMay('api_resources:verify')
  const { data, error, refetch } = useRead(['api_resource', id], (api, options) => api.apiResources.get(id, options))
  const crumbs = [{ name: apiResourcesTexts.title, to: paths.apiResources() }]
  if (data === undefined) {
    if (error instanceof NotFoundError) return <PageHead title={t.gone} text={t.goneText} id={id} crumbs={crumbs} />
    if (error === null) return <LoadingPage />
    return (
      <>
        <PageHead title={id} crumbs={crumbs} />
        <Failed title={t.notLoaded} error={error} onRetry={() => void refetch()} />
      </>
    )
  }
  return (
    <>
      <PageHead
        title={data.name}
        crumbs={crumbs}
        id={id}
        badge={<Enabled isEnabled={data.enabled} isPill />}
        meta={
          data.organization_id === null ? (
            apiResourcesTexts.everyOrganization
          ) : (
            <Link to={paths.organization(data.organization_id)}>{apiResourcesTexts.oneOrganization}</Link>
          )
        }
        actions={<ButtonLink to={paths.events({ object_id: id })}>{t.events}</ButtonLink>}
      />
      <div>
        <ApiResourceTenants apiResource={data} mayWrite={mayWrite} />
        {mayTry && <TryToken id={id} />}
        <Part resource={data} part="general" mayWrite={mayWrite} />
        <Part resource={data} part="audience" mayWrite={mayWrite} />
        <Part resource={data} part="callers" mayWrite={mayWrite} />
        <Part resource={data} part="people" mayWrite={mayWrite} />
        {mayWrite && <ApiResourceEnd apiResource={data} />}
        <SettingsRow id="code" title={t.code} text={t.codeText}>
          <CodeView
            label={t.code}
            snippets={resourceSnippets({
              path: `/api_resources/${id}`,
              value: data,
              cli: `api-resources get ${id}`,
              sdk: `apiResources.get('${id}')`,
            })}
            values={[id]}
          />
        </SettingsRow>
      </div>
    </>
  )
}

const fieldsOf = { general: generalFields, audience: audienceFields, callers: callerFields, people: peopleFields }

interface PartProps {
  readonly resource: ApiResource
  readonly part: keyof typeof fieldsOf
  readonly mayWrite: boolean
}

function Part({ resource, part, mayWrite }: PartProps): ReactNode {
  const save = useChange((api, changes: Readonly<Record<string, unknown>>) => {
    const claims = Object.fromEntries(Object.entries(changes).filter(([name]) => claimFields.has(name)))
    const rest = Object.fromEntries(Object.entries(changes).filter(([name]) => !claimFields.has(name)))
    return api.apiResources.update(resource.id, { ...rest, ...(Object.keys(claims).length > 0 && { claims }) })
  })
  return (
    <SettingsForm
      id={part}
      title={t[part].title}
      text={t[part].text}
      fields={fieldsOf[part]}
      values={{ ...resource.claims, ...resource }}
      mayWrite={mayWrite}
      act={t.save}
      unchanged={t.unchanged}
      isBusy={save.isPending}
      error={save.error}
      onSave={(changes, onSaved) => save.mutate(changes, { onSuccess: onSaved })}
    />
  )
}

/** One user: who it is, why the roles, the identities, the sessions, and what can be done. */
import { NotFoundError, type User } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { ButtonLink } from '../../../parts/button.tsx'
import { CodeView } from '../../../parts/code-view.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { Rule, Rules, SettingsRow } from '../../../parts/settings-row.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { useNow } from '../../data/now.ts'
import { useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { paths } from '../../routes.ts'
import { LoadingPage } from '../../shell/loading-page.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { resourceSnippets } from '../../snippets.ts'
import { codeInWords, userTexts as t, userStates } from '../../texts/texts.ts'
import { nameOfUser, userLooks } from '../../user-looks.ts'
import { UserAccess } from './user-access.tsx'
import { UserIdentities } from './user-identities.tsx'
import { UserOwnFields } from './user-own-fields.tsx'
import { UserSessions } from './user-sessions.tsx'

export function UserPage({ id }: { readonly id: string }): ReactNode {
  const mayWrite = useMay('users:write')
  const { data, error, refetch } = useRead(['user', id], (api, options) =>
    api.users.get(id, { expand: ['organization'] }, options),
  )
  const crumbs = [{ name: t.crumb, to: paths.users() }]
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
  const { organization: _, ...own } = data
  return (
    <>
      <PageHead
        title={nameOfUser(data)}
        crumbs={crumbs}
        id={id}
        badge={
          <StateBadge {...userLooks[data.state]} isPill>
            {userStates[data.state]}
          </StateBadge>
        }
        meta={
          <Link to={paths.organization(data.organization_id)}>{data.organization?.name ?? data.organization_id}</Link>
        }
        actions={
          <>
            <ButtonLink to={paths.signIns({ user_id: id })}>{t.signIns}</ButtonLink>
            <ButtonLink to={paths.events({ object_id: id })}>{t.events}</ButtonLink>
          </>
        }
      />
      <div>
        <Profile user={data} />
        <RolesOfUser user={data} />
        <UserIdentities user={data} mayWrite={mayWrite} />
        <UserSessions user={data} mayWrite={mayWrite} />
        <UserOwnFields user={data} mayWrite={mayWrite} />
        {mayWrite && <UserAccess user={data} />}
        <SettingsRow id="code" title={t.code} text={t.codeText}>
          <CodeView
            label={t.code}
            snippets={resourceSnippets({
              path: `/users/${id}`,
              value: own,
              cli: `users get ${id}`,
              sdk: `users.get('${id}')`,
            })}
            values={[id]}
          />
        </SettingsRow>
      </div>
    </>
  )
}

function Profile({ user }: { readonly user: User }): ReactNode {
  const now = useNow()
  const { email, email_verified, name, preferred_username, identifier, source, last_sign_in_at, created_at } = user
  const custom = Object.entries(user.custom_attributes)
  return (
    <SettingsRow id="profile" title={t.profile} text={t.profileText}>
      <Rules>
        <Rule name={t.fields.name}>{name ?? t.none}</Rule>
        <Rule name={t.fields.email}>
          {email ?? t.none}
          {email !== null && (
            <span className="faint dense"> {email_verified ? t.fields.verified : t.fields.notVerified}</span>
          )}
        </Rule>
        <Rule name={t.fields.preferred_username}>{preferred_username ?? t.none}</Rule>
        <Rule name={t.fields.identifier}>{identifier === null ? t.none : <code>{identifier}</code>}</Rule>
        {custom.length > 0 && (
          <Rule name={t.custom}>
            {custom.map(([key, value]) => (
              <div key={key}>
                <code>{key}</code> {typeof value === 'string' ? value : JSON.stringify(value)}
              </div>
            ))}
          </Rule>
        )}
        <Rule name={t.fields.source}>{t.sources[source]}</Rule>
        <Rule name={t.fields.lastSignIn}>
          {last_sign_in_at === null ? t.never : <RelativeTime at={last_sign_in_at} now={now} form="ago" />}
        </Rule>
        <Rule name={t.fields.created}>
          <RelativeTime at={created_at} now={now} form="date" />
        </Rule>
      </Rules>
    </SettingsRow>
  )
}

function RolesOfUser({ user }: { readonly user: User }): ReactNode {
  const { roles, role_reasons, groups, is_admin } = user
  return (
    <SettingsRow id="roles" title={t.roles} text={t.rolesText}>
      <Rules>
        {roles.length === 0 && <Rule name={t.noRole}>{t.none}</Rule>}
        {roles.map((role) => {
          const because = role_reasons.filter((reason) => reason.role === role)
          return (
            <Rule key={role} name={codeInWords(role)}>
              {because.length === 0 && <code>{role}</code>}
              {because.map((reason) => (
                <div key={`${reason.because} ${reason.from}`}>{t.reasons[reason.because](reason.from ?? '')}</div>
              ))}
            </Rule>
          )
        })}
        <Rule name={t.fields.groups}>{groups.join(', ') || t.none}</Rule>
        <Rule name={t.fields.administrator}>{is_admin ? t.fields.yes : t.fields.no}</Rule>
      </Rules>
    </SettingsRow>
  )
}

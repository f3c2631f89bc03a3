/** Warns that the team cannot sign in yet, and says how to mend it. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Note } from '../../../parts/note.tsx'
import { pathIn, useDefaultEnvironment } from '../../data/default-environment.tsx'
import { useRead } from '../../data/reading.ts'
import { paths } from '../../routes.ts'
import { teamTexts } from '../../texts/texts.ts'

const t = teamTexts.cannotSignIn

export function TeamSignInWarning(): ReactNode {
  const environment = useDefaultEnvironment()
  const { data } = useRead(['team_sign_in'], async (api, options) => {
    const { organization_id } = await api.staff.getSettings(options)
    if (organization_id === null) return { organization_id, isConnected: false }
    const active = await api.connections.list({ organization_id, state: 'active', limit: 1 }, options)
    return { organization_id, isConnected: active.data.length > 0 }
  })
  if (data === undefined || data.isConnected) return null
  const { organization_id } = data
  return (
    <Note tone="warn" title={t.title} text={organization_id === null ? t.noOrganization : t.noConnection}>
      {organization_id !== null && (
        <>
          {' '}
          <Link to={pathIn(environment, paths.organization(organization_id, 'connection'))}>{t.open}</Link>
        </>
      )}
    </Note>
  )
}

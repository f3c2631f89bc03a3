/** The settings of the environment and of the installation, a tab each. */
import type { StaffScope } from '@gatehouse-sso/sdk/browser'
import { lazy, type ReactNode, Suspense } from 'react'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { Strip } from '../../../parts/strip.tsx'
import { Tabs } from '../../../parts/tabs.tsx'
import { useSession } from '../../data/session.tsx'
import { paths } from '../../routes.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { settingsTexts as t } from '../../texts/texts.ts'
import { MissingPage } from '../missing/missing-page.tsx'
import { ApiKeys } from './api-keys.tsx'
import { Environments } from './environments.tsx'
import { Roles } from './roles.tsx'
import { SigningKeys } from './signing-keys.tsx'

const BrandingSettings = lazy(async () => ({ default: (await import('./branding.tsx')).BrandingSettings }))
const Team = lazy(async () => ({ default: (await import('./team.tsx')).Team }))

interface Part {
  readonly reads: StaffScope
  readonly writes: StaffScope
  readonly page: (props: { readonly mayWrite: boolean }) => ReactNode
}

const parts = {
  environment: { reads: 'environments:read', writes: 'environments:write', page: Environments },
  roles: { reads: 'roles:read', writes: 'roles:write', page: Roles },
  api_keys: { reads: 'api_keys:read', writes: 'api_keys:write', page: ApiKeys },
  signing_keys: { reads: 'signing_keys:read', writes: 'signing_keys:write', page: SigningKeys },
  branding: { reads: 'branding:read', writes: 'branding:write', page: BrandingSettings },
  team: { reads: 'staff:read', writes: 'staff:write', page: Team },
} as const satisfies Readonly<Record<string, unknown>>

type PartName = keyof typeof parts

const isPart = (text: string): text is PartName => text in parts

export function SettingsPage({ part }: { readonly part: string }): ReactNode {
  const { scopes } = useSession()
  if (!isPart(part)) return <MissingPage />
  const { reads, writes, page: Page }: Part = parts[part]
  const mayWrite = scopes.includes(writes)
  return (
    <>
      <PageHead title={t.title} />
      <Tabs
        label={t.tabsLabel}
        current={part}
        tabs={(Object.keys(parts) as PartName[]).map((id) => ({ id, label: t.tabs[id], to: paths.settings(id) }))}
      />
      {scopes.includes(reads) ? (
        <>
          {!mayWrite && <Strip tone="plain">{t.readOnly}</Strip>}
          <Suspense fallback={<Skeleton />}>
            <Page mayWrite={mayWrite} />
          </Suspense>
        </>
      ) : (
        <Strip tone="plain">{t.mayNotRead}</Strip>
      )}
    </>
  )
}

/** The overview: how sign-ins go, what fails, what expires, and what is still to be set up. */
import { IconPlayerPlay } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Button, ButtonLink } from '../../../parts/button.tsx'
import { CopyId } from '../../../parts/copy-id.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { FigureBones } from '../../../parts/figures.tsx'
import { Columns } from '../../../parts/section.tsx'
import { useRead } from '../../data/reading.ts'
import { useEnvironment, useMay } from '../../data/session.tsx'
import { paths } from '../../routes.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { overviewTexts as t } from '../../texts/texts.ts'
import { ExpiringCredentials } from './expiring-credentials.tsx'
import { FailingConnections } from './failing-connections.tsx'
import { FirstSignIn } from './first-sign-in.tsx'
import { LatestFailures } from './latest-failures.tsx'
import { OverviewFigures } from './overview-figures.tsx'
import { SignInBars } from './sign-in-bars.tsx'
import { TrySignIn } from './try-sign-in.tsx'

export function OverviewPage(): ReactNode {
  const { issuer } = useEnvironment()
  const mayCreate = useMay('organizations:write')
  const [isTrying, setTrying] = useState(false)
  const { data, error, refetch } = useRead(['overview'], (api, options) => api.overview.get(options))
  return (
    <>
      <PageHead
        title={t.title}
        meta={
          <>
            <span>{t.issuer}</span>
            <CopyId value={issuer} label={t.theIssuer} />
          </>
        }
        actions={
          <>
            {mayCreate && <ButtonLink to={paths.organizations({ create: '1' })}>{t.create}</ButtonLink>}
            <Button kind="primary" onClick={() => setTrying(true)}>
              <IconPlayerPlay className="icon" aria-hidden="true" />
              {t.try}
            </Button>
          </>
        }
      />
      {data ? (
        <>
          <FirstSignIn checklist={data.checklist} onTry={() => setTrying(true)} />
          <OverviewFigures overview={data} />
          <SignInBars days={data.days} />
          <Columns>
            <FailingConnections overview={data} />
            <ExpiringCredentials overview={data} />
          </Columns>
          <LatestFailures />
        </>
      ) : error ? (
        <Failed title={t.notLoaded} error={error} onRetry={() => void refetch()} />
      ) : (
        <FigureBones count={5} />
      )}
      <TrySignIn isOpen={isTrying} onClose={() => setTrying(false)} />
    </>
  )
}

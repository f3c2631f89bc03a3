/** Pages in place of a screen: it loads, it failed, the session is over, there is none. */
import { type ReactNode, useEffect } from 'react'
import frame from '../../frame/frame.module.css'
import { Head, Panel, PanelBody } from '../../frame/panel.tsx'
import { useLanguage } from '../../language/language.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { HallPage } from '../page.tsx'
import { Problem } from '../problem.tsx'
import { useSetup } from '../session.tsx'
import { startOf } from '../walk.ts'

/** A page before the vendor is known. */
function Bare({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <div className={frame.hall}>
      <Panel>
        <PanelBody>{children}</PanelBody>
      </Panel>
    </div>
  )
}

export function LoadingScreen(): ReactNode {
  const { t } = useLanguage()
  return (
    <Bare title={t.states.loading}>
      <Skeleton />
    </Bare>
  )
}

export function FailedScreen({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }): ReactNode {
  const { t } = useLanguage()
  return (
    <Bare title={t.states.problem}>
      <h1 className="sr">{t.states.problem}</h1>
      <Problem error={error} onRetry={onRetry} />
    </Bare>
  )
}

export function OverScreen(): ReactNode {
  const { t } = useLanguage()
  return (
    <Bare title={t.states.overTitle}>
      <h1>{t.states.overTitle}</h1>
      <p className={frame.lead}>{t.states.overText}</p>
    </Bare>
  )
}

export function GoneScreen(): ReactNode {
  const session = useSetup()
  const { t } = useLanguage()
  return (
    <HallPage>
      <Panel>
        <PanelBody>
          <Head title={t.states.goneTitle} lead={t.states.goneText} vendor={session.vendor.name} />
          <ButtonLink kind="primary" to={startOf(session)}>
            {t.states.goOn}
          </ButtonLink>
        </PanelBody>
      </Panel>
    </HallPage>
  )
}

export function NotAllowedScreen(): ReactNode {
  const session = useSetup()
  const { t } = useLanguage()
  return (
    <HallPage>
      <Panel>
        <PanelBody>
          <Head
            title={t.states.notAllowedTitle}
            lead={t.states.notAllowedText(session.vendor.name)}
            vendor={session.vendor.name}
          />
          <ButtonLink kind="primary" to={startOf(session)}>
            {t.states.goOn}
          </ButtonLink>
        </PanelBody>
      </Panel>
    </HallPage>
  )
}

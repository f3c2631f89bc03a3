/** The explanation of a text from the identity provider's own page, in the form of a failed test. */
import type { ConnectionExplanation, SetupGuide } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { ActionBar, Head, Panel, PanelBody, Section } from '../../frame/panel.tsx'
import { useLanguage } from '../../language/language.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Fold } from '../../parts/fold.tsx'
import { useSetup } from '../session.tsx'
import { allows, pathOf } from '../walk.ts'
import { Comparing } from './comparing.tsx'
import { HintSteps } from './hint-steps.tsx'
import { isAboutRedirect } from './redirect-failure.ts'

interface Props {
  readonly guide: SetupGuide
  readonly explained: ConnectionExplanation
  readonly isBusy: boolean
  readonly onAgain: () => void
  readonly onBack: () => void
}

export function TestExplained({ guide, explained, isBusy, onAgain, onBack }: Props): ReactNode {
  const { t, time } = useLanguage()
  const session = useSetup()
  const [now] = useState(() => new Date().toISOString())
  const [hint, ...others] = explained.hints
  if (!hint) return null
  const differing = explained.compared_redirect_uris.find(({ same }) => !same)
  const isRedirect = isAboutRedirect(hint)
  const reference = [
    { name: t.test.codes, value: explained.codes.join(', ') },
    { name: t.test.correlation, value: explained.correlation_id },
    { name: t.test.trace, value: explained.trace_id },
    { name: t.test.time, value: explained.timestamp },
  ].flatMap(({ name, value }) => (value ? [{ name, value: <code>{value}</code> }] : []))
  return (
    <Panel>
      <PanelBody>
        <Head
          title={hint.cause.replace(/\.$/, '')}
          vendor={session.vendor.name}
          outcome={
            <>
              <Badge tone="bad">{t.test.failed}</Badge>
              <span className="num">{t.test.pasted(hint.code, guide.company, time(now))}</span>
            </>
          }
        />
        {(isRedirect || differing) && (
          <Comparing
            asked={explained.redirect_uri}
            has={differing?.redirect_uri ?? null}
            shortName={guide.short_name}
          />
        )}
        <Section title={t.test.fix} id="fix">
          <HintSteps hint={hint} shortName={guide.short_name} />
        </Section>
        {others.map((other) => (
          <Section key={other.code} title={`${t.test.other}: ${other.code}`} id={other.code} lead={other.cause}>
            <HintSteps hint={other} shortName={guide.short_name} />
          </Section>
        ))}
        {reference.length > 0 && (
          <Section isTight>
            <Fold title={t.test.raw(guide.company)}>
              <Facts facts={reference} />
            </Fold>
          </Section>
        )}
      </PanelBody>
      <ActionBar
        back={
          isRedirect && allows(session, 'register') ? (
            <ButtonLink kind="bare" to={pathOf(session, 'register')}>
              {t.frame.backTo(t.steps.register)}
            </ButtonLink>
          ) : (
            <Button kind="bare" onClick={onBack}>
              {t.frame.backTo(t.steps.test)}
            </Button>
          )
        }
      >
        <Button kind="primary" isBusy={isBusy} onClick={onAgain}>
          {t.test.again}
        </Button>
      </ActionBar>
    </Panel>
  )
}

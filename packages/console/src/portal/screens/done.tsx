/** The end: it is on, or the vendor turns it on, or the one step of a colleague is done. */
import type { ReactNode } from 'react'
import { Redirect } from 'wouter'
import { ActionBar, Head, Panel, PanelBody, Section } from '../../frame/panel.tsx'
import { useLanguage } from '../../language/language.tsx'
import { Badge } from '../../parts/badge.tsx'
import button from '../../parts/button.module.css'
import { ButtonLink } from '../../parts/button.tsx'
import { Points } from '../../parts/points.tsx'
import { webAddress } from '../../parts/web-address.ts'
import { HallPage } from '../page.tsx'
import { useSetup } from '../session.tsx'
import { startOf, stepsOf } from '../walk.ts'

export function DoneScreen(): ReactNode {
  const { t } = useLanguage()
  const session = useSetup()
  const { vendor, organization, connection, only_step, intents } = session
  const isOn = connection?.state === 'active'
  const isPart = only_step !== null || !intents.includes('sso')
  // Its address says nothing: a setup that goes on must not be told that it is over.
  if (session.state !== 'completed' && !isPart) return <Redirect to={startOf(session)} replace />
  const text = isPart
    ? { badge: t.done.badgeDone, title: t.done.stepTitle, lead: t.done.stepLead }
    : isOn
      ? { badge: t.done.badgeOn, title: t.done.onTitle, lead: t.done.onLead(organization.name, vendor.name) }
      : { badge: t.done.badgeAsked, title: t.done.askedTitle(vendor.name), lead: t.done.askedLead(vendor.name) }
  const away = webAddress(session.success_url ?? session.return_url ?? '') ?? null
  return (
    <HallPage>
      <Panel>
        <PanelBody>
          <Head
            title={text.title}
            lead={text.lead}
            vendor={vendor.name}
            outcome={<Badge tone={isOn || isPart ? 'good' : 'clock'}>{text.badge}</Badge>}
          />
          {!isPart && (
            <Section title={t.done.next} id="next">
              <Points
                items={[
                  t.done.tell(organization.name),
                  t.done.watch(vendor.name),
                  ...(intents.includes('manage') ? [] : [t.done.comeBack(vendor.name)]),
                ]}
              />
            </Section>
          )}
        </PanelBody>
        <ActionBar say={session.state === 'completed' && !intents.includes('manage') ? t.done.used : null}>
          {isPart && stepsOf(session).length > 0 && away === null && (
            <ButtonLink to={startOf(session)}>{t.frame.backTo(t.steps[stepsOf(session)[0] ?? 'provider'])}</ButtonLink>
          )}
          {intents.includes('manage') && isOn && <ButtonLink to="/manage">{t.done.manage}</ButtonLink>}
          {away !== null && (
            <a className={`${button.btn} ${button.primary}`} href={away}>
              {t.done.toVendor(vendor.name)}
            </a>
          )}
        </ActionBar>
      </Panel>
    </HallPage>
  )
}

/** Screen 8: a summary, what changes, and the switch: here, or at the vendor. */
import type { Connection, SetupGuide, SetupSession } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { ActionBar, Head, Panel, PanelBody, Section } from '../../frame/panel.tsx'
import type { Catalogue } from '../../language/en.ts'
import { useLanguage } from '../../language/language.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Points } from '../../parts/points.tsx'
import { Strip } from '../../parts/strip.tsx'
import { Guided } from '../guided.tsx'
import { BackLink } from '../onward.tsx'
import { Problem } from '../problem.tsx'
import { useCompletion, useConnection, useDomains, useGroups, useSetup } from '../session.tsx'

export function TurnOnScreen(): ReactNode {
  return <Guided step="turn_on">{(guide) => <TurnOn guide={guide} />}</Guided>
}

function TurnOn({ guide }: { readonly guide: SetupGuide }): ReactNode {
  const { t } = useLanguage()
  const session = useSetup()
  const connection = useConnection()
  const { vendor, activation } = session
  const isHere = activation.by === 'customer'
  const because = (activation.because ?? 'vendor_wants') as keyof typeof t.turnOn.reasons
  const told = toldOf(activation.mails, vendor.name, t)
  const complete = useCompletion()
  const { candidate, last_test, state } = connection
  // Settings that are in force already need no test.
  const isChanged = candidate !== null || state !== 'active'
  const lacksTest =
    activation.needs_test && isChanged && (candidate === null ? last_test : candidate.test)?.result !== 'passed'
  const finish = (): void => {
    if (lacksTest) document.querySelector<HTMLElement>('#needs-test a')?.focus()
    // The page of a completed setup leads to the end by itself, once it knows.
    else complete.mutate()
  }
  return (
    <Panel>
      <PanelBody>
        <Head
          title={isHere ? t.turnOn.title : t.turnOn.titleVendor(vendor.name)}
          lead={t.turnOn.lead}
          vendor={vendor.name}
        />
        {lacksTest && (
          <div id="needs-test">
            <Strip tone="warn" title={t.turnOn.needsTest}>
              <div>
                <ButtonLink to="/test">{t.turnOn.toTest}</ButtonLink>
              </div>
            </Strip>
          </div>
        )}
        {complete.error && <Problem error={complete.error} />}
        <Summary guide={guide} connection={connection} />
        <Section title={t.turnOn.changes} id="changes">
          <Points items={[...t.turnOn.changesList(vendor.name, guide.company), ...told]} />
        </Section>
        {!isHere && (
          <Section title={t.turnOn.byVendor(vendor.name)} id="vendor">
            <p className="quiet">{(t.turnOn.reasons[because] ?? t.turnOn.reasons.vendor_wants)(vendor.name)}</p>
          </Section>
        )}
      </PanelBody>
      <ActionBar back={<BackLink step="turn_on" />}>
        <Button kind="primary" isBusy={complete.isPending} onClick={finish}>
          {isHere ? t.turnOn.now : t.turnOn.ask(vendor.name)}
        </Button>
      </ActionBar>
    </Panel>
  )
}

/** The sentence about the mails, for those who get one. */
function toldOf(mails: SetupSession['activation']['mails'], vendor: string, t: Catalogue): readonly string[] {
  if (mails.vendor) return [mails.administrators ? t.turnOn.bothTold(vendor) : t.turnOn.vendorTold(vendor)]
  return mails.administrators ? [t.turnOn.youTold] : []
}

function Summary({ guide, connection }: { readonly guide: SetupGuide; readonly connection: Connection }): ReactNode {
  const { t, date, time, list } = useLanguage()
  const { tenant, default_role } = useSetup()
  const { data: groups = [] } = useGroups()
  const { data: domains = [] } = useDomains()
  const credential = connection.credentials.find(({ active }) => active) ?? connection.credentials[0]
  const kind = credential && t.turnOn.credentials[credential.type]
  const mapped = groups.filter(({ roles }) => roles.length > 0).length
  const other = default_role?.name ?? t.access.noRole
  const proved = domains.filter(({ state }) => state === 'verified').map(({ domain }) => domain)
  const test = connection.last_test
  const facts = [
    { name: t.turnOn.provider, value: guide.name },
    { name: t.turnOn.directory, value: tenant.join(' · ') },
    {
      name: t.turnOn.credential,
      value: kind && credential.not_after ? t.turnOn.until(kind, date(credential.not_after)) : (kind ?? ''),
    },
    { name: t.turnOn.roles, value: mapped > 0 ? t.told.groups(mapped, other) : t.told.everybody(other) },
    {
      name: t.turnOn.test,
      value: test?.result === 'passed' ? t.turnOn.passed(`${date(test.at)}, ${time(test.at)}`) : t.turnOn.notPassed,
    },
    { name: t.turnOn.domains, value: proved.length > 0 ? list(proved) : t.turnOn.noDomains },
  ]
  return <Facts facts={facts.filter(({ value }) => value !== '')} />
}

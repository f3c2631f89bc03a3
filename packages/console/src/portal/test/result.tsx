/** A test that worked: the person, the role and why, and what was sent beside what the application receives. */
import type { SetupGuide, SetupTest } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { ActionBar, Head, Panel, PanelBody } from '../../frame/panel.tsx'
import { useLanguage } from '../../language/language.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Fold } from '../../parts/fold.tsx'
import { withPairLabels } from '../../parts/pair-words.ts'
import { Strip } from '../../parts/strip.tsx'
import { Words } from '../../parts/words.tsx'
import { useOnward } from '../onward.tsx'
import { groupsWithoutRole, personOf } from '../result-rows.ts'
import { useSetup } from '../session.tsx'
import { allows, isManaging, nextPath, pathOf } from '../walk.ts'
import { reasonOf } from './reasons.ts'
import { ReceivedRows } from './received-rows.tsx'
import classes from './result.module.css'

interface Props {
  readonly guide: SetupGuide
  readonly test: SetupTest
  readonly isBusy: boolean
  readonly onAgain: () => void
}

export function TestResult({ guide, test, isBusy, onAgain }: Props): ReactNode {
  const { t, date, time } = useLanguage()
  const session = useSetup()
  const onward = useOnward('test')
  const { vendor, roles, default_role, connection } = session
  const isSaml = (connection?.saml ?? null) !== null
  const when = test.finished_at ?? test.started_at
  const isToday = date(when) === date(new Date().toISOString())
  const person = personOf(test)
  const slug = test.roles[0]?.role ?? null
  const role = [...roles, ...(default_role ? [default_role] : [])].find((one) => one.slug === slug)?.name ?? slug
  const hasGroups = test.groups.length > 0 && groupsWithoutRole(test) === test.groups.length && roles.length > 0
  const next = isManaging(session)
    ? t.test.nextManage
    : nextPath(session, 'test') === '/domains'
      ? t.test.next
      : t.test.nextTurnOn
  return (
    <Panel>
      <PanelBody>
        <Head
          title={t.test.resultTitle(vendor.name)}
          lead={t.test.resultLead}
          vendor={vendor.name}
          outcome={
            <>
              <Badge tone="good">{t.test.worked}</Badge>
              <span className="num">{isToday ? t.test.at(time(when)) : `${date(when)}, ${time(when)}`}</span>
            </>
          }
          end={
            <Button isBusy={isBusy} onClick={onAgain}>
              {t.test.another}
            </Button>
          }
        />
        {test.refused && (
          <Strip tone="warn" title={`${t.test.refusedBadge}: ${test.refused.title}`}>
            <p>
              <Words
                text={withPairLabels(test.refused.remedy, { expected: t.test.configured, received: t.test.received })}
              />
            </p>
          </Strip>
        )}
        {test.receives !== null && !test.receives.email && (
          <Strip tone="warn" title={t.test.noEmail}>
            {allows(session, 'claims') && <ButtonLink to={pathOf(session, 'claims')}>{t.test.toClaims}</ButtonLink>}
          </Strip>
        )}
        {test.warnings.map((warning) => (
          <Strip key={warning} tone="warn">
            <p>
              <Words text={warning} />
            </p>
          </Strip>
        ))}
        <Summary guide={guide} test={test} person={person} role={role} />
        <ReceivedRows guide={guide} test={test} roleName={role} />
        <div className={classes.fold}>
          <Fold title={t.test.bothJson}>
            <div className={classes.both}>
              <Json
                label={(isSaml ? t.saml.attributesOf : t.test.claimsOf)(guide.company)}
                value={test.claims?.id_token ?? {}}
              />
              <Json label={t.test.receives(vendor.name)} value={test.receives ?? {}} />
            </div>
          </Fold>
        </div>
      </PanelBody>
      <ActionBar
        back={
          allows(session, 'access') && (
            <ButtonLink kind="bare" to={pathOf(session, 'access')}>
              {t.test.changeRoles}
            </ButtonLink>
          )
        }
        say={hasGroups ? t.test.mapGroups(test.groups.length) : null}
      >
        <Button kind="primary" onClick={onward}>
          {next}
        </Button>
      </ActionBar>
    </Panel>
  )
}

interface SummaryProps extends Pick<Props, 'guide' | 'test'> {
  readonly person: ReturnType<typeof personOf>
  readonly role: string | null
}

function Summary({ guide, test, person, role }: SummaryProps): ReactNode {
  const { t, seconds } = useLanguage()
  const passed = test.steps.filter(({ ok }) => ok).length
  const own = test.stages.filter(({ id }) => id !== 'redirect' && id !== 'code')
  const took = own.reduce((sum, { ms }) => sum + (ms ?? 0), 0)
  return (
    <dl className={classes.who}>
      <div>
        <dt>{t.test.person}</dt>
        <dd className={classes.is}>{person?.name ?? t.manage.unknownPerson}</dd>
        <dd>{person?.email}</dd>
      </div>
      <div>
        <dt>{t.test.role}</dt>
        <dd className={classes.is}>{role ?? t.test.noRole}</dd>
        <dd>{test.roles[0] && reasonOf(test.roles[0], t)}</dd>
      </div>
      <div>
        <dt>{t.test.checks}</dt>
        <dd className={`num ${classes.is}`}>{t.test.passed(passed, test.steps.length)}</dd>
        <dd className="num">{t.test.after(seconds(took), guide.company)}</dd>
      </div>
    </dl>
  )
}

function Json({ label, value }: { readonly label: string; readonly value: unknown }): ReactNode {
  return (
    <section aria-label={label}>
      <h3>{label}</h3>
      <pre>{JSON.stringify(value, null, 2)}</pre>
    </section>
  )
}

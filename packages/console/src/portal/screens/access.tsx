/** Screen 5: consent, assignment, and the role of each group that the test brought. */
import type { SetupGuide } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { ActionBar, Aside, Beside, Head, Panel, PanelBody, Section } from '../../frame/panel.tsx'
import { useLanguage } from '../../language/language.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Drawing } from '../../parts/drawing.tsx'
import { Empty } from '../../parts/empty.tsx'
import { TickedActions } from '../../parts/ticked-actions.tsx'
import { Consent } from '../consent.tsx'
import { GroupRoles } from '../group-roles.tsx'
import { Guided } from '../guided.tsx'
import { BackLink, useNextLabel, useOnward } from '../onward.tsx'
import { personOf } from '../result-rows.ts'
import { groupRows } from '../role-preview.ts'
import { useGroups, useLatestTest, useProgress, useSetup } from '../session.tsx'
import { isManaging } from '../walk.ts'

export function AccessScreen(): ReactNode {
  return <Guided step="access">{(guide) => <Access guide={guide} />}</Guided>
}

function Access({ guide }: { readonly guide: SetupGuide }): ReactNode {
  const { t } = useLanguage()
  const session = useSetup()
  const { data: test } = useLatestTest()
  const { data: groups = [] } = useGroups()
  const onward = useOnward('access')
  const [, navigate] = useLocation()
  const step = guide.steps.find(({ id }) => id === 'access')
  const rows = groupRows(test?.groups ?? [], groups)
  const person = personOf(test)
  const hasTest = test?.state === 'test_succeeded'
  const next = useNextLabel(hasTest ? t.access.testAgain : (step?.next ?? t.access.next))
  return (
    <Panel>
      <PanelBody>
        <Head title={step?.title ?? t.steps.access} lead={step?.lead ?? null} vendor={session.vendor.name} />
        {guide.has_consent && <Consent guide={guide} />}
        <Assignment guide={guide} />
        <Section
          title={t.access.roles}
          id="roles"
          lead={
            rows.length === 0 || session.roles.length === 0
              ? null
              : hasTest && person
                ? t.access.rolesLead(test.groups.length, person.name)
                : t.access.rolesKnown
          }
        >
          {session.roles.length === 0 ? (
            <p className="quiet">{t.access.noneAssignable(session.vendor.name)}</p>
          ) : rows.length > 0 ? (
            <GroupRoles rows={rows} person={hasTest ? (person?.name ?? null) : null} />
          ) : (
            <Empty title={t.access.emptyTitle} text={t.access.emptyText}>
              <ButtonLink to="/test">{t.access.runTest}</ButtonLink>
            </Empty>
          )}
        </Section>
      </PanelBody>
      <ActionBar back={<BackLink step="access" />}>
        {isManaging(session) ? (
          <Button kind="primary" onClick={() => navigate('/test')}>
            {t.access.testAgain}
          </Button>
        ) : (
          <Button kind="primary" onClick={onward}>
            {next}
          </Button>
        )}
      </ActionBar>
    </Panel>
  )
}

/** The choice of who may sign in, as actions at the identity provider. */
function Assignment({ guide }: { readonly guide: SetupGuide }): ReactNode {
  const progress = useProgress()
  const [at, setAt] = useState<number | null>(null)
  const step = guide.steps.find(({ id }) => id === 'access')
  if (!step || step.actions.length === 0) return null
  const done = step.actions.flatMap(({ id }, index) => (progress.isDone('access', id) ? [index + 1] : []))
  const list = (
    <TickedActions
      actions={step.actions}
      isDone={(id) => progress.isDone('access', id)}
      onTick={(id, isDone) => progress.tick('access', id, isDone)}
      onAt={setAt}
    />
  )
  if (step.drawing === null) return list
  return (
    <Beside>
      {list}
      <Aside>
        <Drawing drawing={step.drawing} done={done} at={at} />
      </Aside>
    </Beside>
  )
}

/** A test that failed: what happened, expected and received, and the page where it is put right. */
import type { ExplainedFailure, SetupGuide, SetupStep, SetupTest } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { ActionBar, Head, Panel, PanelBody, Section } from '../../frame/panel.tsx'
import { useLanguage } from '../../language/language.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Comparison } from '../../parts/comparison.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Fold } from '../../parts/fold.tsx'
import { withPairLabels } from '../../parts/pair-words.ts'
import { Words } from '../../parts/words.tsx'
import { BackLink } from '../onward.tsx'
import { useSetup } from '../session.tsx'
import { allows, pathOf } from '../walk.ts'
import { Comparing } from './comparing.tsx'
import classes from './failed.module.css'
import { HintSteps } from './hint-steps.tsx'

interface Props {
  readonly guide: SetupGuide
  readonly test: SetupTest
  readonly isBusy: boolean
  readonly onAgain: () => void
}

export function TestFailed({ guide, test, isBusy, onAgain }: Props): ReactNode {
  const { t, time } = useLanguage()
  const session = useSetup()
  const failure = test.error ?? test.refused
  const step = test.mend_at === 'test' ? null : (test.mend_at as SetupStep | null)
  const canMend = step !== null && step in t.steps && allows(session, step)
  return (
    <Panel>
      <PanelBody>
        <Head
          title={failure?.title ?? t.told.testFailed}
          lead={failure?.hints[0]?.cause ?? null}
          vendor={session.vendor.name}
          outcome={
            <>
              <Badge tone="bad">{t.test.failed}</Badge>
              <span className="num">
                {failure?.upstream?.codes[0] ?? failure?.code}, {t.test.at(time(test.finished_at ?? test.started_at))}
              </span>
            </>
          }
        />
        {failure && <FailureDetails failure={failure} guide={guide} signInId={test.sign_in_id} at={test.started_at} />}
      </PanelBody>
      <ActionBar
        back={
          canMend ? (
            <ButtonLink kind="bare" to={pathOf(session, step)}>
              {t.frame.backTo(t.steps[step])}
            </ButtonLink>
          ) : (
            <BackLink step="test" />
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

interface DetailsProps {
  readonly failure: ExplainedFailure
  readonly guide: Pick<SetupGuide, 'company' | 'short_name'>
  readonly signInId: string
  readonly at: string
}

/** Expected and received, what to do, and the raw details folded. */
export function FailureDetails({ failure, guide, signInId, at }: DetailsProps): ReactNode {
  const { t, moment } = useLanguage()
  const { expected, received, hints, remedy, upstream } = failure
  const isPair = expected !== null && received !== null
  const areAddresses = isPair && /^https?:\/\//.test(expected) && /^https?:\/\//.test(received)
  const pair = { expected: t.test.configured, received: t.test.received }
  const written = [
    { name: t.test.message, value: upstream?.description },
    { name: t.test.codes, value: upstream?.codes.join(', ') },
    { name: t.test.correlation, value: upstream?.correlation_id },
    { name: t.test.trace, value: upstream?.trace_id },
  ].filter(({ value }) => value)
  const raw = [...written, { name: t.test.signIn, value: signInId }, { name: t.test.time, value: moment(at) }].flatMap(
    ({ name, value }) => (value ? [{ name, value: name === t.test.message ? value : <code>{value}</code> }] : []),
  )
  return (
    <>
      {areAddresses && failure.code.startsWith('saml_') ? (
        // The value stands in the message itself, so nobody needs to look it up.
        <Comparison names={[pair.expected, pair.received]} asked={expected} has={received} short={guide.short_name} />
      ) : areAddresses ? (
        <Comparing asked={expected} has={received} shortName={guide.short_name} />
      ) : (
        (expected !== null || received !== null) && (
          <dl className={classes.pair}>
            <div>
              <dt>{t.test.configured}</dt>
              <dd>{expected ?? '–'}</dd>
            </div>
            <div>
              <dt>{t.test.received}</dt>
              <dd>{received ?? '–'}</dd>
            </div>
          </dl>
        )
      )}
      <Section title={t.test.fix} id="fix">
        {hints.length > 0 ? (
          hints.map((hint) => <HintSteps key={hint.code} hint={hint} shortName={guide.short_name} />)
        ) : (
          <p>
            <Words text={withPairLabels(remedy, pair)} />
          </p>
        )}
      </Section>
      <Section isTight>
        <Fold title={written.length > 0 ? t.test.raw(guide.company) : t.test.reference}>
          <Facts facts={raw} />
        </Fold>
      </Section>
    </>
  )
}

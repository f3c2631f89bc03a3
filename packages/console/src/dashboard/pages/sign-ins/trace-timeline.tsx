/** The steps of a sign-in, each with how long it took. The bar above says whose time it was. */
import type { ExplainedFailure, SignInWithTrace } from '@gatehouse-sso/sdk/browser'
import { IconAlertHexagon, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import { duration } from '../../../language/duration.ts'
import { useLanguage } from '../../../language/language.tsx'
import { codeInWords, signInTexts } from '../../texts/texts.ts'
import part from './sign-in-drawer.module.css'
import { type SpentTime, type Step, spentTime } from './spent-time.ts'
import classes from './trace-timeline.module.css'

const t = signInTexts.steps

type Upstream = ExplainedFailure['upstream']

export function TraceTimeline({ signIn }: { readonly signIn: SignInWithTrace }): ReactNode {
  const { number } = useLanguage()
  const spent = spentTime(signIn.steps)
  const lastBad = signIn.steps.findLastIndex(({ ok, name }) => !ok && name !== 'refused')
  const upstreamAt = lastBad >= 0 ? lastBad : signIn.steps.length - 1
  return (
    <section className={part.part} aria-labelledby="steps">
      <div className={part.partHead}>
        <h3 id="steps">{t.title}</h3>
      </div>
      {signIn.steps.length === 0 && <p className="quiet">{t.none}</p>}
      <Spent spent={spent} />
      <ol className={classes.timeline}>
        {spent.steps.map(({ step, awayMs }, index) => (
          <Fragment key={`${index}:${step.name}`}>
            {awayMs !== null && (
              <li className={classes.away}>
                <span>{t.away}</span>
                <span className={classes.ms}>{duration(awayMs, number)}</span>
              </li>
            )}
            <StepRow
              step={step}
              isLate={index < spent.steps.length - 1}
              upstream={index === upstreamAt ? (signIn.error?.upstream ?? null) : null}
            />
          </Fragment>
        ))}
      </ol>
    </section>
  )
}

/** Of the whole time, who took how much. */
function Spent({ spent: { personMs, providerMs, gatewayMs } }: { readonly spent: SpentTime }): ReactNode {
  const { number } = useLanguage()
  const parts = [
    { look: classes.person, ms: personMs, say: t.withPerson },
    { look: classes.theirs, ms: providerMs, say: t.theirs },
    { look: classes.ours, ms: gatewayMs, say: t.ours },
  ].filter(({ ms }) => ms > 0)
  if (parts.length < 2) return null
  return (
    <>
      <div className={classes.spent} aria-hidden="true">
        {parts.map(({ look, ms }) => (
          <i key={look} className={look} style={{ flexGrow: ms }} />
        ))}
      </div>
      <p className={classes.key}>
        {parts.map(({ look, ms, say }) => (
          <span key={look}>
            <i className={look} aria-hidden="true" />
            {say(duration(ms, number))}
          </span>
        ))}
      </p>
    </>
  )
}

interface RowProps {
  readonly step: Step
  /** Whether the sign-in went on after it, so that a failure of it was only a warning. */
  readonly isLate: boolean
  readonly upstream: Upstream
}

function StepRow({ step, isLate, upstream }: RowProps): ReactNode {
  const { number } = useLanguage()
  const { name, ok, ms } = step
  const isWarning = !ok && isLate && upstream === null
  const Shape = ok ? IconCircleCheck : isWarning ? IconAlertTriangle : IconAlertHexagon
  const look = ok ? undefined : isWarning ? classes.warned : classes.failed
  const said = (ok ? undefined : t.failedNames[name]) ?? t.names[name] ?? codeInWords(name)
  return (
    <li className={look}>
      <Shape className="icon" aria-hidden="true" />
      <span className={classes.name}>
        {said}
        <span className="sr">{ok ? t.done : t.failed}</span>
      </span>
      <span className={classes.ms}>{duration(ms, number)}</span>
      <Detail detail={step.detail} />
      {upstream !== null && <Raw upstream={upstream} />}
    </li>
  )
}

const isPlain = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || (Array.isArray(value) && value.every(isPlain))

const textOf = (value: unknown): string => (Array.isArray(value) ? value.map(textOf).join(' ') : String(value))

/** The details of a step in a line. Those with a structure unfold. */
function Detail({ detail }: { readonly detail: Readonly<Record<string, unknown>> }): ReactNode {
  const known = Object.entries(detail).filter(
    ([, value]) =>
      value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  const plain = known.filter(([, value]) => isPlain(value))
  const rest = known.filter(([, value]) => !isPlain(value))
  return (
    <>
      {plain.length > 0 && (
        <p className={classes.detail}>
          {plain.map(([name, value], index) => (
            <Fragment key={name}>
              {index > 0 && ' · '}
              {codeInWords(name).toLowerCase()} <code>{textOf(value)}</code>
            </Fragment>
          ))}
        </p>
      )}
      {rest.length > 0 && (
        <details className={classes.raw}>
          <summary>{t.rawDetail}</summary>
          <Pre label={t.rawDetail} text={JSON.stringify(Object.fromEntries(rest), null, 2)} />
        </details>
      )}
    </>
  )
}

function Raw({ upstream }: { readonly upstream: NonNullable<Upstream> }): ReactNode {
  const ids = [
    ['correlation id', upstream.correlation_id],
    ['trace id', upstream.trace_id],
    ['timestamp', upstream.timestamp],
  ].filter(([, value]) => value !== null)
  const lines = ids.map(([name, value]) => `${String(name).padEnd(16)}${value}`)
  return (
    <details className={classes.raw} open>
      <summary>{t.raw}</summary>
      <Pre
        label={t.raw}
        text={[upstream.description ?? upstream.error, ...(lines.length > 0 ? ['', ...lines] : [])].join('\n')}
      />
    </details>
  )
}

const Pre = ({ label, text }: { readonly label: string; readonly text: string }): ReactNode => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard
  <section aria-label={label} tabIndex={0} className={classes.pre}>
    <pre>{text}</pre>
  </section>
)

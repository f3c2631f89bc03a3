/** The pair of values of a failure. Two addresses stand character under character, and other values beside each other. */
import type { ReactNode } from 'react'
import { Comparison } from '../../../parts/comparison.tsx'
import { signInTexts } from '../../texts/texts.ts'
import classes from './explanation.module.css'

const t = signInTexts.explanation

interface Props {
  readonly expected: string | null
  readonly received: string | null
}

const isAddress = (text: string): boolean => /^https?:\/\/\S+$/.test(text)

export function ExpectedReceived({ expected, received }: Props): ReactNode {
  if (expected === null && received === null) return null
  if (expected !== null && received !== null && isAddress(expected) && isAddress(received)) {
    return (
      <div className={classes.compared}>
        <Comparison names={[t.expected, t.received]} asked={expected} has={received} short={t.theReceived} />
      </div>
    )
  }
  return (
    <dl className={classes.versus}>
      {expected !== null && (
        <div>
          <dt>{t.expected}</dt>
          <dd>
            <code>{expected}</code>
          </dd>
        </div>
      )}
      {received !== null && (
        <div>
          <dt>{t.received}</dt>
          <dd>
            <code className={classes.other}>{received}</code>
          </dd>
        </div>
      )}
    </dl>
  )
}

/** The amber bar of a test environment. Live has none. */
import type { ReactNode } from 'react'
import { useEnvironment, useSession } from '../data/session.tsx'
import { shellTexts } from '../texts/texts.ts'
import { addressOf } from './environment-address.ts'
import classes from './shell.module.css'

export function EnvironmentBar(): ReactNode {
  const { environments } = useSession()
  const { id } = useEnvironment()
  const live = environments.find((one) => one.kind === 'live' && one.id !== id)
  return (
    <header className={classes.bar}>
      <p>
        <b>{shellTexts.testBar}</b> <span className={classes.wide}>{shellTexts.testBarMore}</span>
      </p>
      {live && <a href={addressOf(live.slug)}>{shellTexts.switchTo(live.name)}</a>}
    </header>
  )
}

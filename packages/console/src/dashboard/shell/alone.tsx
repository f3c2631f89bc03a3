/** Pages before there is a session or an environment. */
import type { ReactNode } from 'react'
import { CodeBox } from '../../parts/code-box.tsx'
import { Failed } from '../../parts/failed.tsx'
import { basePath } from '../data/api.tsx'
import { shellTexts } from '../texts/texts.ts'
import classes from './session-over.module.css'

export function SignInPage(): ReactNode {
  const { title, text, act } = shellTexts.signIn
  const back = encodeURIComponent(window.location.pathname + window.location.search)
  return (
    <main className={classes.alone}>
      <h1>{title}</h1>
      <p>{text}</p>
      <a className={classes.act} href={`${basePath}/console/sign_in?return_to=${back}`}>
        {act}
      </a>
    </main>
  )
}

export function NotLoadedPage({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }): ReactNode {
  return (
    <main className={classes.alone}>
      <h1>{shellTexts.notLoaded}</h1>
      <Failed error={error} onRetry={onRetry} />
    </main>
  )
}

export function NoEnvironmentPage(): ReactNode {
  const { title, text, command } = shellTexts.noEnvironment
  return (
    <main className={classes.alone}>
      <h1>{title}</h1>
      <p>{text}</p>
      <CodeBox label="CLI" code={command} />
    </main>
  )
}

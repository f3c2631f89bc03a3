/** The session has ended during work: a dialog over the page. The form below stays, and goes on after the sign-in. */
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import dialog from '../../parts/dialog.module.css'
import { Dialog } from '../../parts/dialog.tsx'
import { basePath, consoleApi } from '../data/api.tsx'
import { overKey, sessionKey, useIsOver, useSession } from '../data/session.tsx'
import { shellTexts } from '../texts/texts.ts'
import classes from './session-over.module.css'

const pollMs = 2_000

export function SessionOver(): ReactNode {
  const isOver = useIsOver()
  const { staff } = useSession()
  const client = useQueryClient()
  const [isWaiting, setWaiting] = useState(false)
  useEffect(() => {
    if (!isOver || !isWaiting) return
    const look = async (): Promise<void> => {
      const session = await consoleApi.get().catch(() => null)
      if (session === null) return
      // The page of one person is not for another.
      if (session.staff.id !== staff.id) return window.location.reload()
      client.setQueryData(sessionKey, session)
      client.setQueryData(overKey, false)
      setWaiting(false)
      await client.invalidateQueries({ predicate: ({ state }) => state.status === 'error' })
    }
    const timer = setInterval(() => void look(), pollMs)
    const onFocus = (): void => void look()
    window.addEventListener('focus', onFocus)
    return () => {
      clearInterval(timer)
      window.removeEventListener('focus', onFocus)
    }
  }, [isOver, isWaiting, client, staff.id])
  const { title, text, act, waiting } = shellTexts.over
  return (
    <Dialog title={title} isOpen={isOver} onClose={() => undefined} hasClose={false}>
      <p className={dialog.lead} aria-live="polite">
        {isWaiting ? waiting : text}
      </p>
      <div className={dialog.buttons}>
        <a
          className={classes.act}
          href={`${basePath}/console/sign_in?popup=1`}
          target="_blank"
          rel="noreferrer"
          data-autofocus=""
          onClick={() => setWaiting(true)}
        >
          {act}
        </a>
      </div>
    </Dialog>
  )
}

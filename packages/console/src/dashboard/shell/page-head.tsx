/** The head of a page: where it is, its title and state, its id, and at most one primary action. */
import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'wouter'
import { CopyId } from '../../parts/copy-id.tsx'
import { useEnvironment } from '../data/session.tsx'
import { shellTexts } from '../texts/texts.ts'
import classes from './page-head.module.css'

export interface Crumb {
  readonly name: string
  readonly to: string
}

interface Props {
  readonly title: string
  readonly crumbs?: readonly Crumb[]
  readonly badge?: ReactNode
  readonly text?: ReactNode
  readonly id?: string | null
  /** Beside the id. */
  readonly meta?: ReactNode
  readonly actions?: ReactNode
}

export function PageHead({ title, crumbs = [], badge, text, id = null, meta, actions }: Props): ReactNode {
  usePageTitle(title)
  return (
    <>
      {crumbs.length > 0 && (
        <nav className={classes.crumbs} aria-label={shellTexts.breadcrumb}>
          <ol>
            {crumbs.map(({ name, to }) => (
              <li key={to}>
                <Link to={to}>{name}</Link>
                <IconChevronRight className="icon" aria-hidden="true" />
              </li>
            ))}
            <li aria-current="page">{title}</li>
          </ol>
        </nav>
      )}
      <div className={classes.head}>
        <div className={classes.text}>
          <div className={classes.title}>
            <h1>{title}</h1>
            {badge}
          </div>
          {text !== undefined && <p className={classes.sub}>{text}</p>}
          {(id !== null || meta !== undefined) && (
            <div className={classes.meta}>
              {id !== null && <CopyId value={id} label={shellTexts.theId} />}
              {meta}
            </div>
          )}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
    </>
  )
}

/** The second head, of an object inside an organization. */
export function ObjectHead({ title, badge, id, meta, actions }: Omit<Props, 'crumbs' | 'text'>): ReactNode {
  return (
    <div className={classes.objectHead}>
      <div className={classes.text}>
        <div className={classes.title}>
          <h2>{title}</h2>
          {badge}
        </div>
        <div className={classes.meta}>
          {id && <CopyId value={id} label={shellTexts.theId} />}
          {meta}
        </div>
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}

/** The title of the window. */
function usePageTitle(title: string): void {
  const { name } = useEnvironment()
  useEffect(() => {
    document.title = `${title} · ${name} · ${shellTexts.product}`
  }, [title, name])
}

/** A way through the menus of the identity provider, with the name that older menus have. */
import { IconChevronRight } from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import classes from './path-chip.module.css'

export interface MenuPath {
  readonly parts: readonly string[]
  readonly old: string | null
}

export function PathChip({ path }: { readonly path: MenuPath }): ReactNode {
  const { t } = useLanguage()
  const last = path.parts.length - 1
  return (
    <div>
      <span className={classes.path}>
        {path.parts.map((part, index) => (
          <Fragment key={part}>
            {index > 0 && (
              <>
                <IconChevronRight className="icon" aria-hidden="true" />
                <span className="sr">{t.parts.next}</span>
              </>
            )}
            {index === last ? <b>{part}</b> : part}
          </Fragment>
        ))}
      </span>
      {path.old !== null && <span className={classes.pathOld}>{t.parts.inOlderMenus(path.old)}</span>}
    </div>
  )
}

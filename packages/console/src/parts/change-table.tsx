/** Settings in force beside those that wait. A minus and a plus stand only where they differ. */
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import classes from './change-table.module.css'

export interface Change {
  readonly id: string
  readonly name: ReactNode
  readonly before: ReactNode
  readonly after: ReactNode
}

interface Props {
  readonly caption: string
  /** The heads of the three columns. */
  readonly heads: readonly [string, string, string]
  readonly changes: readonly Change[]
}

export function ChangeTable({ caption, heads, changes }: Props): ReactNode {
  return (
    <table className={classes.table}>
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ id, name, before, after }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td data-label={heads[1]}>
              <Was>{before}</Was>
            </td>
            <td data-label={heads[2]}>
              <WillBe>{after}</WillBe>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Was({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useLanguage()
  return (
    <span className={classes.was}>
      <span className="sr">{t.parts.was} </span>
      <span>{children}</span>
    </span>
  )
}

export function WillBe({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useLanguage()
  return (
    <span className={classes.willBe}>
      <span className="sr">{t.parts.willBe} </span>
      <span>{children}</span>
    </span>
  )
}

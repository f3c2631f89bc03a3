/**
 * A real table of links: the link of the first cell covers its row, so a middle click works. On a narrow screen a row is
 * a card. The roles are written out, because a browser forgets them when `display` changes.
 */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useLanguage } from '../language/language.tsx'
import classes from './data-table.module.css'
import { useLate } from './late.ts'

export interface Column<T> {
  readonly id: string
  readonly head: string
  /** The head is for readers of the screen only, as over buttons. */
  readonly isHeadHidden?: boolean
  readonly cell: (row: T) => ReactNode
  readonly align?: 'left' | 'right'
  /** A share of the width, or a fixed one: `20%`, `96px` */
  readonly width?: string
  /** The place in a card. `end`: right of the first line. `hidden`: not there. `label`: with its head in front. */
  readonly card?: 'line' | 'end' | 'label' | 'hidden'
  /** Links or controls inside the cell, which stay above the link of the row. */
  readonly isAbove?: boolean
  /** Leaves a narrow list first: one beside its drawer. */
  readonly isLeast?: boolean
}

interface Props<T> {
  readonly label: string
  readonly columns: readonly Column<T>[]
  /** `undefined` before the first answer. */
  readonly rows: readonly T[] | undefined
  readonly keyOf: (row: T) => string
  /** The path of a row. Rows without one are no links. */
  readonly to?: (row: T) => string
  /** The row whose drawer is open. */
  readonly currentKey?: string | null
  readonly isStale?: boolean
  /** Stands in place of no rows. */
  readonly empty?: ReactNode
  readonly bones?: number
}

export function DataTable<T>(props: Props<T>): ReactNode {
  const { label, columns, rows, keyOf, to, currentKey = null, isStale = false, empty, bones = 6 } = props
  const isWaiting = useLate(rows === undefined)
  if (rows?.length === 0 && empty !== undefined && !isWaiting) return <>{empty}</>
  return (
    <div className={classes.beside}>
      <table {...as('table')} className={classes.table} aria-label={label} aria-busy={rows === undefined || isStale}>
        <colgroup>
          {columns.map(({ id, width, isLeast }) => (
            <col
              key={id}
              className={isLeast ? classes.least : undefined}
              style={width === undefined ? {} : { width }}
            />
          ))}
        </colgroup>
        <thead {...as('rowgroup')}>
          <tr {...as('row')}>
            {columns.map((column) => (
              <th key={column.id} {...as('columnheader')} scope="col" className={lookOf(column)}>
                {column.isHeadHidden ? <span className="sr">{column.head}</span> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        {/* The bones take their room before they are seen, so that nothing below moves. */}
        <tbody {...as('rowgroup')} className={rows === undefined && !isWaiting ? classes.isEarly : undefined}>
          {rows === undefined || isWaiting
            ? Array.from({ length: bones }, (_, index) => <Bones key={index} columns={columns} index={index} />)
            : rows.map((row) => (
                <Row key={keyOf(row)} row={row} columns={columns} to={to} isCurrent={keyOf(row) === currentKey} />
              ))}
        </tbody>
      </table>
    </div>
  )
}

/** The role of an element, which stays when its `display` changes. */
const as = (role: string): { readonly role: string } => ({ role })

function lookOf<T>({ align, card = 'line', isLeast }: Column<T>): string {
  const looks = [align === 'right' && classes.right, classes[card], isLeast && classes.least]
  return looks.filter(Boolean).join(' ')
}

interface RowProps<T> {
  readonly row: T
  readonly columns: readonly Column<T>[]
  readonly to: ((row: T) => string) | undefined
  readonly isCurrent: boolean
}

function Row<T>({ row, columns, to, isCurrent }: RowProps<T>): ReactNode {
  return (
    <tr {...as('row')} className={isCurrent ? classes.current : undefined}>
      {columns.map((column, index) => {
        const inside = column.cell(row)
        return (
          <td key={column.id} {...as('cell')} className={lookOf(column)} data-label={column.head}>
            {index === 0 ? (
              to ? (
                <Link to={to(row)} className={classes.main} aria-current={isCurrent ? 'true' : undefined}>
                  {inside}
                </Link>
              ) : (
                <span className={classes.name}>{inside}</span>
              )
            ) : column.isAbove ? (
              <span className={classes.above}>{inside}</span>
            ) : (
              inside
            )}
          </td>
        )
      })}
    </tr>
  )
}

/** The shape of a row that comes. */
function Bones<T>({ columns, index }: { readonly columns: readonly Column<T>[]; readonly index: number }): ReactNode {
  const { t } = useLanguage()
  return (
    <tr {...as('row')}>
      {columns.map((column, place) => (
        <td key={column.id} {...as('cell')} className={lookOf(column)}>
          {index === 0 && place === 0 && <span className="sr">{t.states.loading}</span>}
          <span className={`${classes.bone} ${classes[`b${(index * 3 + place) % 5}`]}`} />
        </td>
      ))}
    </tr>
  )
}

interface PagerProps {
  readonly say?: ReactNode
  readonly newer: string | null
  readonly older: string | null
}

/** The neighbouring pages. A list of one page has none. */
export function Pager({ say, newer, older }: PagerProps): ReactNode {
  const { t } = useLanguage()
  if (newer === null && older === null) return null
  const turn = (to: string | null, name: string): ReactNode =>
    to === null ? (
      <span className={`${classes.turn} ${classes.isOff}`}>{name}</span>
    ) : (
      <Link to={to} className={classes.turn}>
        {name}
      </Link>
    )
  return (
    <div className={classes.pager}>
      <span>{say}</span>
      <span className={classes.turns}>
        {turn(newer, t.parts.newer)}
        {turn(older, t.parts.older)}
      </span>
    </div>
  )
}

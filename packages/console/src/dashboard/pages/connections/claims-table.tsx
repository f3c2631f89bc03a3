/** The attributes, their claims, and what a person would get. Tinted rows are not in force yet. */
import type { ReactNode } from 'react'
import { connectionTexts } from '../../texts/texts.ts'
import { ClaimList } from './claim-list.tsx'
import type { MappedAttribute } from './claims-preview.ts'
import classes from './connection.module.css'

const t = connectionTexts.claims

interface Props {
  readonly rows: readonly MappedAttribute[]
  readonly hasPreview: boolean
}

export function ClaimsTable({ rows, hasPreview }: Props): ReactNode {
  const isTinted = rows.some(({ isChanged }) => isChanged)
  return (
    <>
      <table className={classes.mapping}>
        <caption className="sr">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.attribute}</th>
            <th scope="col">{t.order}</th>
            {hasPreview && <th scope="col">{t.got}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.attribute} className={row.isChanged ? classes.changed : undefined}>
              <th scope="row">{row.attribute.replace('custom_attributes.', '')}</th>
              <td>
                <ClaimList claims={row.rule} />
              </td>
              {hasPreview && (
                <td>
                  <Got row={row} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {(isTinted || hasPreview) && <p className={classes.note}>{t.tinted}</p>}
    </>
  )
}

function Got({ row }: { readonly row: MappedAttribute }): ReactNode {
  const { rule, claim, value, note } = row
  if (rule.length === 0) return <span className="quiet">–</span>
  if (claim === null) return <span className="quiet">{t.notSent}</span>
  const why = rule[0] === claim ? null : `${t.from(claim)}${t.notFirst(rule[0] ?? '')}`
  return (
    <>
      {Array.isArray(value) && value.length > 2 ? t.received(value.length) : <code>{shown(value)}</code>}
      {(note ?? why) && <span className={classes.why}>{[why, note].filter(Boolean).join('. ')}</span>}
    </>
  )
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(', ')
  if (value === null || value === undefined) return '–'
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).replaceAll('[redacted]', '•••')
}

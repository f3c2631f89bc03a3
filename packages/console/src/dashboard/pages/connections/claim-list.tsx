/** Claims in the order in which they are tried: `email` then `preferred_username`. */
import { Fragment, type ReactNode } from 'react'
import { connectionTexts } from '../../texts/texts.ts'
import classes from './connection.module.css'

export function ClaimList({ claims }: { readonly claims: readonly string[] }): ReactNode {
  if (claims.length === 0) return <span className="quiet">{connectionTexts.claims.notMapped}</span>
  return claims.map((claim, index) => (
    <Fragment key={claim}>
      {index > 0 && <span className={classes.then}> {connectionTexts.thenNext} </span>}
      <code>{claim}</code>
    </Fragment>
  ))
}

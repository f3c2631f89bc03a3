/** Each attribute with its rule, and the value that it gave. */
import type { SignInWithTrace } from '@gatehouse-sso/sdk/browser'
import { Fragment, type ReactNode } from 'react'
import { Words } from '../../../parts/words.tsx'
import { signInTexts } from '../../texts/texts.ts'
import { Masked } from './masked.tsx'
import part from './sign-in-drawer.module.css'

const t = signInTexts.mapping

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '–'
  return typeof value === 'string' ? value : Array.isArray(value) ? value.map(textOf).join(', ') : JSON.stringify(value)
}

export function TraceMapping({ signIn: { mapping } }: { readonly signIn: SignInWithTrace }): ReactNode {
  return (
    <section className={part.part} aria-labelledby="mapping">
      <div className={part.partHead}>
        <h3 id="mapping">{t.title}</h3>
        <p>{t.text}</p>
      </div>
      {mapping.length === 0 ? (
        <p className="quiet">{t.none}</p>
      ) : (
        <table className={part.mapping}>
          <thead>
            <tr>
              <th scope="col">{t.attribute}</th>
              <th scope="col">{t.rule}</th>
              <th scope="col">{t.value}</th>
            </tr>
          </thead>
          <tbody>
            {mapping.map(({ attribute, rule, claim, source, value, note }) => (
              <tr key={attribute}>
                <th scope="row">
                  <code>{attribute}</code>
                </th>
                <td>
                  {rule.length === 0 && <span className="faint">{t.notMapped}</span>}
                  {rule.map((name, index) => (
                    <Fragment key={name}>
                      {index > 0 && <span className={part.then}> {t.next} </span>}
                      <code>{name}</code>
                    </Fragment>
                  ))}
                </td>
                <td>
                  <code>
                    <Masked text={textOf(value)} />
                  </code>
                  {(note !== null || (claim !== null && source !== null && rule.length > 1)) && (
                    <span className={part.why}>
                      {note !== null ? <Words text={note} /> : t.from(claim ?? '', t.sources[source ?? 'id_token'])}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** The findings of the checks that are not right: who must do what on which page. */
import type { ReactNode } from 'react'
import { Facts } from '../../../parts/facts.tsx'
import { Note } from '../../../parts/note.tsx'
import { withPairLabels } from '../../../parts/pair-words.ts'
import { webAddress } from '../../../parts/web-address.ts'
import type { Api } from '../../data/api.tsx'
import { connectionTexts } from '../../texts/texts.ts'
import classes from './connection.module.css'

const t = connectionTexts.checks

type Check = Awaited<ReturnType<Api['connections']['check']>>

export function CheckFindings({ check }: { readonly check: Check }): ReactNode {
  const wrong = check.checks.filter(({ result }) => result !== 'ok')
  return (
    <section aria-label={t.title} aria-live="polite">
      {wrong.length === 0 ? (
        <Note tone="good" title={t.allRight} />
      ) : (
        wrong.map(({ id, result, message, remedy, who, where, url, expected, received }) => (
          <div key={`${id} ${message}`} className={classes.finding}>
            <Note
              tone={result === 'fail' ? 'bad' : 'warn'}
              title={message}
              text={remedy && withPairLabels(remedy, t)}
            />
            <Facts
              facts={[
                ...(who ? [{ name: t.who, value: who }] : []),
                ...(where
                  ? [
                      {
                        name: t.where,
                        value: url ? (
                          <a href={webAddress(url)} target="_blank" rel="noreferrer">
                            {where}
                          </a>
                        ) : (
                          where
                        ),
                      },
                    ]
                  : []),
                ...(expected ? [{ name: t.expected, value: <code>{expected}</code> }] : []),
                ...(received ? [{ name: t.received, value: <code>{received}</code> }] : []),
              ]}
            />
          </div>
        ))
      )}
    </section>
  )
}

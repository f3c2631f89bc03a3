/** A list that could not be read, above the rows of the last answer: the event, and how old these rows are. */
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import { Failed } from '../parts/failed.tsx'
import type { List } from './data/list.ts'
import { listTexts } from './texts/texts.ts'

interface Props {
  readonly list: List<unknown>
  /** `The users could not be loaded` */
  readonly title: string
}

export function ListFailed({ list: { error, rows, readAt, refetch }, title }: Props): ReactNode {
  const { time } = useLanguage()
  const age = rows === undefined ? null : listTexts.age(time(new Date(readAt).toISOString()))
  return <Failed title={title} error={error} age={age} onRetry={refetch} />
}

import { sentToApplication } from './sent-to-application.ts'
import { shownOnPage } from './shown-on-page.ts'

type CodesOf<Table> = { [Error in keyof Table]: keyof Table[Error] }[keyof Table]
type OneOf<Union> = Union extends number ? Union : never

/** The numbers of the errors in the table. */
export type AadstsCode = OneOf<CodesOf<typeof shownOnPage> | CodesOf<typeof sentToApplication>>

export interface AadstsRow {
  /** OAuth error. */
  readonly error: string
  /** HTTP status at /token. */
  readonly status: number
  readonly shown: 'page' | 'app'
  readonly text: string
}

function rowsOf(table: Readonly<Record<string, Readonly<Record<number, string>>>>, shown: 'page' | 'app') {
  return Object.entries(table).flatMap(([error, texts]) =>
    Object.entries(texts).map(([code, text]): [number, AadstsRow] => [
      Number(code),
      { error, status: error === 'invalid_client' ? 401 : 400, shown, text },
    ]),
  )
}

const rows: ReadonlyMap<number, AadstsRow> = new Map([
  ...rowsOf(shownOnPage, 'page'),
  ...rowsOf(sentToApplication, 'app'),
])

export function aadsts(code: AadstsCode): AadstsRow {
  const row = rows.get(code)
  if (!row) throw new RangeError(`AADSTS${code} is not in the table`)
  return row
}

/** The row for the page /error?code=. Undefined for a number that is not in the table. */
export function lookUpAadsts(code: number): AadstsRow | undefined {
  return rows.get(code)
}

/** Replaces `{name}` with its value. A name without a value stays as it is. */
export function fillText(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
}

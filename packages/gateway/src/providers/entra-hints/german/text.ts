/** The texts of a code in another language. The party and the page stand in the English table only. */
export interface HintText {
  /** The cause, in one sentence. */
  readonly cause: string
  /** The steps to take, in one or two sentences. */
  readonly what: string
}

/** The texts of a file of the table. A code without its text does not type-check. */
export type HintTexts<T> = Readonly<Record<keyof T, HintText>>

/** Writes the texts of one code. */
export function text(cause: string, what: string): HintText {
  return { cause, what }
}

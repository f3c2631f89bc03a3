/** The two texts of a failure in another language. Statuses and parties stand in the English table only. */
export interface FailureText {
  /** The event, in one sentence without a full stop. */
  readonly title: string
  readonly remedy: string
}

/** The texts of a file of the table. A code without its text does not type-check. */
export type FailureTexts<T> = Readonly<Record<keyof T, FailureText>>

/** Writes the texts of one code. */
export function text(title: string, remedy: string): FailureText {
  return { title, remedy }
}

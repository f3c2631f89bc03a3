/** Why a test of access ends: who must act, on which page, and the command to type. The exit code is 1. */

export interface RefusalDetail {
  /** `AADSTS7000218`, or the error of OAuth. Programs decide by it. */
  readonly code: string
  readonly hint: string
  /** The page in the Entra admin center, as its menus name it. */
  readonly page?: string | undefined
  /** The address of the page. */
  readonly url?: string | null | undefined
  /** A command that mends it, in lines. */
  readonly command?: readonly string[] | undefined
  /** The words of Entra, with its ids for a search in its logs. */
  readonly said?: string | undefined
}

export class AccessRefusal extends Error {
  override readonly name = 'AccessRefusal'
  readonly detail: RefusalDetail

  constructor(message: string, detail: RefusalDetail) {
    super(message)
    this.detail = detail
  }
}

/**
 * An error of Entra.
 *
 *   throw new EntraError(700016, { app, tenant })
 *     at /token, /discovery    a JSON document (error-document.ts), 400 or 401
 *     at /authorize            "page": shown to the person, never reported to the application
 *                              "app": sent to the redirect URI in the requested response mode
 *
 * The table in aadsts.ts decides. Microsoft asks applications to depend only on `error`, not on the numbers or texts.
 */
import { type AadstsCode, aadsts, fillText } from './aadsts.ts'

export interface ErrorDetail {
  /** Replaces the OAuth error of the table, for a number with several. */
  readonly error?: string
  readonly suberror?: string
  /** JSON to send back as the parameter `claims`. */
  readonly claims?: string
  /** Replaces the place of the table. */
  readonly shown?: 'page' | 'app'
}

/** The number and the text, as on Entra's pages and in its descriptions. */
export function errorText(failure: EntraError): string {
  return `AADSTS${failure.code}: ${failure.message}`
}

export class EntraError extends Error {
  readonly code: AadstsCode
  readonly error: string
  readonly status: number
  readonly shown: 'page' | 'app'
  readonly detail: ErrorDetail

  /**
   * @param values the values for the braces in the table's text
   */
  constructor(code: AadstsCode, values: Readonly<Record<string, string>> = {}, detail: ErrorDetail = {}) {
    const row = aadsts(code)
    super(fillText(row.text, values))
    this.name = 'EntraError'
    this.code = code
    this.error = detail.error ?? row.error
    this.status = row.status
    this.shown = detail.shown ?? row.shown
    this.detail = detail
  }
}

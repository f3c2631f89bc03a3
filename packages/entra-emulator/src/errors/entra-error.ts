/**
 * Everything that Entra refuses.
 *
 *   throw new EntraError(700016, { app, tenant })
 *     at /token, /discovery    a JSON document (error-document.ts), 400 or 401
 *     at /authorize            "page": shown to the person, the application never hears of it
 *                              "app": sent to the redirect URI in the response mode that was asked for
 *
 * The table aadsts.ts says which. Microsoft asks applications not to depend on the numbers or texts, only on `error`.
 */
import { type AadstsCode, aadsts, fillText } from './aadsts.ts'

export interface ErrorDetail {
  /** Replaces the table's OAuth error where one number has several. */
  readonly error?: string
  readonly suberror?: string
  /** JSON to send back as the parameter `claims`. */
  readonly claims?: string
}

export class EntraError extends Error {
  readonly code: AadstsCode
  readonly error: string
  readonly status: number
  readonly shown: 'page' | 'app'
  readonly detail: ErrorDetail

  /**
   * @param values what stands in the braces of the table's text
   */
  constructor(code: AadstsCode, values: Readonly<Record<string, string>> = {}, detail: ErrorDetail = {}) {
    const row = aadsts(code)
    super(fillText(row.text, values))
    this.name = 'EntraError'
    this.code = code
    this.error = detail.error ?? row.error
    this.status = row.status
    this.shown = row.shown
    this.detail = detail
  }
}

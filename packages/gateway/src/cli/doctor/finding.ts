/**
 * A finding of the doctor: ok, a warning, or a failure with the person who can correct it and the remedy. It has the
 * shape of the checks of a connection, so that a program can read both alike.
 */

import { isFailure } from '@gatehouse-sso/core/failure'
import { failures, type Who } from '@gatehouse-sso/core/failures'
import { dayMs } from '@gatehouse-sso/core/time'

export type Result = 'ok' | 'warn' | 'fail'

export interface Finding {
  /** The id of the check. It is stable. */
  readonly id: string
  readonly result: Result
  readonly message: string
  /** The code of the error table, if the finding is one of its failures. */
  readonly code?: string | undefined
  readonly expected?: string | undefined
  readonly received?: string | undefined
  /** The person who can correct it. */
  readonly who?: Who | undefined
  readonly remedy?: string | undefined
}

export const ok = (id: string, message: string): Finding => ({ id, result: 'ok', message })

interface Trouble {
  readonly message: string
  readonly remedy: string
  readonly expected?: string
  readonly received?: string
  readonly who?: Who
}

export const warn = (id: string, trouble: Trouble): Finding => ({ id, result: 'warn', who: 'operator', ...trouble })
export const fail = (id: string, trouble: Trouble): Finding => ({ id, result: 'fail', who: 'operator', ...trouble })

/** Converts a failure to a finding. @param where the thing that it concerns, when there are several of its kind */
export function failed(id: string, error: unknown, where = ''): Finding {
  if (!isFailure(error)) {
    const message = error instanceof Error ? error.message : String(error)
    return fail(id, { message: `${where}${message}`, remedy: 'This should not happen. Please report it.' })
  }
  const { title, remedy, who } = failures[error.code]
  const { param, expected, received, cause, remedy: advice } = error.evidence
  // The operator sees the message of the database; nobody else ever does.
  const said = error.code === 'database_unavailable' && cause instanceof Error ? ` (${cause.message})` : ''
  const message = `${where}${title}${said}${param === undefined || title.includes(param) ? '' : `: ${param}`}`
  return { id, result: 'fail', message, code: error.code, expected, received, who, remedy: advice ?? remedy }
}

export function worst(findings: readonly Finding[]): Result {
  const results = findings.map(({ result }) => result)
  return results.includes('fail') ? 'fail' : results.includes('warn') ? 'warn' : 'ok'
}

/** `1 job`, `2 jobs` */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** The number of whole days until then; negative when it has passed. */
export const daysUntil = (then: number, now: number): number => Math.floor((then - now) / dayMs)

export function inDays(days: number): string {
  if (days === 0) return 'today'
  return days < 0 ? `${counted(-days, 'day')} ago` : `in ${counted(days, 'day')}`
}

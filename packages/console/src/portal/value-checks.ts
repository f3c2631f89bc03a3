/** The live checks of screen 3: what was found for each value, while the reader goes on typing. */
import type { GuideField, ValueFinding } from '@gatehouse-sso/sdk/browser'
import { useRef, useState } from 'react'
import { api } from './api.ts'
import { useNoticeEnd } from './session.tsx'
import { expiryPointer, secretPointer, settingsOf, type Values } from './values-form.ts'

type Settings = Readonly<Record<string, unknown>>

export interface ValueChecks {
  readonly findings: Readonly<Record<string, ValueFinding>>
  /** The field whose value is being checked. */
  readonly checking: string | null
  /** How long the last answer took. */
  readonly tookMs: number
  /** @returns the findings, or none if nothing changed since the last check */
  check(pointer: string, values: Values, isForced?: boolean): Promise<readonly ValueFinding[]>
  /** Forgets what was found for a value, since it changed. */
  forget(pointer: string): void
  /** Shows a fault that the server named when the values were kept. */
  place(faults: Readonly<Record<string, string>>): void
}

/** @param kept the settings of the connection */
export function useValueChecks(fields: readonly GuideField[], kept: Settings, language: 'en' | 'de'): ValueChecks {
  const [findings, setFindings] = useState<Readonly<Record<string, ValueFinding>>>({})
  const [checking, setChecking] = useState<string | null>(null)
  const [tookMs, setTookMs] = useState(0)
  const noticeEnd = useNoticeEnd()
  const asked = useRef('')
  const running = useRef<AbortController | null>(null)

  const check = async (pointer: string, values: Values, isForced = false): Promise<readonly ValueFinding[]> => {
    const settings = Object.fromEntries(
      Object.entries(settingsOf(fields, values, kept)).filter(([, value]) => value !== null),
    )
    const client_secret = (values[secretPointer] ?? '').trim()
    const not_after = values[expiryPointer] ?? ''
    const body = {
      settings,
      ...(client_secret === '' ? {} : { client_secret }),
      ...(client_secret === '' || not_after === '' ? {} : { not_after }),
      language,
    }
    const digest = JSON.stringify(body)
    if ((Object.keys(settings).length === 0 && client_secret === '') || (digest === asked.current && !isForced))
      return []
    asked.current = digest
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setChecking(pointer)
    try {
      const answer = await api.setup.checkValues(body, { signal: controller.signal, timeout_ms: 8_000 })
      setTookMs(answer.took_ms)
      setFindings(Object.fromEntries(answer.findings.map((finding) => [finding.param, finding])))
      return answer.findings
    } catch (error) {
      noticeEnd(error)
      // A check that gets no answer keeps nobody from going on: the server checks again when the values are kept.
      if (!controller.signal.aborted) asked.current = ''
      return []
    } finally {
      if (running.current === controller) setChecking(null)
    }
  }

  return {
    findings,
    checking,
    tookMs,
    check,
    forget: (pointer) => {
      if (!(pointer in findings)) return
      // The same value, entered once more, is looked at once more.
      asked.current = ''
      setFindings(({ [pointer]: _, ...others }) => others)
    },
    place: (faults) =>
      setFindings((found) => ({
        ...found,
        ...Object.fromEntries(Object.entries(faults).map(([param, title]) => [param, faultOf(param, title)])),
      })),
  }
}

const faultOf = (param: string, title: string): ValueFinding => ({
  param,
  result: 'wrong',
  code: 'refused',
  title,
  text: null,
  facts: [],
  value: null,
  path: null,
  choices: [],
})

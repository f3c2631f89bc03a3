/** The past sign-in of the preview. Its claims are masked until somebody who may reveals them. */
import type { SignIn } from '@gatehouse-sso/sdk/browser'
import { useState } from 'react'
import { useChange, useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import type { SentClaims } from './claims-preview.ts'

export interface Preview {
  /** `undefined` before the answer. */
  readonly signIns: readonly SignIn[] | undefined
  readonly chosen: string | null
  /** `null` before a sign-in is chosen, and where they are no longer kept. */
  readonly claims: SentClaims | null
  readonly isMasked: boolean
  readonly isRead: boolean
  readonly isRevealing: boolean
  readonly error: Error | null
  choose(id: string): void
  /** `null` for a role that may not. */
  readonly reveal: (() => void) | null
}

export function usePreview(connection_id: string): Preview {
  const mayReveal = useMay('sign_ins:reveal')
  const [picked, setPicked] = useState<string | null>(null)
  const { data: signIns } = useRead(['preview', connection_id], async (api, options) => {
    const list = await api.signIns.list({ connection_id, state: 'succeeded', limit: 20, expand: ['user'] }, options)
    return list.data
  })
  const chosen = picked ?? signIns?.[0]?.id ?? null
  const trace = useRead(['sign_ins', chosen], (api, options) => api.signIns.get(chosen ?? '', {}, options), {
    isEnabled: chosen !== null,
  })
  const reveal = useChange((api) => api.signIns.reveal(chosen ?? ''))
  const revealed = reveal.data?.id === chosen ? reveal.data : undefined
  return {
    signIns,
    chosen,
    claims: (revealed ?? trace.data)?.claims ?? null,
    isMasked: revealed === undefined && (trace.data?.redacted ?? true),
    isRead: trace.data !== undefined,
    isRevealing: reveal.isPending,
    error: reveal.error ?? trace.error,
    choose: setPicked,
    reveal: mayReveal && chosen !== null ? () => reveal.mutate() : null,
  }
}

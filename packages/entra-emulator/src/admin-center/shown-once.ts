import type { BoundedMap } from '../bounded-map.ts'
import { type Entropy, newHandle } from '../identifier.ts'

/** A notice for the next page of one account. A new client secret is shown with it, and never again. */
export interface ShownOnce {
  readonly sid: string
  readonly notice: string
  readonly secret?: NewSecret
}

export interface NewSecret {
  readonly key_id: string
  readonly value: string
}

/** The part of an emulation that keeps notices. */
interface NoticeContext {
  readonly entropy: Entropy
  readonly shown_once: BoundedMap<ShownOnce>
}

/** The address of the next page, which has the notice. */
export function addressWith({ entropy, shown_once }: NoticeContext, to: string, once: ShownOnce): string {
  const handle = newHandle(entropy)
  shown_once.set(handle, once)
  const [before = '', hash] = to.split('#')
  return `${before}${before.includes('?') ? '&' : '?'}done=${handle}${hash === undefined ? '' : `#${hash}`}`
}

/** Takes the notice away. Another account cannot read it. */
export function takeShownOnce(
  { shown_once }: NoticeContext,
  handle: string | undefined,
  sid: string,
): ShownOnce | undefined {
  const once = handle === undefined ? undefined : shown_once.get(handle)
  if (handle === undefined || once?.sid !== sid) return undefined
  shown_once.delete(handle)
  return once
}

/** The life of a credential: the share that is spent, and whether its end is near. */
import { daysUntil } from '../language/formats.ts'

export interface Life {
  /** 0 to 1 */
  readonly spent: number
  /** `soon` from 60 days before the end. */
  readonly state: 'fresh' | 'soon' | 'over'
}

const soonDays = 60

/** @returns `null` for a credential that never expires */
export function lifeOf(begins: string, ends: string | null, now: number): Life | null {
  if (ends === null) return null
  const [from, to] = [Date.parse(begins), Date.parse(ends)]
  const spent = to <= from ? 1 : Math.min(1, Math.max(0, (now - from) / (to - from)))
  const state = now >= to ? 'over' : daysUntil(ends, now) <= soonDays ? 'soon' : 'fresh'
  return { spent, state }
}

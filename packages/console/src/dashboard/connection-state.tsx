/** The state of a connection as a badge, with the most urgent reason beside it. */
import type { OrganizationSummary } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { daysUntil } from '../language/formats.ts'
import { StateBadge } from '../parts/state-badge.tsx'
import classes from './connection-state.module.css'
import { connectionLooks, shownState, toneOfEnd } from './state-tones.ts'
import { codeInWords, organizationsTexts, stateTexts } from './texts/texts.ts'

/** Without the type, which not every list of connections has. */
export type ConnectionSummary = Omit<OrganizationSummary['connections'][number], 'type'>

/** A credential that ends later than this says nothing in a list. */
const soonDays = 60

interface Props {
  readonly connection: ConnectionSummary | undefined
  readonly now: number
}

export function ConnectionState({ connection, now }: Props): ReactNode {
  if (!connection) {
    return <StateBadge {...connectionLooks.none}>{stateTexts.connection.none}</StateBadge>
  }
  const state = shownState(connection.state, connection.health.state)
  const reason = reasonOf(connection, now)
  return (
    <span className={classes.health}>
      <StateBadge {...connectionLooks[state]}>{stateTexts.connection[state]}</StateBadge>
      {reason !== null && <span className={`${classes.reason} ${classes[reason.tone]}`}>{reason.text}</span>}
    </span>
  )
}

function reasonOf(
  connection: ConnectionSummary,
  now: number,
): { text: string; tone: 'plain' | 'warn' | 'bad' | 'accent' } | null {
  const { state, health, credential_expires_at, has_candidate } = connection
  if (state === 'active' && health.state === 'failing' && health.error_code !== null) {
    return { text: codeInWords(health.error_code).toLowerCase(), tone: 'bad' }
  }
  const days = credential_expires_at === null ? null : daysUntil(credential_expires_at, now)
  if (state !== 'draft' && days !== null && days <= soonDays) {
    const tone = toneOfEnd(days)
    return { text: stateTexts.endsIn(days), tone: tone === 'bad' || tone === 'warn' ? tone : 'plain' }
  }
  return has_candidate ? { text: organizationsTexts.candidate, tone: 'accent' } : null
}

/** The connection that matters most: one that fails, then an active one, then any. */
export function mainConnection<C extends Pick<ConnectionSummary, 'state' | 'health'>>(
  connections: readonly C[],
): C | undefined {
  return (
    connections.find(({ state, health }) => state === 'active' && health.state === 'failing') ??
    connections.find(({ state }) => state === 'active') ??
    connections[0]
  )
}

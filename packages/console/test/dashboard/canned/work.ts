/** The data of the pages of every day and of the settings. */
import type { Identity, Invitation, Session, User } from '@gatehouse-sso/sdk/browser'
import * as people from './people.ts'

export interface WorkState {
  users: User[]
  identities: (Identity & { readonly user_id: string })[]
  sessions: Session[]
  invitations: Invitation[]
}

export const workState = (): WorkState => ({
  users: [...people.users],
  identities: [...people.identities],
  sessions: [...people.sessions],
  invitations: [...people.invitations],
})

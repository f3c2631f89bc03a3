/** Setup links, as they are stored, with the tests that were made through them. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Language, SetupIntent, SetupStep } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'
import type { Versioned } from './versioned.ts'

/** How far the administrator has come. */
export interface SetupProgress {
  readonly step: SetupStep | null
  readonly done_steps: readonly SetupStep[]
  /** `register.redirect_uri`: the step and the action. */
  readonly done_actions: readonly string[]
  /** The facts about the tenant, for people. */
  readonly tenant: readonly string[]
}

/** A press of "Start setup". */
export interface SetupUse {
  readonly at: number
  readonly address: string | null
  readonly user_agent: string | null
}

export interface SetupLinkRecord extends Versioned {
  readonly id: Id<'setup'>
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  /** The link whose administrator shared a step by this one; `null` for a link of the vendor. */
  readonly parent_id: Id<'setup'> | null
  readonly intents: readonly SetupIntent[]
  /** The only step of a link for a colleague. */
  readonly only_step: SetupStep | null
  readonly activation: 'automatic' | 'customer' | 'vendor'
  readonly needs_test: boolean
  readonly admin_emails: readonly string[]
  readonly return_url: string | null
  readonly success_url: string | null
  readonly connection_id: Id<'conn'> | null
  readonly token_hash: string
  /** The language that the administrator chose; `null` for that of the browser. */
  readonly language: Language | null
  readonly progress: SetupProgress
  /** The latest ones. */
  readonly uses: readonly SetupUse[]
  readonly expires_at: number
  readonly activation_requested_at: number | null
  readonly completed_at: number | null
  readonly revoked_at: number | null
}

/** An administrator whom a link names, and the identity with which they came first. */
export interface SetupAdministratorRecord {
  readonly setup_link_id: Id<'setup'>
  readonly environment_id: Id<'env'>
  readonly email_key: string
  readonly authority: string
  readonly subject: string
  readonly created_at: number
}

export interface SetupLinkStore {
  get(id: string): Promise<SetupLinkRecord | undefined>
  list(
    query: ListQuery & {
      readonly organization_id?: Id<'org'> | undefined
      readonly state?: 'open' | 'started' | 'completed' | 'expired' | 'revoked' | undefined
      /** Decides what has expired. */
      readonly now: number
    },
  ): Promise<RecordPage<SetupLinkRecord>>
  /** The links that an administrator made for colleagues and that still work, the oldest first. */
  openShared(parent_id: Id<'setup'>, now: number, limit: number): Promise<readonly { readonly id: Id<'setup'> }[]>
  insert(record: SetupLinkRecord): Write
  /** Expects that it was neither completed nor revoked. */
  update(record: SetupLinkRecord, version: number): Write
  /** Revokes the links that were shared from this one. */
  revokeShared(parent_id: Id<'setup'>, now: number): Write
  /** Notes a test that was made through a link. */
  insertTest(setup_link_id: Id<'setup'>, sign_in_id: Id<'signin'>): Write
  getTest(setup_link_id: Id<'setup'>, sign_in_id: Id<'signin'>): Promise<{ readonly id: Id<'signin'> } | undefined>
  /** The administrators who came already. */
  administrators(setup_link_id: Id<'setup'>): Promise<readonly SetupAdministratorRecord[]>
  /** Binds an administrator to an identity. An address, and an identity, is bound once. */
  insertAdministrator(record: SetupAdministratorRecord): Write
  /** The ids of its tests. */
  tests(setup_link_id: Id<'setup'>, query: ListQuery): Promise<RecordPage<{ readonly id: Id<'signin'> }>>
}

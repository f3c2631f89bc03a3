/** The intents of setup links: what a customer's administrator may do. */
import { z } from 'zod'

/** `sso`: set single sign-on up. `domains`: prove email domains. `manage`: look after a connection that is on. */
export const setupIntents = ['sso', 'domains', 'manage'] as const

export type SetupIntent = (typeof setupIntents)[number]

/** The part of an operation that a setup session may use. */
export interface SetupAccess {
  /** The intents of which a link needs one. */
  readonly intents: readonly SetupIntent[]
  /** The intents of which a link needs one where its connection was on before: the change counts at once for its people. */
  readonly intents_when_on?: readonly SetupIntent[]
  /** The members of the body that count at once, where the others wait. Without a list: all of them. */
  readonly fields_when_on?: readonly string[]
  /** The members of the body that it may send, as JSON pointers. Without a list: all of them. */
  readonly fields?: readonly string[]
  /** Those below `fields` that it may not. */
  readonly except?: readonly string[]
  /** The steps whose links for colleagues may call it, if it changes anything. Without a list: none. */
  readonly steps?: readonly SetupStep[]
  /** The `fields` of a link for one step, where they are fewer. */
  readonly step_fields?: Readonly<Partial<Record<SetupStep, readonly string[]>>>
}

/** The steps of a setup, in the order of the portal. */
export const setupSteps = ['provider', 'register', 'values', 'claims', 'access', 'test', 'domains', 'turn_on'] as const

export type SetupStep = (typeof setupSteps)[number]

export const setupStep = z.enum(setupSteps).meta({ description: 'A step of the setup portal' })

export { type Language, languages } from '@gatehouse-sso/core/language'

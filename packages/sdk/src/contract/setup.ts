/**
 * The operations of the setup portal. Only a setup session may call them: a cookie of a browser in which somebody started
 * a setup link. They always work on the organization of the link, so none of them names one.
 */
import { z } from 'zod'
import { connectionTypes, enteredSettings } from './connection.ts'
import { id, none } from './fields.ts'
import { listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'
import { setupGuide } from './setup-guide.ts'
import { languages, type SetupAccess, setupIntents, setupStep, setupSteps } from './setup-intents.ts'
import { setupLinkWithAddress } from './setup-links.ts'
import { doneAction, setupSession } from './setup-session.ts'
import { setupTest } from './setup-test.ts'
import { valueCheck } from './value-check.ts'

const principals = ['setup_session'] as const
/** Every link may call it, at every step. */
const everyLink: SetupAccess = { intents: setupIntents, steps: setupSteps }
const connecting = { intents: ['sso', 'manage'] } as const
const scope = null
const language = z.enum(languages).optional().meta({ description: 'Default: that of the session' })

export const setup = {
  get: operation('setup.get', {
    summary: 'Read the setup: the organization, the vendor, and how far it has come',
    principals,
    setup: everyLink,
    scope,
    params: none,
    query: none,
    body: undefined,
    output: setupSession,
  }),
  update: operation('setup.update', {
    summary: 'Keep how far the setup has come, so that it goes on at another device',
    principals,
    setup: everyLink,
    scope,
    params: none,
    query: none,
    body: z.strictObject({
      step: setupStep.optional(),
      done_steps: z.array(setupStep).max(20).optional().meta({ description: 'Replaces all of them' }),
      done_actions: z.array(doneAction).max(100).optional().meta({ description: 'Replaces all of them' }),
      language: z.enum(languages).optional(),
    }),
    output: setupSession,
    example: { step: 'values', done_actions: ['register.name', 'register.redirect_uri'] },
  }),
  choose: operation('setup.choose', {
    summary: 'Choose the kind of identity provider; the connection is made as a draft',
    principals,
    setup: { intents: ['sso'], steps: ['provider'] },
    scope,
    params: none,
    query: none,
    body: z.strictObject({ type: z.enum(connectionTypes) }),
    output: setupSession,
    status: 200,
    failures: ['state_conflict', 'limit_reached'],
    example: { type: 'entra_oidc' },
  }),
  guess: operation('setup.guess', {
    summary: 'Guess the identity provider of an email domain from what the domain publishes',
    principals,
    setup: { intents: ['sso'], steps: ['provider'] },
    writes_nothing: true,
    scope,
    params: none,
    query: none,
    body: z.strictObject({ domain: z.string().min(1).max(254).meta({ description: 'A domain, or an email address' }) }),
    output: z
      .strictObject({
        object: z.literal('setup_guess'),
        type: z.enum(connectionTypes).nullable(),
        because: z.string(),
      })
      .meta({ id: 'SetupGuess' }),
    status: 200,
    example: { domain: 'contoso.example' },
  }),
  guide: operation('setup.guide', {
    summary: 'Read the guide of the chosen identity provider, with the values of the connection filled in',
    principals,
    setup: everyLink,
    scope,
    params: none,
    query: none.extend({ language }),
    body: undefined,
    output: setupGuide,
    failures: ['state_conflict'],
  }),
  checkValues: operation('setup.checkValues', {
    summary: 'Check pasted values with the identity provider; no value is kept',
    principals,
    setup: connecting,
    writes_nothing: true,
    scope,
    params: none,
    query: none,
    body: z.strictObject({
      settings: enteredSettings.default({}),
      client_secret: z.string().max(2048).optional().meta({ writeOnly: true }),
      credential_id: id('cred').optional().meta({ description: 'A kept credential to try instead' }),
      not_after: z.string().max(40).optional().meta({ description: 'Expiry of the secret: a date or a time' }),
      language,
    }),
    output: valueCheck,
    status: 200,
    failures: ['state_conflict'],
    example: { settings: { tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b' } },
  }),
  listTests: operation('setup.listTests', {
    summary: 'List the test sign-ins of this setup link, the latest first',
    principals,
    setup: connecting,
    scope,
    params: none,
    query: listQuery('signin').extend({ language }),
    body: undefined,
    output: listOf(setupTest),
  }),
  getTest: operation('setup.getTest', {
    summary: 'Read a test sign-in of this setup link, with the claims that came',
    principals,
    setup: connecting,
    scope,
    params: z.strictObject({ sign_in_id: id('signin') }),
    query: none.extend({ language }),
    body: undefined,
    output: setupTest,
  }),
  shareStep: operation('setup.shareStep', {
    summary: 'Make a link for a colleague, who may work on one step only',
    principals,
    setup: { intents: ['sso', 'domains'], steps: setupSteps },
    scope,
    params: none,
    query: none,
    body: z.strictObject({ step: setupStep }),
    output: setupLinkWithAddress,
    gives_secret: true,
    failures: ['limit_reached', 'state_conflict'],
    example: { step: 'domains' },
  }),
  complete: operation('setup.complete', {
    summary: 'Finish the setup: switch the connection on, or ask the vendor to; the link is used up',
    principals,
    setup: everyLink,
    scope,
    params: none,
    query: none,
    body: none,
    output: setupSession,
    status: 200,
    failures: ['state_conflict', 'connection_incomplete', 'credential_refused', 'test_needed'],
    example: {},
  }),
  leave: operation('setup.leave', {
    summary: 'Sign out of the setup portal in this browser; the link goes on',
    principals,
    setup: everyLink,
    scope,
    params: none,
    query: none,
    body: none,
    output: undefined,
    example: {},
  }),
}

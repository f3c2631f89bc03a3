/** The list of all jobs. Each is one line that leads to its code. */

import { hourMs, minuteMs } from '@gatehouse-sso/core/time'
import { warnOfExpiry } from '../domain/credentials/expiry-warnings.ts'
import { credentialProbe } from '../domain/credentials/probe.ts'
import { maintainFederationKeys } from '../domain/environments/federation.ts'
import { maintainSigningKeys } from '../domain/environments/signing-keys.ts'
import { invitationMailKind, sendInvitation } from '../domain/invitations/mail.ts'
import { deliver } from '../domain/logout/delivery.ts'
import { deliveryKind, noticesKind, spreadNotices } from '../domain/logout/notices.ts'
import { checkDueDomains } from '../domain/organizations/domain-proof.ts'
import { watchSaml } from '../domain/saml/metadata-watch.ts'
import { sendSetupMail, setupMailKind } from '../domain/setup/mail.ts'
import type { Work } from '../domain/work/work.ts'
import type { Handler } from './runner.ts'
import { maximumAttempts } from './schedule.ts'
import { sweep } from './sweep.ts'

export interface ScheduledJob {
  readonly every_ms: number
  readonly handler: Handler
}

/**
 * The jobs that other work asks for, by kind. They have slots of their own, so that applications that do not answer hold
 * up nothing else.
 * @param wake looks for jobs now
 */
export function queuedJobs(work: Work, wake: () => void): Readonly<Record<string, Handler>> {
  return {
    [invitationMailKind]: ({ payload, attempt }) =>
      sendInvitation(work, payload, { attempt, is_last: attempt >= maximumAttempts }),
    [setupMailKind]: ({ payload }) => sendSetupMail(work, payload),
    [noticesKind]: ({ payload }) => spreadNotices(work, payload, wake),
    [deliveryKind]: ({ payload, attempt }) => deliver(work, payload, { attempt, is_last: attempt >= maximumAttempts }),
  }
}

/** The scheduled jobs by kind. A handler may run twice, and stops when its signal is aborted. */
export function scheduledJobs(work: Work): Readonly<Record<string, ScheduledJob>> {
  const probe = credentialProbe(work)
  return {
    sweep: { every_ms: minuteMs, handler: ({ signal }) => sweep(work, signal) },
    signing_keys: { every_ms: hourMs, handler: () => maintainSigningKeys(work) },
    credential_probe: { every_ms: minuteMs, handler: ({ signal }) => probe(signal) },
    credential_expiry: { every_ms: hourMs, handler: ({ signal }) => warnOfExpiry(work, signal) },
    saml_metadata: { every_ms: minuteMs, handler: ({ signal }) => watchSaml(work, signal) },
    domain_proofs: { every_ms: minuteMs, handler: ({ signal }) => checkDueDomains(work, signal) },
    federation_keys: { every_ms: hourMs, handler: () => maintainFederationKeys(work) },
  }
}

/** The setup portal's own operations, over HTTP: each as a call of the domain, for the session of the caller. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import { completeSetup } from '../../domain/setup/activation.ts'
import { guessProvider } from '../../domain/setup/guess.ts'
import { readGuide } from '../../domain/setup/guide.ts'
import { chooseProvider, saveProgress, saveTenant } from '../../domain/setup/progress.ts'
import { getSetupTest, listSetupTests } from '../../domain/setup/tests.ts'
import { viewSetup } from '../../domain/setup/view.ts'
import { shareStep } from '../../domain/setup-links/links.ts'
import { presentSetupLink } from '../../domain/setup-links/present.ts'
import { leaveSetup, type SetupSession } from '../../domain/setup-links/session.ts'
import type { SetupLinkRecord } from '../../domain/stores/setup-links.ts'
import { checkValues } from '../../domain/value-check/check-values.ts'
import { type Call, type Handlers, nothing } from './call.ts'
import { presentPage } from './present.ts'

type AnyCall = Pick<Call<never>, 'work' | 'principal' | 'language'>

/** Only a setup session comes here: the contract names no other principal. */
function sessionOf({ principal }: Pick<AnyCall, 'principal'>): SetupSession {
  if (principal.kind !== 'setup_session') throw new Error('this operation needs a setup session')
  return principal.session
}

function languageOf(call: AnyCall, asked: Language | undefined): Language {
  return asked ?? call.language
}

async function shown(call: AnyCall, link: SetupLinkRecord = sessionOf(call).link) {
  return { body: await viewSetup(call.work.ports, { ...sessionOf(call), link }, call.language) }
}

export const setupHandlers: Handlers<Contract['setup']> = {
  get: async (call) => shown(call),
  update: async (call) => shown(call, await saveProgress(call.work, sessionOf(call), call.body)),
  choose: async (call) => shown(call, await chooseProvider(call.work, sessionOf(call), call.body)),
  guess: async (call) => ({ body: await guessProvider(call.work.ports, call.body.domain, call.language) }),
  guide: async (call) => ({
    body: await readGuide(call.work.ports, sessionOf(call), languageOf(call, call.query.language)),
  }),
  checkValues: async (call) => {
    const session = sessionOf(call)
    const language = languageOf(call, call.body.language)
    const { check, tenant } = await checkValues(call.work.ports, session, call.body, language)
    const isNews = tenant.length > 0 && tenant.join() !== session.link.progress.tenant.join()
    if (isNews) await saveTenant(call.work, session, tenant)
    return { body: check }
  },
  listTests: async (call) => {
    const { language, ...query } = call.query
    const page = await listSetupTests(call.work.ports, sessionOf(call), query, languageOf(call, language))
    return { body: presentPage(page, ({ id: _, ...test }) => test) }
  },
  getTest: async (call) => {
    const language = languageOf(call, call.query.language)
    return { body: await getSetupTest(call.work.ports, sessionOf(call), call.params.sign_in_id, language) }
  },
  shareStep: async (call) => {
    const { environment, link } = sessionOf(call)
    const shared = await shareStep(call.work, environment, link.id, call.body.step)
    return { body: { ...presentSetupLink(call.work.ports, shared.link), url: shared.url } }
  },
  complete: async (call) => shown(call, await completeSetup(call.work, sessionOf(call))),
  leave: async (call) => {
    await leaveSetup(call.work, sessionOf(call).id)
    return nothing
  },
}

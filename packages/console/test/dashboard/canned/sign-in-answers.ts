/** The answers about sign-ins and their traces. */
import type { SignIn, SignInWithTrace } from '@gatehouse-sso/sdk/browser'
import { traceOf } from './sign-ins.ts'
import { hiddenOf, revealedOf } from './trace.ts'
import { type Answer, found, listOf, type World } from './world.ts'

/** A sign-in with the resources beside it. */
function expanded<S extends SignIn>(kept: World, signIn: S): S {
  const organization = kept.organizations.find(({ id }) => id === signIn.organization_id)
  const connection = kept.connections.find(({ id }) => id === signIn.connection_id)
  const application = kept.applications.find(({ id }) => id === signIn.application_id)
  const user = kept.work.users.find(({ id }) => id === signIn.user_id)
  return {
    ...signIn,
    ...(organization && { organization }),
    ...(connection && { connection }),
    ...(application && { application }),
    ...(user && { user }),
  }
}

const fullTrace = (signIn: SignIn): SignInWithTrace => revealedOf(signIn, traceOf(signIn))

const names = ['organization_id', 'connection_id', 'user_id', 'state', 'error_code'] as const

export const signInAnswers: Readonly<Record<string, Answer>> = {
  'signIns.list': (kept, asked) => {
    const { query } = asked
    const correlation = query.get('correlation_id')
    const email = query.get('email')
    const [from, to] = [query.get('from'), query.get('to')]
    return listOf(
      kept.signIns
        .filter((one) => names.every((name) => !query.has(name) || query.get(name) === one[name]))
        .filter(({ created_at }) => from === null || created_at >= from)
        .filter(({ created_at }) => to === null || created_at < to)
        .filter((one) => correlation === null || fullTrace(one).error?.upstream?.correlation_id === correlation)
        .filter((one) => email === null || email.split('@')[1] === one.email?.split('@')[1])
        .map((one) => expanded(kept, one)),
      asked,
    )
  },
  'signIns.get': (kept, { params }) => {
    const signIn = expanded(kept, found(kept.signIns, params.sign_in_id))
    return hiddenOf({ ...fullTrace(signIn), email: signIn.email })
  },
  'signIns.reveal': (kept, { params }) => {
    const signIn = found(kept.signIns, params.sign_in_id)
    return { ...fullTrace(signIn), email: signIn.email?.replace('[redacted]', 'ben') ?? null }
  },
  'applications.previewClaims': (kept, { params }) => {
    const user = found(kept.work.users, params.user_id)
    const { id, email, name, roles, organization_id } = user
    return {
      object: 'claims_preview',
      id_token: { iss: 'https://sso.planner.example', sub: id, org_id: organization_id, email, name, roles },
      userinfo: { sub: id, email, email_verified: true, name, roles },
    }
  },
}

/** The answers about applications and their secrets. */
import type { Application, ApplicationSecret } from '@gatehouse-sso/sdk/browser'
import { Refused } from '../../canned/answers.ts'
import { applications } from './console.ts'
import { at, before, idOf, now } from './ids.ts'
import { type Answer, found, put } from './world.ts'

const secretOf = (n: number, hint: string, last_used_at: string | null): ApplicationSecret => ({
  object: 'application_secret',
  id: idOf('secret', n),
  application_id: idOf('app', 1),
  hint,
  last_used_at,
  created_at: at('2026-03-01'),
})

export const applicationsWithSecrets: Application[] = applications.map((application) => ({
  ...application,
  redirect_uris: [...application.redirect_uris, 'http://localhost:3000/callback/'],
  secrets: [secretOf(1, 'cs_a7…Q2', before(4))],
  output_claims: { displayName: 'name', department: 'custom_attributes.department' },
}))

export const applicationAnswers: Readonly<Record<string, Answer>> = {
  'applications.get': (kept, { params }) => found(kept.applications, params.application_id),
  'applications.create': (kept, { body }) => {
    const [template] = applications
    if (!template) throw new Error('no template')
    const id = idOf('app', 20 + kept.applications.length)
    const given = body as Partial<Application>
    if (given.redirect_uris?.some((uri) => !URL.canParse(uri))) {
      throw new Refused(422, 'body_invalid', 'A value is not valid.', {
        errors: [{ param: '/redirect_uris/0', code: 'invalid', message: 'is not an address' }],
      })
    }
    const fresh: Application = { ...template, initiate_login_uri: null, ...given, id, client_id: id, secrets: [] }
    kept.applications.unshift({
      ...fresh,
      token_endpoint_auth_methods: given.token_endpoint_auth_methods ?? ['client_secret_basic'],
    })
    return found(kept.applications, id)
  },
  'applications.update': (kept, { params, body }) =>
    put(kept.applications, params.application_id, body as Partial<Application>),
  'applications.delete': (kept, { params }) => {
    kept.applications = kept.applications.filter(({ id }) => id !== params.application_id)
  },
  'applications.createSecret': (kept, { params }) => {
    const last = found(kept.applications, params.application_id)
    const fresh = { ...secretOf(10 + last.secrets.length, 'cs_k9…Z4', null), application_id: last.id, created_at: now }
    put(kept.applications, last.id, { secrets: [...last.secrets, fresh] })
    return { ...fresh, client_secret: 'cs_k9VqT2mX8rLwB4nYpZ4' }
  },
  'applications.revokeSecret': (kept, { params }) => {
    const last = found(kept.applications, params.application_id)
    put(kept.applications, last.id, { secrets: last.secrets.filter(({ id }) => id !== params.secret_id) })
  },
}

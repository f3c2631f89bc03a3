/** S2: the compiler checks this file with every `npm run check`. Each `@ts-expect-error` is a mistake that it finds. */
import { describe, expectTypeOf, it } from 'vitest'
import type {
  Connection,
  Gatehouse,
  Organization,
  Page,
  Paginated,
  SignIn,
  SignInError,
  SignInErrorCode,
  User,
} from '../src/gatehouse.ts'

/** Code that is compiled and never run. */
function compiled(_: (gatehouse: Gatehouse, text: string) => void): void {}

describe('S2 types', () => {
  it('take any text as an id, in paths, bodies and queries', () =>
    compiled((gatehouse, text) => {
      gatehouse.users.get(text)
      gatehouse.credentials.activate(text, text)
      gatehouse.users.create({ organization_id: text, email: text })
      gatehouse.connections.create({ organization_id: text, type: 'oidc', settings: {} })
      gatehouse.signIns.list({ organization_id: text, connection_id: text, user_id: text, after: text })
    }))

  it('give ids of one kind, so that another kind is a mistake', () => {
    expectTypeOf<Organization['id']>().toEqualTypeOf<`org_${string}`>()
    expectTypeOf<User['organization_id']>().toEqualTypeOf<`org_${string}`>()
    compiled(async (gatehouse, text) => {
      const user = await gatehouse.users.get(text)
      // @ts-expect-error
      user.id satisfies `org_${string}`
    })
  })

  it('give states and kinds as unions', () => {
    expectTypeOf<Connection['state']>().toEqualTypeOf<'draft' | 'active' | 'inactive'>()
    expectTypeOf<User['state']>().toEqualTypeOf<'invited' | 'active' | 'suspended'>()
    expectTypeOf<SignIn>().not.toBeAny()
    compiled((gatehouse) => {
      // @ts-expect-error
      gatehouse.users.list({ state: 'asleep' })
      // @ts-expect-error
      gatehouse.organizations.create({ nam: 'Contoso' })
      // @ts-expect-error
      gatehouse.organizations.create({})
    })
  })

  it('let a cursor of one page begin the next without a cast', () =>
    compiled(async (gatehouse) => {
      const { list_metadata } = await gatehouse.users.list()
      expectTypeOf(list_metadata.after).toEqualTypeOf<string | null>()
      gatehouse.users.list({ after: list_metadata.after, limit: 5 })
      gatehouse.domains.list('org_1', { before: list_metadata.before })
    }))

  it('of a list give its items and its pages', () => {
    expectTypeOf<ReturnType<Gatehouse['users']['list']>>().toEqualTypeOf<Paginated<User>>()
    expectTypeOf<ReturnType<Paginated<User>['pages']>>().toEqualTypeOf<AsyncIterable<Page<User>>>()
  })

  it('S1 take exactly one way to say which identity provider', () =>
    compiled(async ({ sso }, redirect_uri) => {
      await sso.authorizationUrl({ organization: 'org_1', redirect_uri })
      await sso.authorizationUrl({ connection: 'conn_1', redirect_uri, login_hint: 'ada@contoso.example' })
      await sso.authorizationUrl({ email: 'ada@contoso.example', redirect_uri, prompt: 'login' })
      // @ts-expect-error no selector
      await sso.authorizationUrl({ redirect_uri })
      // @ts-expect-error two selectors
      await sso.authorizationUrl({ organization: 'org_1', connection: 'conn_1', redirect_uri })
      // @ts-expect-error the email is the hint
      await sso.authorizationUrl({ email: 'ada@contoso.example', login_hint: 'grace@contoso.example', redirect_uri })
      // @ts-expect-error no such prompt
      await sso.authorizationUrl({ organization: 'org_1', redirect_uri, prompt: 'consent' })
      const { profile } = await sso.authenticate<{ plan: string }>({ callback_url: '/callback', sealed_state: null })
      expectTypeOf(profile.custom_attributes.plan).toEqualTypeOf<string>()
      expectTypeOf(profile.id).toEqualTypeOf<`user_${string}`>()
    }))

  it('S1 give the code of a sign-in that failed as a union', () => {
    expectTypeOf<SignInError['code']>().toEqualTypeOf<SignInErrorCode>()
    expectTypeOf<'state_mismatch'>().toExtend<SignInErrorCode>()
    expectTypeOf<string>().not.toExtend<SignInErrorCode>()
  })
})

/**
 * Auth.js in a Next.js application. It needs no code of Gatehouse. In your application, where `next-auth` 5 is installed:
 *
 *   auth.ts                              export const { handlers, auth, signIn, signOut } = NextAuth(authConfig(process.env))
 *   app/api/auth/[...nextauth]/route.ts  export const { GET, POST } = handlers
 *
 * `NextAuth` calls `Auth(request, config)` of `@auth/core` for each request, and so does the test of this file:
 * Next.js itself is not a dependency of Gatehouse. The redirect URI is `https://<your application>/api/auth/callback/gatehouse`.
 * AUTH_SECRET=… AUTH_GATEHOUSE_ISSUER=… AUTH_GATEHOUSE_ID=… AUTH_GATEHOUSE_SECRET=…
 */
import type { AuthConfig } from '@auth/core'
import type { Profile } from '@auth/core/types'

declare module '@auth/core/types' {
  interface Session {
    person?: Person
  }
}

interface Person {
  readonly id: string
  readonly organization_id: string
  readonly name: string | null
  readonly email: string | null
  readonly role: string | null
}

/** @param variables the environment variables of the application: `process.env` */
export function authConfig(variables: Readonly<Record<string, string | undefined>>): AuthConfig {
  const { AUTH_SECRET, AUTH_GATEHOUSE_ISSUER, AUTH_GATEHOUSE_ID, AUTH_GATEHOUSE_SECRET } = variables
  return {
    basePath: '/api/auth',
    trustHost: true,
    ...(AUTH_SECRET === undefined ? {} : { secret: AUTH_SECRET }),
    providers: [
      {
        id: 'gatehouse',
        name: 'your company account',
        type: 'oidc',
        issuer: AUTH_GATEHOUSE_ISSUER ?? '',
        clientId: AUTH_GATEHOUSE_ID ?? '',
        clientSecret: AUTH_GATEHOUSE_SECRET ?? '',
        checks: ['pkce', 'state', 'nonce'],
      },
    ],
    callbacks: {
      // By default Auth.js keeps only name and email, under its own id. `profile` has the claims of the gateway.
      jwt: ({ token, profile }) => (profile ? { ...token, person: personOf(profile) } : token),
      session: ({ session, token }) => ({ ...session, person: token.person as Person }),
    },
  }
}

function personOf(profile: Profile): Person {
  const text = (name: string): string | null => (typeof profile[name] === 'string' ? profile[name] : null)
  return {
    id: text('sub') ?? '',
    organization_id: text('org_id') ?? '',
    name: text('name'),
    email: text('email'),
    role: text('role'),
  }
}

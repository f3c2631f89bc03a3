/**
 * The published set-up of OAuth 2.0 and Azure AD at EclecticIQ Intelligence Center: an API that accepts tokens which
 * customers' programs obtained from their own tenant. The line numbers are those of the document. The walkthroughs are its
 * three sources of groups and roles: the groups claim, app roles, and custom claims.
 */
import { expect } from 'vitest'
import { administratorOf, openAdminCenter, openEnterpriseApp } from './pages/admin-center.ts'
import { enterPassword } from './pages/application.ts'
import { createApiKey, openConsole } from './pages/console.ts'
import { printed, type Values } from './terminal.ts'
import type { Walk } from './walk.ts'
import { look, type Step, step, type Walkthrough } from './walkthrough.ts'

const hosts = { gateway: 'sso.example.com' }
const api = 'EclecticIQ Intelligence Center'
const script = 'Intelligence Center test script'
const configure = 'examples/walkthroughs/eclecticiq-oauth-azure-ad/configure.sh "$TENANT_ID" "$APPLICATION_ID"'

const key = (walk: Walk): Values => ({ GATEHOUSE_API_KEY: walk.kept('key') })

const before: readonly Step[] = [
  step('Before: the owner of the gateway makes a key', async (walk) => {
    const console = await openConsole(walk)
    walk.keep('key', await createApiKey(console, 'Intelligence Center'))
  }),
]

/** Lines 30 to 60, and the claims that the defaults of the parameters name. */
const register: readonly Step[] = [
  step('30 Register application on your Azure AD tenant for EclecticIQ Intelligence Center', async (walk) => {
    const center = await openAdminCenter(walk, 'Tessa Brandt')
    await center.link('App registrations').first().click()
    await center.link('New registration').click()
    await center.page.getByLabel('Name', { exact: true }).fill(api)
    await center.button('Register').click()
    await center.heading('Essentials')
  }),
  step('32 Once done, select your registered app to configure it', async (walk) => {
    const { link, navigation, read } = await administratorOf(walk)
    await navigation('App registrations').first().click()
    await link(api).click()
    walk.keep('application id', await read('Application (client) ID'))
    walk.keep('tenant id', await read('Directory (tenant) ID'))
  }),
  step('34 Go to Expose an API and select Add a scope', async (walk) => {
    const { page, link, button } = await administratorOf(walk)
    await link('Expose an API').click()
    await link('Add a scope').click()
    await button('Save and continue').click()
    await page.getByLabel('Scope name').waitFor()
  }),
  step('41 Scope name', async (walk) => {
    await (await administratorOf(walk)).page.getByLabel('Scope name').fill('access_as_user')
  }),
  look('45 Who can consent?', async (walk) => {
    await (await administratorOf(walk)).page.getByLabel('Admins and users').check()
  }),
  step('49 Admin consent display name: Platform read and write access', async (walk) => {
    const { page } = await administratorOf(walk)
    await page.getByLabel('Admin consent display name').fill('Platform read and write access')
  }),
  step('53 Admin consent description', async (walk) => {
    const { page } = await administratorOf(walk)
    const text = 'This API scope allows read and write access to EclecticIQ Intelligence Center.'
    await page.getByLabel('Admin consent description').fill(text)
  }),
  look('58 Set to Enabled', async (walk) => {
    await (await administratorOf(walk)).page.getByLabel('Enabled', { exact: true }).check()
  }),
  step('60 Select Add scope to save your changes', async (walk) => {
    const { button, notice } = await administratorOf(walk)
    await button('Add scope').click()
    await notice('Successfully added the scope access_as_user.')
  }),
  step('102 email by default: and given_name and family_name (178, 184)', async (walk) => {
    const { page, link, button } = await administratorOf(walk)
    await link('Token configuration').click()
    await link('Add optional claim').click()
    await page.getByLabel('Access', { exact: true }).check()
    for (const claim of ['email', 'family_name', 'given_name']) {
      await page.getByRole('checkbox', { name: new RegExp(`^${claim} `) }).check()
    }
    await button('Add').click()
    await page.getByLabel(/^Turn on the Microsoft Graph/).check()
    await button('Add').click()
    await page.getByRole('row', { name: 'family_name' }).waitFor()
  }),
]

/** Lines 63 to 219: the parameters, in the terminal of the host. */
const parameters = (title: string, changed: (walk: Walk) => Values): Step =>
  step(title, async (walk) => {
    const text = await walk.terminal.run(configure, {
      ...key(walk),
      TENANT_ID: walk.kept('tenant id'),
      APPLICATION_ID: walk.kept('application id'),
      ...changed(walk),
    })
    walk.keep('organization', printed(text, 'organization'))
    walk.keep('resource', printed(text, 'resource'))
  })

/** Lines 277 to 312: the test client. */
const testClient: readonly Step[] = [
  step('294 Register an application with the Microsoft identity platform', async (walk) => {
    const { page, link, button, navigation, heading } = await administratorOf(walk)
    await navigation('App registrations').first().click()
    await link('New registration').click()
    await page.getByLabel('Name', { exact: true }).fill(script)
    await button('Register').click()
    await heading('Essentials')
  }),
  look('298 Leave Redirect URL empty', async (walk) => {
    await (await administratorOf(walk)).page.getByRole('link', { name: 'Add a Redirect URI' }).waitFor()
  }),
  step('300 Under Authentication > Advanced Settings, set Allow public client flows to Yes', async (walk) => {
    const { page, link, button, notice } = await administratorOf(walk)
    await link('Authentication').click()
    await page.getByRole('group', { name: 'Allow public client flows' }).getByLabel('Yes').check()
    await button('Save').click()
    await notice('Successfully updated the application.')
  }),
  step('302 Get the Application (client) ID for the application you just registered', async (walk) => {
    const { link, read, heading } = await administratorOf(walk)
    await link('Overview').last().click()
    await heading('Essentials')
    walk.keep('client application id', await read('Application (client) ID'))
  }),
  step('306 Set CLIENT_APPLICATION_ID to the Application (client) ID from earlier', async (walk) => {
    await walk.terminal.run('gatehouse api-resources update "$RESOURCE" --allowed-clients "$CLIENT_APPLICATION_ID"', {
      ...key(walk),
      RESOURCE: walk.kept('resource'),
      CLIENT_APPLICATION_ID: walk.kept('client application id'),
    })
  }),
  step('312 systemctl restart eclecticiq-platform-backend-services: the API starts', async (walk) => {
    await walk.terminal.start(
      'node examples/walkthroughs/eclecticiq-oauth-azure-ad/api.js',
      { API_RESOURCE: walk.kept('resource') },
      'listening',
    )
  }),
]

const testAccess =
  'gatehouse test-access --client-application-id="$CLIENT_APPLICATION_ID" --platform-api-url="$APP_URL/api"'

/** Runs the test command. The person enters the code that the terminal shows. @returns all that it printed, and its end */
async function access(walk: Walk, name: string): Promise<{ readonly text: string; readonly code: number | null }> {
  const { printed: shown, ended } = walk.terminal.begin(testAccess, {
    ...key(walk),
    CLIENT_APPLICATION_ID: walk.kept('client application id'),
  })
  const found = /^ {2}(https:\S+)\n {2}([A-Z0-9-]{6,})$/m
  const isEnded = ended.then(() => true)
  for (let tries = 0; !found.test(shown()) && tries < 200; tries += 1) {
    if (await Promise.race([isEnded, new Promise((resolve) => setTimeout(resolve, 100))])) break
  }
  const [, address = '', user_code = ''] = found.exec(shown()) ?? []
  if (address === '') throw new Error(`the command showed no code:\n${shown()}`)
  const page = await walk.stranger()
  await page.goto(address)
  await page.getByLabel('Code').fill(user_code)
  await page.getByRole('button', { name: 'Next' }).click()
  await enterPassword(page, name)
  const goOn = page.getByRole('button', { name: /^(?:Continue|Accept)$/ })
  const isDone = page.getByRole('heading', { name: /^You have signed in/ })
  await goOn.or(isDone).first().waitFor()
  while (!(await isDone.isVisible())) {
    await goOn.first().click()
    await goOn.or(isDone).first().waitFor()
  }
  return { code: await ended, text: shown() }
}

async function accepted(walk: Walk, name: string): Promise<string> {
  const { text, code } = await access(walk, name)
  if (code !== 0) throw new Error(text)
  return text
}

/** A line of the part "User": the person as the product sees them, and not as the token does. */
function userLine(text: string, name: string): string | undefined {
  return new RegExp(`^User\\n(?:.*\\n)*?  ${name} {2,}(.*)$`, 'm').exec(text)?.[1]
}

/** Reads the object id of a group or a person in the admin center. */
async function objectId(walk: Walk, kind: 'Groups' | 'Users', name: string): Promise<string> {
  const { navigation, link, read } = await administratorOf(walk)
  await navigation(kind).first().click()
  await link(name).click()
  return (await read('Object ID')) ?? ''
}

const createGroup = 'gatehouse groups create --organization-id "$ORGANIZATION" --idp-id "$GROUP" --name "$GROUP"'

/** The groups claim of line 108, with ids, and the administrators of line 196. */
export const byGroups: Walkthrough = {
  name: 'eclecticiq-oauth-azure-ad, groups by their ids',
  hosts,
  steps: [
    ...before,
    ...register,
    step(
      '241 By default, Azure AD only emits …: Azure AD only emits OIDs for security groups in its groups claim',
      async (walk) => {
        const { page, link, button, notice } = await administratorOf(walk)
        await link('Add groups claim').click()
        await page.getByRole('checkbox', { name: 'Security groups', exact: true }).check()
        await button('Add').click()
        await notice('Successfully updated the groups claim.')
        walk.keep('engineering', await objectId(walk, 'Groups', 'Engineering'))
        walk.keep('it', await objectId(walk, 'Groups', 'IT'))
      },
    ),
    parameters(
      '198 When this parameter is set, all …: all users assigned to this group on the tenant are assigned administrator rights',
      (walk) => ({
        ADMIN_GROUP: walk.kept('it'),
      }),
    ),
    step(
      '246 To synchronize security group assignments on …: create groups that have the corresponding security group OID as its name',
      async (walk) => {
        for (const group of ['engineering', 'it']) {
          await walk.terminal.run(createGroup, {
            ...key(walk),
            ORGANIZATION: walk.kept('organization'),
            GROUP: walk.kept(group),
          })
        }
      },
    ),
    ...testClient,
    look('323 eiq-platform oauth test-access: a member of a known group gets in', async (walk) => {
      const text = await accepted(walk, 'Lena Fischer')
      expect(userLine(text, 'groups')).toBe(walk.kept('engineering'))
      expect(userLine(text, 'email')).toBe('lena@contoso.example')
      expect(userLine(text, 'administrator')).toBe('no')
    }),
    look(
      '96 When an Azure AD user signs …: creates an external user named after the Azure AD user’s OID',
      async (walk) => {
        const text = await walk.terminal.run('gatehouse users list --organization-id "$ORGANIZATION" --json', {
          ...key(walk),
          ORGANIZATION: walk.kept('organization'),
        })
        const oid = await objectId(walk, 'Users', 'Lena Fischer')
        const { data } = JSON.parse(text) as { data: { id: string; given_name: string; family_name: string }[] }
        expect(data).toMatchObject([{ source: 'access_token', given_name: 'Lena', family_name: 'Fischer' }])
        const identities = await walk.terminal.run('gatehouse users identities "$USER_ID" --json', {
          ...key(walk),
          USER_ID: data[0]?.id ?? '',
        })
        expect(identities).toContain(oid)
      },
    ),
    look('198 When this parameter is set, all …: a member of the group of administrators is one', async (walk) => {
      expect(userLine(await accepted(walk, 'Omar Haddad'), 'administrator')).toBe('yes')
    }),
    look('144 A user must belong to at least one group: anybody else is refused, and reads why', async (walk) => {
      const { text, code } = await access(walk, 'Jonas Weber')
      expect([code, text]).toEqual([1, expect.stringContaining('group_required')])
    }),
    look('144 A user must belong to at least one group: somebody whom Entra puts in none is refused', async (walk) => {
      const { text, code } = await access(walk, 'Nora Klein')
      expect([code, text]).toEqual([1, expect.stringContaining('group_required')])
    }),
  ],
}

/** The roles claim of line 235, with app roles. The groups are default ones. */
export const byRolesClaim: Walkthrough = {
  name: 'eclecticiq-oauth-azure-ad, the roles claim',
  hosts,
  steps: [
    ...before,
    ...register,
    step(
      '237 You can set OAUTH_USER_ROLES_CLAIM to roles …: if you configure application roles on your Azure AD tenant',
      async (walk) => {
        const { page, link, button, notice } = await administratorOf(walk)
        await link('App roles').click()
        await link('Create app role').click()
        await page.getByLabel('Display name').fill('Analysts')
        await page.getByLabel('Users/Groups', { exact: true }).check()
        await page.getByLabel('Value', { exact: true }).fill('analyst')
        await page.getByLabel('Description').fill('Analysts')
        await button('Apply').click()
        await notice('analyst')
      },
    ),
    step('130 Set this to roles if you have set up Application roles: a person gets one', async (walk) => {
      const center = await administratorOf(walk)
      await openEnterpriseApp(center, api)
      await center.link('Users and groups').click()
      await center.link('Add user/group').click()
      await center.page.getByRole('checkbox', { name: /^Lena Fischer/ }).check()
      await center.page.getByLabel('Select a role').selectOption({ label: 'Analysts' })
      await center.button('Assign').click()
      await center.page.getByRole('row', { name: /Lena Fischer .* Analysts/ }).waitFor()
    }),
    step('132 Roles emitted with this claim must match the names of existing roles …', async (walk) => {
      await walk.terminal.run('gatehouse roles create --name Analyst --slug analyst', key(walk))
    }),
    parameters('237 You can set OAUTH_USER_ROLES_CLAIM to roles instead', () => ({
      ROLES_CLAIM: 'roles',
      DEFAULT_GROUPS: '["everybody"]',
    })),
    ...testClient,
    look('130 Set this to roles if you …: the person has the role', async (walk) => {
      const text = await accepted(walk, 'Lena Fischer')
      expect(userLine(text, 'roles')).toBe('analyst')
      expect(userLine(text, 'groups')).toBe('everybody')
    }),
    look('132 Roles emitted with this claim must …: somebody without the app role has none', async (walk) => {
      expect(userLine(await accepted(walk, 'Jonas Weber'), 'roles')).not.toContain('analyst')
    }),
  ],
}

/** Adds a claim to the tokens, for the members of a group. */
async function addClaim(walk: Walk, name: string, value: string, group: string): Promise<void> {
  const { page, link, button } = await administratorOf(walk)
  await link('Add new claim').click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('radio', { name: 'Constant value' }).check()
  await page.getByRole('textbox', { name: 'Constant value' }).fill(value)
  await page.getByLabel('Scoped Groups').selectOption({ label: group })
  await button('Save').click()
  await page.getByRole('row', { name: new RegExp(`${name}.*${value}`) }).waitFor()
}

/** The custom claims of line 260, and the administrators of line 190. */
export const byCustomClaims: Walkthrough = {
  name: 'eclecticiq-oauth-azure-ad, custom claims',
  hosts,
  steps: [
    ...before,
    ...register,
    step(
      '262 Instead of setting the OAUTH_USER_GROUPS_CLAIM and …: set up the application to emit custom claims: the manifest accepts mapped claims',
      async (walk) => {
        const { page, link, button } = await administratorOf(walk)
        await link('Manifest').click()
        const manifest = page.getByRole('textbox')
        // Entra maps claims only where the audience is the bare id of the application, as in tokens of version 2.
        const text = (await manifest.inputValue())
          .replace(/"acceptMappedClaims": \w+/, '"acceptMappedClaims": true')
          .replace(/"requestedAccessTokenVersion": \w+/, '"requestedAccessTokenVersion": 2')
        await manifest.fill(text)
        await button('Save').click()
        await page.getByRole('status').first().waitFor()
      },
    ),
    step('268 eclecticiqGroups: Custom claim mapped to a user’s Intelligence Center group assignment', async (walk) => {
      const center = await administratorOf(walk)
      await openEnterpriseApp(center, api)
      await center.link('Single sign-on').click()
      await addClaim(walk, 'eclecticiqGroups', 'Restricted', 'Engineering')
    }),
    step('270 eclecticiqRoles: Custom claim mapped to a user’s Intelligence Center role assignments', async (walk) => {
      await addClaim(walk, 'eclecticiqRoles', 'analyst', 'Engineering')
    }),
    step(
      '192 When this parameter is set, you …: assign a user administrator rights by setting the value of this claim to "is_admin"',
      async (walk) => {
        await addClaim(walk, 'isEclecticIQAdmin', 'is_admin', 'Engineering')
      },
    ),
    parameters(
      '274 OAUTH_USER_GROUPS_CLAIM = "eclecticiqGroups": and 275, OAUTH_USER_ROLES_CLAIM = "eclecticiqRoles"',
      () => ({
        GROUPS_CLAIM: 'eclecticiqGroups',
        ROLES_CLAIM: 'eclecticiqRoles',
      }),
    ),
    step('132 Roles emitted with this claim must match the names of existing roles …', async (walk) => {
      await walk.terminal.run('gatehouse roles create --name Analyst --slug analyst', key(walk))
    }),
    step('114 Groups emitted with this claim must match the names of existing groups …', async (walk) => {
      const values = { ...key(walk), ORGANIZATION: walk.kept('organization'), GROUP: 'Restricted' }
      await walk.terminal.run(createGroup, values)
    }),
    ...testClient,
    look(
      '262 Instead of setting the OAUTH_USER_GROUPS_CLAIM and …: the person has group, role and administrator rights',
      async (walk) => {
        const text = await accepted(walk, 'Lena Fischer')
        expect(userLine(text, 'groups')).toBe('Restricted')
        expect(userLine(text, 'roles')).toBe('analyst')
        expect(userLine(text, 'administrator')).toBe('yes')
      },
    ),
    look('144 A user must belong to at least one group: somebody without the claim is refused', async (walk) => {
      const { text, code } = await access(walk, 'Jonas Weber')
      expect([code, text]).toEqual([1, expect.stringContaining('group_required')])
    }),
  ],
}

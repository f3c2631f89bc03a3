/** A browser in the setup portal: it starts a link, and calls the API with its cookie as a page of ours does. */
import type { SetupLinkWithAddress } from '@gatehouse-sso/sdk/contract/setup-links'
import { type ApiAnswer, type ApiRequest, api } from './api.ts'
import { type Browser, browser, type Harness, locationOf, reach } from './harness.ts'

type LinkBody = Omit<Parameters<Harness['client']['setupLinks']['create']>[0], 'organization_id'>

export interface SetupBrowser {
  readonly link: SetupLinkWithAddress
  readonly person: Browser
  /** Calls the API as a page of ours does. @param route `GET /v1/setup` */
  call(route: string, request?: Omit<ApiRequest, 'key'>): Promise<ApiAnswer>
  /** Tests the connection of the link by a whole sign-in. @returns the page with the result */
  test(change?: Record<string, string>): Promise<Response>
}

export const ownPage = { 'sec-fetch-site': 'same-origin' }

/** Makes a link for the harness's organization, unless it gets one, and starts it. */
export async function startSetup(
  harness: Harness,
  body: LinkBody & { readonly organization_id?: string } = {},
  link?: SetupLinkWithAddress,
): Promise<SetupBrowser> {
  const { organization_id = harness.organization_id, ...rest } = body
  return openSetup(harness, link ?? (await harness.client.setupLinks.create({ organization_id, ...rest })))
}

/** Starts a link in a new browser. @throws Error if it does not start */
export async function openSetup(harness: Harness, link: SetupLinkWithAddress): Promise<SetupBrowser> {
  const person = browser()
  const response = await person.post(reach(harness, link.url), {}, ownPage)
  if (response.status !== 303) throw new Error(`the link did not start: ${response.status} ${await response.text()}`)
  const call: SetupBrowser['call'] = (route, { headers = {}, ...request } = {}) => {
    const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return api(harness, route, { ...request, key: null, headers: { cookie, ...ownPage, ...headers } })
  }
  return {
    link,
    person,
    call,
    async test(change = {}) {
      const { body } = await call('GET /v1/setup')
      const made = await call(`POST /v1/connections/${body.connection.id}/test`, { body: {} })
      const away = locationOf(await person.get(reach(harness, made.body.url)))
      const back = await person.get(reach(harness, harness.provider.answer(away, change).href))
      return person.get(reach(harness, locationOf(back)))
    },
  }
}

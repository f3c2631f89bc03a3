/** The gateway, for a command with an API key: API resources, their tenants, and the verdict. */
import type { Client } from '@gatehouse-sso/sdk'
import { contract } from '@gatehouse-sso/sdk/contract'
import type { AccessTest } from '@gatehouse-sso/sdk/contract/access-test'
import type { ApiResourceTenant } from '@gatehouse-sso/sdk/contract/api-resource-tenants'
import type { ApiResource } from '@gatehouse-sso/sdk/contract/api-resources'
import type { Page } from '@gatehouse-sso/sdk/contract/list'
import { type AccessFlags, fromVariable, openClient } from '../api/access.ts'
import type { Terminal } from '../terminal.ts'

const ops = contract.apiResources
const pageSize = 100
/** Beyond that somebody must name the API resource, or the tenant. */
const maximumPages = 10

export interface AccessGateway {
  resources(): Promise<readonly ApiResource[]>
  resource(id: string): Promise<ApiResource>
  tenants(api_resource_id: string): Promise<readonly ApiResourceTenant[]>
  judge(api_resource_id: string, access_token: string): Promise<AccessTest>
}

/** @returns `undefined` without an API key. @throws UsageError */
export function gatewayWithKey(flags: AccessFlags, terminal: Terminal): AccessGateway | undefined {
  if (flags.apiKeyFile === undefined && fromVariable('GATEHOUSE_API_KEY', process.env) === undefined) return undefined
  return openGateway(flags, terminal)
}

/** @throws UsageError when address or key are missing */
export function openGateway(flags: AccessFlags, terminal: Terminal): AccessGateway {
  const client = openClient(ops.test, flags, terminal, process.env)
  return {
    resources: () => pages((query) => client.call<typeof ops.list>(ops.list, { query })),
    resource: (api_resource_id) => client.call<typeof ops.get>(ops.get, { params: { api_resource_id } }),
    tenants: (api_resource_id) =>
      pages((query) => client.call<typeof ops.listTenants>(ops.listTenants, { params: { api_resource_id }, query })),
    judge: (api_resource_id, access_token) => judge(client, api_resource_id, access_token),
  }
}

async function judge(client: Client, api_resource_id: string, access_token: string): Promise<AccessTest> {
  return client.call<typeof ops.test>(ops.test, { params: { api_resource_id }, body: { access_token } })
}

async function pages<T>(read: (query: { limit: number; after?: string }) => Promise<Page<T>>): Promise<readonly T[]> {
  const all: T[] = []
  let after: string | undefined
  for (let count = 0; count < maximumPages; count += 1) {
    const page = await read({ limit: pageSize, ...(after === undefined ? {} : { after }) })
    all.push(...page.data)
    after = page.list_metadata.after ?? undefined
    if (after === undefined) break
  }
  return all
}

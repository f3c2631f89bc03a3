/** A tenant that may call an API resource. */
import type { Api } from '../../data/api.tsx'

export type Tenant = Awaited<ReturnType<Api['apiResources']['addTenant']>>

import { walk } from './walkthrough.ts'
import { anyTenant, oneTenant } from './workos-entra-oidc.ts'

walk(oneTenant)
walk(anyTenant)

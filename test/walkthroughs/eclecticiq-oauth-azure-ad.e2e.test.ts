import { byCustomClaims, byGroups, byRolesClaim } from './eclecticiq-oauth-azure-ad.ts'
import { walk } from './walkthrough.ts'

for (const walkthrough of [byGroups, byRolesClaim, byCustomClaims]) walk(walkthrough)

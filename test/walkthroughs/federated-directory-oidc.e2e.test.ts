import { atEntra, withoutUserName } from './federated-directory-oidc.ts'
import { walk } from './walkthrough.ts'

walk(atEntra)
walk(withoutUserName)

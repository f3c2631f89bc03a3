import type { Style } from '../style.ts'
import { adFs } from './ad-fs.ts'
import { entra } from './entra.ts'
import { google } from './google.ts'
import { keycloak } from './keycloak.ts'
import { okta } from './okta.ts'
import { pingFederate } from './ping-federate.ts'
import { pySaml2 } from './pysaml2.ts'
import { shibboleth } from './shibboleth.ts'
import { simpleSamlPhp } from './simplesamlphp.ts'

export const styles: readonly Style[] = [
  entra,
  okta,
  google,
  adFs,
  keycloak,
  shibboleth,
  simpleSamlPhp,
  pingFederate,
  pySaml2,
]

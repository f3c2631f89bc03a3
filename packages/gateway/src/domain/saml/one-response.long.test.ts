import { samlRaceSuite } from '../../../test/saml-race-suite.ts'

samlRaceSuite(1_000)

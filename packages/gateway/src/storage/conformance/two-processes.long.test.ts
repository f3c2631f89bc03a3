import { killSuite, outageSuite, raceSuite, rollingSuite } from '../../../test/two-processes-suite.ts'

raceSuite(1_000)
killSuite(50)
outageSuite(30)
rollingSuite(20)

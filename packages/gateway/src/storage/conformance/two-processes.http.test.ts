import { killSuite, outageSuite, raceSuite, rollingSuite } from '../../../test/two-processes-suite.ts'

raceSuite(50)
killSuite(5)
outageSuite(3)
rollingSuite(2)

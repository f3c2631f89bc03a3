import { oneProcessRaces } from '../../../test/races-suite.ts'

oneProcessRaces(1_000)

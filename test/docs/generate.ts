/** `npm run generate`: writes the documents that are printed from code. */
import { writeFileSync } from 'node:fs'
import { generatedDocuments } from './generated.ts'

const root = new URL('../../', import.meta.url)
for (const [path, text] of Object.entries(generatedDocuments())) writeFileSync(new URL(path, root), text)

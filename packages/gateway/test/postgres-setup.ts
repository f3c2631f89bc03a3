/** Vitest's global set-up for the projects that need PostgreSQL. It starts one cluster for the whole run. */
import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres-cluster.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres_url: string
    postgres_folder: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startPostgres()
  project.provide('postgres_url', cluster.url)
  project.provide('postgres_folder', cluster.folder)
  return cluster.close
}

/** The floor's one durable commit for a sign-in: SQLite with WAL and `synchronous=FULL`, or PostgreSQL as installed. */

export interface Commits {
  insert(session: string, sub: string, now: number): Promise<void>
}

/** @param database `sqlite:` and a path, or `postgres://…` */
export async function openCommits(database: string): Promise<Commits> {
  return database.startsWith('sqlite:') ? openSqlite(database.slice('sqlite:'.length)) : openPostgres(database)
}

/** Sign-ins that wait at the same time share a commit, and so one fsync; each is answered after it. */
async function openSqlite(path: string): Promise<Commits> {
  const { DatabaseSync } = await import('node:sqlite')
  const database = new DatabaseSync(path)
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL')
  database.exec('create table if not exists sessions (id text primary key, sub text, created_at integer) strict')
  const [begin, insert, commit] = [
    database.prepare('BEGIN IMMEDIATE'),
    database.prepare('insert into sessions values (?, ?, ?)'),
    database.prepare('COMMIT'),
  ]
  let waiting: { row: [string, string, number]; resolve: () => void }[] = []
  const flush = (): void => {
    const batch = waiting
    waiting = []
    begin.run()
    for (const { row } of batch) insert.run(...row)
    commit.run()
    for (const { resolve } of batch) resolve()
  }
  return {
    insert: (...row) =>
      new Promise((resolve) => {
        if (waiting.length === 0) setImmediate(flush)
        waiting.push({ row, resolve })
      }),
  }
}

async function openPostgres(url: string): Promise<Commits> {
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  await pool.query('create table if not exists floor_sessions (id text primary key, sub text, created_at bigint)')
  const text = 'insert into floor_sessions values ($1, $2, $3)'
  return {
    insert: async (...values) => void (await pool.query({ name: 'insert', text, values })),
  }
}

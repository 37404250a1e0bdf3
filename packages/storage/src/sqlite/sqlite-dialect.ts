import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type LimitNode,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  SqliteQueryCompiler,
} from 'kysely'

/**
 * Kysely's SQLite dialect with three differences. Two are for several processes on one file: a transaction takes the
 * write lock when it begins, so that it waits for its turn there instead of failing at its first write; and a migration
 * is one transaction, so that those who wait see all of it or nothing. https://www.sqlite.org/lang_transaction.html
 * The third is for statements that are kept, see {@link SettledCompiler}.
 */
export function sqliteDialect(database: SqliteDatabase): Dialect {
  const dialect = new SqliteDialect({ database })
  return Object.freeze({
    createDriver: () => new ImmediateDriver({ database }),
    createAdapter: () => new TransactionalAdapter(),
    createQueryCompiler: () => new SettledCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  } satisfies Dialect)
}

/**
 * SQLite looks at the value of a parameter that is a limit, and prepares the statement anew whenever another one is
 * bound, be it the same number. It does not look into a sum. https://www.sqlite.org/c3ref/prepare.html
 */
class SettledCompiler extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    super.visitLimit(node)
    this.append(' + 0')
  }
}

class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

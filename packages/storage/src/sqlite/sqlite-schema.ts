import { type Kysely, sql } from 'kysely'
import type { SchemaDialect } from '../sql/schema-dialect.ts'
import { setAside, takeOver } from './take-over.ts'

/**
 * The index of search texts holds which trigrams a row has, not where: smaller, and a match is compared again anyway.
 * It follows its table by triggers. https://www.sqlite.org/fts5.html#external_content_tables
 */
const searchIndex = [
  `create virtual table connection_search_index using fts5(
    text, content='connection_search', content_rowid='row', tokenize='trigram case_sensitive 1', detail=none, columnsize=0)`,
  `create trigger connection_search_insert after insert on connection_search begin
    insert into connection_search_index (rowid, text) values (new.row, new.text);
  end`,
  `create trigger connection_search_delete after delete on connection_search begin
    insert into connection_search_index (connection_search_index, rowid, text) values ('delete', old.row, old.text);
  end`,
  `create trigger connection_search_update after update on connection_search begin
    insert into connection_search_index (connection_search_index, rowid, text) values ('delete', old.row, old.text);
    insert into connection_search_index (rowid, text) values (new.row, new.text);
  end`,
  `insert into connection_search_index (connection_search_index) values ('rebuild')`,
]

const appendOnly = ['update', 'delete'].map(
  (change) => `create trigger audit_entries_no_${change} before ${change} on audit_entries begin
    select raise(abort, 'an audit entry is neither changed nor deleted');
  end`,
)

export const sqliteSchema: SchemaDialect = Object.freeze({
  text: sql`text`,
  count: sql`integer`,
  endOfTable: sql`strict`,
  numbered: Object.freeze(['connection_search'] as const),
  setAside,
  takeOver,
  keepApart: async () => undefined,
  async complete(db: Kysely<unknown>) {
    for (const statement of [...searchIndex, ...appendOnly]) await sql.raw(statement).execute(db)
  },
})

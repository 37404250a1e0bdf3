import type { CommandGroup, CommandRow } from './command.ts'

const values = ['--values <file>', 'JSON file with the fields, or - for stdin'] as const
const verify = ['--verify <how>', 'what a failed test means: required (default), report, skip'] as const
const profile = ['--profile <name>', 'scope profile the token must satisfy'] as const

const ID = '0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e'

/** Every command, in the order of the help text. */
export const commands: readonly (CommandRow | CommandGroup)[] = Object.freeze([
  {
    usage: 'definitions [action] [id]',
    summary: 'list the kinds of connections, or show ID',
    details: '`definitions show ID` prints the fields of one, per auth type, and its guides.',
    example: 'connform definitions show bigcommerce-rest',
    load: async () => (await import('./commands/definitions.ts')).definitions,
  },
  {
    usage: 'schema <id>',
    summary: 'print what a form renderer needs',
    details: 'Everything generated from a definition: form schema, UI schemas, types.',
    example: 'connform schema bigcommerce-rest --for rjsf',
    options: [
      ['--for <what>', 'form (default), union, rjsf, jsonforms, types or edit'],
      ['--auth-type <type>', 'with --for edit: the saved auth type'],
    ],
    load: async () => (await import('./commands/schema.ts')).schema,
  },
  {
    usage: 'validate <id> [file]',
    summary: 'clean and check a filled form, offline',
    details:
      'Reads JSON from a file, or from stdin where none is named. Nothing is sent, nothing is stored. With --ndjson a file may be of any size: results come in order, line by line, and a line that is broken does not end it.',
    example: 'connform validate bigcommerce-rest connection.json --json',
    options: [
      ['--ndjson', 'one input per line in, one result per line out'],
      ['--jobs <count>', 'with --ndjson: threads to check with, 1 to 64 (default: up to 4 for large files, else none)'],
    ],
    load: async () => (await import('./commands/validate.ts')).validate,
  },
  {
    usage: 'derive <text>',
    summary: 'read the store hash out of any pasted text',
    details:
      'Takes an address, an API path or a credentials file; - reads it from stdin, which keeps a file with secrets out of the list of processes.',
    example: "connform derive 'https://store-abc123xyz.mybigcommerce.com/manage'",
    load: async () => (await import('./commands/derive.ts')).derive,
  },
  {
    usage: 'lint <file>',
    summary: 'check a definition or setup of your own',
    example: 'connform lint my-provider.json',
    load: async () => (await import('./commands/lint.ts')).lint,
  },
  {
    usage: 'connect <id>',
    summary: 'make a connection: ask, test, seal, store',
    details:
      'Asks for each field, unless --values names a file with them. Secrets are never taken from the command line.',
    example: 'connform connect bigcommerce-rest --values connection.json',
    options: [values, verify, profile],
    load: async () => (await import('./commands/connect.ts')).connect,
  },
  {
    usage: 'import <id> <file>',
    summary: 'make a connection of what another tool saved',
    details:
      'The file holds one connection: JSON, a dotenv file, the data column of an n8n credential, or a row of Nango with encrypted_credentials, credentials_iv and credentials_tag. Fields of the same name are taken; --map names others, --values adds what is missing.',
    example: 'connform import bigcommerce-rest store.env --from dotenv --map accessToken=BC_TOKEN,storeHash=BC_STORE',
    options: [
      ['--from <source>', 'json, dotenv, n8n or nango'],
      ['--import-key <file>', 'encryption key of that n8n or Nango'],
      ['--map <pairs>', 'field=source,field=source'],
      values,
      verify,
      profile,
    ],
    load: async () => (await import('./commands/import.ts')).importConnection,
  },
  {
    usage: 'list',
    summary: 'list the saved connections',
    example: 'connform list --status failing',
    options: [
      ['--search <text>', 'part of the name, the kind, the store hash or the host'],
      ['--definition <id>', 'of this kind'],
      ['--status <status>', 'active, inactive, failing, pending, needs_reauth, uninstalled'],
      ['--cause <cause>', 'cause of the last test, or untested'],
      [
        '--sort <key>',
        'name, definition, authType, status, cause, testedAt, createdAt or updatedAt; - before it turns it round',
      ],
      ['--removed', 'removed ones, which can still be restored'],
      ['--limit <count>', 'at most this many, 1 to 1000 (default 100)'],
      ['--cursor <word>', 'go on where the page before ended'],
      ['--notices', 'only what has a due date, soonest first'],
    ],
    load: async () => (await import('./commands/list.ts')).list,
  },
  {
    usage: 'show <id>',
    summary: 'show one connection, its secrets only as set',
    example: `connform show ${ID}`,
    load: async () => (await import('./commands/show.ts')).show,
  },
  {
    usage: 'edit <id>',
    summary: 'change a connection',
    details:
      'Asks for each field, unless --values names a file with the changed ones. A secret left out, blank or masked is kept, unless the connection moves to another account.',
    example: `connform edit ${ID} --values changes.json`,
    options: [values, verify, profile, ['--revision <number>', 'refuse if the connection has changed since']],
    load: async () => (await import('./commands/edit.ts')).edit,
  },
  {
    usage: 'test <id>',
    summary: 'make one real request and say what came of it',
    example: `connform test ${ID} --profile akeneo-app`,
    options: [profile],
    load: async () => (await import('./commands/test.ts')).test,
  },
  {
    usage: 'activate <id>',
    summary: 'switch a connection on',
    example: `connform activate ${ID}`,
    load: async () => (await import('./commands/set-status.ts')).activate,
  },
  {
    usage: 'deactivate <id>',
    summary: 'switch a connection off without forgetting it',
    example: `connform deactivate ${ID}`,
    load: async () => (await import('./commands/set-status.ts')).deactivate,
  },
  {
    usage: 'remove <id>',
    summary: 'take a connection out of use',
    details:
      'Asks first where somebody can answer. A token that was issued for it is taken back; nothing else changes at the provider. It can be restored for 30 days, unless it is purged.',
    example: `connform remove ${ID} --yes`,
    options: [
      ['--yes', 'do not ask'],
      ['--purge', 'delete it and its secrets for good, at once'],
    ],
    load: async () => (await import('./commands/remove.ts')).remove,
  },
  {
    usage: 'restore <id>',
    summary: 'take a removed connection back into use',
    details: 'With the secrets it had. Find it with `list --removed`.',
    example: `connform restore ${ID}`,
    load: async () => (await import('./commands/restore.ts')).restore,
  },
  {
    usage: 'fleet <action>',
    summary: 'test, look through or export all connections',
    details:
      'Actions: test, notices, export. One line of JSON per connection (or notice) on stdout, or in a file, with which a run that was stopped goes on. Secrets are never in it.',
    example: 'connform fleet test --output tests.ndjson --resume',
    options: [
      ['--definition <id>', 'of this kind'],
      ['--status <status>', 'active, inactive, failing, pending, needs_reauth, uninstalled'],
      ['--search <text>', 'part of the name, the kind, the store hash or the host'],
      ['--concurrency <count>', 'connections at a time (default 8)'],
      ['--per-account <count>', 'of one account at a time (default 1)'],
      ['--output <file>', 'write the lines there'],
      ['--resume', 'leave out what the file holds already'],
    ],
    load: async () => (await import('./commands/fleet.ts')).fleet,
  },
  {
    usage: 'oauth-client [action] [id]',
    summary: 'add, list, edit or remove OAuth clients',
    details:
      'A client ID and client secret, saved once and chosen in many connections. `add` takes the kind it is for, `edit` and `remove` the id of a client.',
    example: 'connform oauth-client add bigcommerce-rest --values client.json',
    options: [values],
    load: async () => (await import('./commands/oauth-client.ts')).oauthClient,
  },
  {
    usage: 'authorize <id>',
    summary: 'have a person authorise a connection',
    details:
      'Opens the browser, or prints the address, and waits on 127.0.0.1 for the answer. Register the redirect URL with the provider, letter by letter: http://127.0.0.1:4020/oauth/callback unless --port says otherwise.',
    example: `connform authorize ${ID}`,
    options: [
      ['--port <number>', 'port to wait on (default 4020)'],
      ['--timeout <seconds>', 'how long to wait, at most 600 (default 300)'],
      ['--redirect-url <url>', 'as registered, where it leads here by a tunnel'],
      ['--no-open', 'print the address only'],
    ],
    load: async () => (await import('./commands/authorize.ts')).authorize,
  },
  {
    usage: 'reauthorize <id>',
    summary: 'turn a connection into another auth type',
    details:
      'Same id, tested before anything is stored; the old token is taken back afterwards where the provider can.',
    example: `connform reauthorize ${ID} --values custom.json`,
    options: [values],
    load: async () => (await import('./commands/reauthorize.ts')).reauthorize,
  },
  {
    usage: 'request <id> <method> <path>',
    summary: 'make a signed request of a connection',
    details: 'The path lies below the base URL of the connection. The answer goes to stdout as JSON.',
    example: `connform request ${ID} GET '/v3/catalog/products?limit=5'`,
    options: [
      ['--body <file>', 'JSON to send, or - for stdin'],
      ['--all', 'every entry of a list, page by page, a line each'],
    ],
    load: async () => (await import('./commands/request.ts')).request,
  },
  {
    usage: 'graphql <id> <query>',
    summary: 'make a signed query of a connection',
    details: 'Data and errors are printed apart; - reads the query from stdin.',
    example: `connform graphql ${ID} '{ site { settings { storeName } } }'`,
    options: [['--variables <file>', 'JSON object with the variables, or - for stdin']],
    load: async () => (await import('./commands/graphql.ts')).graphql,
  },
  {
    usage: 'options <id> <source>',
    summary: 'list what a setting can be chosen from',
    details: 'Read live from the connected system: channels, locales, currencies, categories and so on.',
    example: `connform options ${ID} channels`,
    load: async () => (await import('./commands/options.ts')).options,
  },
  {
    usage: 'setup <action>',
    summary: 'connect and configure systems step by step',
    details:
      'A setup follows a document: connections to make, then choices from their lists, in sections that open one after the other. Each action takes --json and has a --help of its own. Where an ID is asked for, the id of the document does as well while one alone was started of it.',
    example: 'connform setup start unopim',
    actions: async () => (await import('./commands/setup.ts')).setupActions,
  },
  {
    usage: 'keys [action]',
    summary: 'show the state of the keys, or replace them',
    details:
      'Actions: status, rotate, sweep. `rotate` makes a new data key, seals everything anew with it and destroys the old ones; killed at any moment, `sweep` finishes it. `rotate --kek` replaces the key file itself.',
    example: 'connform keys rotate --dry-run',
    options: [
      ['--kek', 'rotate the key-encryption key: wrap every data key anew'],
      ['--dry-run', 'count only'],
      ['--batch <count>', 'texts per transaction (default 2000)'],
      ['--pause <milliseconds>', 'rest after each batch'],
      ['--share <part>', '1/2 and 2/2, for two that sweep at the same time'],
    ],
    load: async () => (await import('./commands/keys.ts')).keys,
  },
  {
    usage: 'api-key [action] [name|id]',
    summary: 'create, list or revoke keys of the HTTP API',
    details:
      'Actions: create NAME, list, revoke ID. A new key is printed once, alone on stdout; only its hash is stored. A viewer reads; an editor also creates, edits, tests and removes; an admin may do everything.',
    example: "connform api-key create 'Nightly job' --role editor --expires 2030-12-31",
    options: [
      ['--role <role>', 'what it may do: viewer, editor or admin'],
      ['--expires <date>', 'from when on it is refused (default: never)'],
    ],
    load: async () => (await import('./commands/api-key.ts')).apiKey,
  },
  {
    usage: 'audit',
    summary: 'show who did what, when',
    details: 'Names of fields and values that are not secret. Entries can be added, never changed or removed.',
    example: 'connform audit --ndjson --from 2026-01-01',
    options: [
      ['--subject <id>', 'of one connection, OAuth client, key, tenant or session'],
      ['--action <name>', 'such as connection.updated'],
      ['--actor <name>', 'by this one'],
      ['--from <moment>', 'from this moment on'],
      ['--to <moment>', 'before this moment'],
      ['--limit <count>', 'the newest, 1 to 1000 (default 50)'],
      ['--ndjson', 'all, oldest first, a line of JSON each'],
      ['--verify', 'look whether an entry is missing or was changed'],
    ],
    load: async () => (await import('./commands/audit.ts')).audit,
  },
  {
    usage: 'tenants [action] [id]',
    summary: 'list the tenants, or remove one',
    details: '`tenants remove ID` deletes everything of a tenant and destroys its keys. It cannot be undone.',
    example: 'connform tenants list',
    options: [['--yes', 'do not ask']],
    load: async () => (await import('./commands/tenants.ts')).tenants,
  },
  {
    usage: 'work',
    summary: 'test, renew and tidy up in the background',
    details:
      'Until Ctrl-C. Several of these, on several hosts, share the work where the database is PostgreSQL; one is enough for SQLite.',
    example: 'connform work --retest-every 24',
    options: [
      ['--retest-every <hours>', 'how long after its last test a connection is tested again (default 24, 0 is never)'],
      ['--concurrency <count>', 'connections at a time (default 4)'],
    ],
    load: async () => (await import('./commands/work.ts')).work,
  },
  {
    usage: 'serve',
    summary: 'serve the HTTP API and the web console',
    details:
      'Until Ctrl-C. Prints a link to log in with, once. --demo adds the sandbox, with data of its own in the data folder: nothing leaves this machine, and your connections are not in it. Work in the background happens here too where the database is SQLite; with PostgreSQL, run `connform work` beside it or say --work.',
    example: 'connform serve --demo',
    options: [
      ['--port <number>', 'port to listen on (default 4400, 0 is any free one)'],
      ['--host <address>', 'address to listen on (default 127.0.0.1)'],
      ['--public-url <url>', 'where browsers find it, behind a proxy'],
      ['--demo', 'with a sandbox to try it on'],
      ['--no-console', 'the API alone'],
      ['--log <level>', 'off, info or debug, as JSON lines on stderr (default info, off on a terminal)'],
      ['--work', 'work in the background, too'],
      ['--no-work', 'do not'],
    ],
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  {
    usage: 'login-link',
    summary: 'print a link to log in to the console with',
    details: 'It works once, within 15 minutes, on a server that uses the same database.',
    example: 'connform login-link --role viewer',
    options: [
      ['--url <url>', 'where the console is (default http://127.0.0.1:4400)'],
      ['--role <role>', 'admin (default), editor or viewer'],
      ['--tenant <id>', 'into this tenant alone'],
      ['--demo', 'for `connform serve --demo`'],
    ],
    load: async () => (await import('./commands/login-link.ts')).loginLink,
  },
  {
    usage: 'sandbox',
    summary: 'imitate the provider on loopback, until Ctrl-C',
    example: 'connform sandbox --port 4010',
    options: [['--port <number>', 'any free port by default']],
    load: async () => (await import('./commands/sandbox.ts')).sandbox,
  },
  {
    usage: 'demo',
    summary: 'a tour of the sandbox; leaves nothing behind',
    example: 'connform demo',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  {
    usage: 'doctor',
    summary: 'look for what is wrong with this installation',
    example: 'connform doctor',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
])

import type { CommandRow } from './command.ts'

const values = ['--values <file>', 'JSON file with the fields, or - for stdin'] as const
const verify = ['--verify <how>', 'required (default), report or skip: what a failed test means'] as const
const profile = ['--profile <name>', 'scope profile the token must satisfy'] as const

/** Every command, in the order of the help text. */
export const commands: readonly CommandRow[] = Object.freeze([
  {
    usage: 'definitions [action] [id]',
    summary: 'list the kinds of connections, or `definitions show ID`',
    example: 'connform definitions show bigcommerce-rest',
    load: async () => (await import('./commands/definitions.ts')).definitions,
  },
  {
    usage: 'schema <id>',
    summary: 'print what a renderer or a compiler needs of a definition',
    example: 'connform schema bigcommerce-rest --for rjsf',
    options: [
      ['--for <what>', 'form (default), union, rjsf, jsonforms, types or edit'],
      ['--auth-type <type>', 'with --for edit: the saved auth type'],
    ],
    load: async () => (await import('./commands/schema.ts')).schema,
  },
  {
    usage: 'validate <id> [file]',
    summary: 'clean and check a filled form; nothing is sent, nothing is stored',
    example: 'connform validate bigcommerce-rest connection.json --json',
    options: [['--ndjson', 'one input per line in, one result per line out']],
    load: async () => (await import('./commands/validate.ts')).validate,
  },
  {
    usage: 'derive <text>',
    summary: 'read the store hash out of any address, path or credentials file (- for stdin)',
    example: "connform derive 'https://store-abc123xyz.mybigcommerce.com/manage'",
    load: async () => (await import('./commands/derive.ts')).derive,
  },
  {
    usage: 'lint <file>',
    summary: 'check a definition of your own',
    example: 'connform lint my-provider.json',
    load: async () => (await import('./commands/lint.ts')).lint,
  },
  {
    usage: 'connect <id>',
    summary: 'make a connection: asks for each field, tests, seals and stores',
    example: 'connform connect bigcommerce-rest --values connection.json',
    options: [values, verify, profile],
    load: async () => (await import('./commands/connect.ts')).connect,
  },
  {
    usage: 'list',
    summary: 'list the saved connections',
    example: 'connform list --status failing',
    options: [
      ['--search <text>', 'part of the name'],
      ['--definition <id>', 'of this kind'],
      ['--status <status>', 'active, inactive or failing'],
      ['--limit <count>', 'at most this many, 1 to 1000 (default 100)'],
      ['--cursor <word>', 'go on where the page before ended'],
    ],
    load: async () => (await import('./commands/list.ts')).list,
  },
  {
    usage: 'show <id>',
    summary: 'show one connection; secrets only as set',
    example: 'connform show 0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e',
    load: async () => (await import('./commands/show.ts')).show,
  },
  {
    usage: 'edit <id>',
    summary: 'change a connection; blank or masked secrets are kept as its definition says',
    example: 'connform edit 0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e --values changes.json',
    options: [values, verify, profile, ['--revision <number>', 'refuse if the connection has changed since']],
    load: async () => (await import('./commands/edit.ts')).edit,
  },
  {
    usage: 'test <id>',
    summary: 'make one real request and say what came of it',
    example: 'connform test 0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e --profile akeneo-app',
    options: [profile],
    load: async () => (await import('./commands/test.ts')).test,
  },
  {
    usage: 'activate <id>',
    summary: 'switch a connection on',
    example: 'connform activate 0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e',
    load: async () => (await import('./commands/set-status.ts')).activate,
  },
  {
    usage: 'deactivate <id>',
    summary: 'switch a connection off without forgetting it',
    example: 'connform deactivate 0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e',
    load: async () => (await import('./commands/set-status.ts')).deactivate,
  },
  {
    usage: 'remove <id>',
    summary: 'forget a connection and its secrets; nothing changes at the provider',
    example: 'connform remove 0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e --yes',
    options: [['--yes', 'do not ask']],
    load: async () => (await import('./commands/remove.ts')).remove,
  },
  {
    usage: 'keys [action]',
    summary: 'show the state of the keys: `keys status`',
    example: 'connform keys status',
    load: async () => (await import('./commands/keys.ts')).keys,
  },
  {
    usage: 'sandbox',
    summary: 'serve an imitation of the provider on loopback until Ctrl-C',
    example: 'connform sandbox --port 4010',
    options: [['--port <number>', 'any free port by default']],
    load: async () => (await import('./commands/sandbox.ts')).sandbox,
  },
  {
    usage: 'demo',
    summary: 'a tour against the sandbox: derive, validate, connect, test, edit, remove',
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

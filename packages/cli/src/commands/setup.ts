import type { CommandRow } from '../command.ts'

const ID = '6c1d0c1e-8f0c-4d55-9d43-0f7c0d6c2b11'

const values = ['--values <file>', 'JSON file with the fields, or - for stdin'] as const
const confirm = ['--confirm <fields...>', 'change these locked fields, and make the reset that it needs'] as const
const yes = ['--yes', 'do not ask'] as const

/** What can be done with setups, by the word after `setup`. */
export const setupActions: readonly CommandRow[] = Object.freeze([
  {
    usage: 'list [document]',
    summary: 'list the started setups',
    details: 'Without any, the documents that one can be started of.',
    example: 'connform setup list unopim --status active',
    options: [
      ['--search <text>', 'part of the name, or of the address of a connection'],
      ['--status <status>', 'active, inactive or failing'],
      ['--sort <key>', 'name, address, status, createdAt or updatedAt; - before it turns it round'],
    ],
    load: async () => (await import('../setup/list.ts')).list,
  },
  {
    usage: 'documents',
    summary: 'list what can be set up',
    example: 'connform setup documents',
    load: async () => (await import('../setup/documents.ts')).documents,
  },
  {
    usage: 'show <document>',
    summary: 'show one document: sections, slots, locks',
    example: 'connform setup show akeneo-app',
    load: async () => (await import('../setup/show.ts')).show,
  },
  {
    usage: 'start <document>',
    summary: 'start one, and go through its sections',
    details:
      'Asks for what each section needs where somebody can answer. Otherwise it is started as it is, or filled from --values: { "slots": { "store": { … } }, "settings": { … } }. A document that connects one system, any number of times, stores nothing until that connection passed its test.',
    example: 'connform setup start unopim --values setup.json',
    options: [['--name <name>', 'what it is called (default: the title of the document)'], values],
    load: async () => (await import('../setup/start.ts')).start,
  },
  {
    usage: 'status <id>',
    summary: 'show how far it is, and what comes next',
    example: 'connform setup status akeneo-app',
    load: async () => (await import('../setup/status.ts')).status,
  },
  {
    usage: 'connect <id> [slot]',
    summary: 'connect a system, or change its connection',
    details: 'Tested first; what is refused changes nothing. The slot can be left out where there is one alone.',
    example: 'connform setup connect akeneo-app store --values store.json',
    options: [values, ['--connection <id>', 'take this connection, which is saved already'], confirm],
    load: async () => (await import('../setup/connect.ts')).connect,
  },
  {
    usage: 'test <id> [slot]',
    summary: 'test the connection of a slot',
    example: 'connform setup test akeneo-app store',
    load: async () => (await import('../setup/test.ts')).test,
  },
  {
    usage: 'options <id> <field>',
    summary: 'list what a setting can be chosen from',
    details: 'A setting, a side of a mapping as in localeMapping.from, or a source as in store.channels.',
    example: 'connform setup options akeneo-app mainCategory --with channel=print',
    options: [
      ['--with <choices...>', 'NAME=VALUE: what is chosen beside it, over what is saved'],
      ['--refresh', 'read the list anew'],
    ],
    load: async () => (await import('../setup/options.ts')).options,
  },
  {
    usage: 'set <id> [choices...]',
    summary: 'choose settings and mappings',
    details:
      'Choices are NAME=VALUE; NAME= takes one away, and a mapping is NAME=from:to,from:to. Without any, and without --values, each is asked for. A locked field changes only when that is confirmed.',
    example: 'connform setup set akeneo-app channel=ecommerce locale=en_US',
    options: [
      ['--values <file>', 'JSON file with the choices, or - for stdin'],
      ['--section <id>', 'all that this section asks for has to be there'],
      confirm,
    ],
    load: async () => (await import('../setup/set.ts')).set,
  },
  {
    usage: 'use <id>',
    summary: 'say that it was used: locks begin to hold',
    details: 'To be called after the first import, export or sync. Later calls change nothing.',
    example: 'connform setup use akeneo-app',
    load: async () => (await import('../setup/use.ts')).use,
  },
  {
    usage: 'reset <id> <kind>',
    summary: 'forget what was configured, or all of it',
    details: 'Kinds: keep-store forgets the settings and the use; delete-store the connections as well.',
    example: `connform setup reset ${ID} keep-store --yes`,
    options: [yes],
    load: async () => (await import('../setup/reset.ts')).reset,
  },
  {
    usage: 'remove <id>',
    summary: 'end a setup; nothing changes elsewhere',
    details: 'The connections that it made go along, and can be restored for 30 days.',
    example: `connform setup remove ${ID} --keep-connections`,
    options: [yes, ['--keep-connections', 'leave the connections that it made']],
    load: async () => (await import('../setup/remove.ts')).remove,
  },
])

import { type ImportedFields, readDotenv, readJson, readN8n, readNango } from '@connform/vault'
import { type Command, type CommandCall, requiredWord, textOption } from '../command.ts'
import { readJson as readJsonFile, readText } from '../input/read-input.ts'
import { UsageError } from '../usage-error.ts'
import { reportSave } from './report-save.ts'
import { saveOptions } from './save-options.ts'

interface Source {
  /** Whether it is sealed with a key of its own, named by `--import-key`. */
  readonly sealed: boolean
  readonly read: (text: string, encryptionKey: string) => ImportedFields
}

/** Who saved the secrets before. Said by the user, never guessed from what the file looks like. */
const sources: Readonly<Record<string, Source>> = Object.freeze({
  json: { sealed: false, read: (text) => readJson(text) },
  dotenv: { sealed: false, read: (text) => readDotenv(text) },
  n8n: { sealed: true, read: (text, encryptionKey) => readN8n({ encryptionKey }, text) },
  nango: { sealed: true, read: readNangoRow },
})

/** Makes a connection of what another program saved. */
export const importConnection: Command = async ({ terminal, open }, call) => {
  const definition = requiredWord(call, 0)
  const source = sourceOf(call)
  const options = saveOptions(call)
  const map = mapOf(call)
  const imported = source.read(await readText(requiredWord(call, 1)), await keyOf(call, source))
  const values = textOption(call, 'values')
  const given = values === undefined ? {} : await readJsonFile(values)
  if (typeof given !== 'object' || given === null) throw new UsageError('--values must name a file with a JSON object.')
  const connform = await open()
  const fields = connform.definitions.get(definition).form.propertyNames.enum
  const input = { ...chosen(imported, { fields, map }), ...given }
  return reportSave(terminal, await connform.connections.create(definition, input, options), call)
}

function sourceOf(call: CommandCall): Source {
  const name = textOption(call, 'from')
  const source = name !== undefined && Object.hasOwn(sources, name) ? sources[name] : undefined
  if (source !== undefined) return source
  throw new UsageError(
    name === undefined ? '--from must say who saved the secrets.' : `There is no source ${JSON.stringify(name)}.`,
    `Possible values: ${Object.keys(sources).join(', ')}.`,
  )
}

async function keyOf(call: CommandCall, { sealed }: Source): Promise<string> {
  const file = textOption(call, 'importKey')
  if (!sealed) return ''
  if (file !== undefined) return (await readText(file)).trim()
  throw new UsageError('--import-key must name a file with the encryption key of the program that saved the secrets.')
}

function readNangoRow(text: string, encryptionKey: string): ImportedFields {
  const row = readJson(text)
  const column = (name: string): string => {
    const value = row[name]
    return typeof value === 'object' && value !== null && 'reveal' in value && typeof value.reveal === 'function'
      ? String(value.reveal())
      : ''
  }
  const [ciphertext, iv, tag] = [column('encrypted_credentials'), column('credentials_iv'), column('credentials_tag')]
  return readNango({ encryptionKey }, { ciphertext, iv, tag })
}

/** Our field → where it stands in what was saved, as in `accessToken=data.api_key`. */
function mapOf(call: CommandCall): ReadonlyMap<string, string> {
  const text = textOption(call, 'map')
  const pairs = text === undefined ? [] : text.split(',').map((pair) => pair.split('='))
  if (pairs.some(([field = '', path = '', ...more]) => field === '' || path === '' || more.length > 0)) {
    throw new UsageError('--map must be a list of field=source.', 'For example --map accessToken=apiKey,name=label')
  }
  return new Map(pairs.map(([field = '', path = '']) => [field.trim(), path.trim()]))
}

function chosen(
  imported: ImportedFields,
  { fields, map }: { readonly fields: readonly string[]; readonly map: ReadonlyMap<string, string> },
): Record<string, unknown> {
  const stranger = [...map.keys()].find((field) => !fields.includes(field))
  if (stranger !== undefined)
    throw new UsageError(`There is no field ${JSON.stringify(stranger)}.`, `Fields: ${fields.join(', ')}.`)
  const input: Record<string, unknown> = {}
  for (const field of fields) {
    const value = (map.get(field) ?? field).split('.').reduce<unknown>(memberOf, imported)
    if (value !== undefined) input[field] = revealed(value)
  }
  return input
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined

/** Straight into the form, which seals what is secret. */
function revealed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revealed)
  return typeof value === 'object' && value !== null && 'reveal' in value && typeof value.reveal === 'function'
    ? value.reveal()
    : value
}

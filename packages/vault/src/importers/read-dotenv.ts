import { parseEnv } from 'node:util'
import { Secret } from '@connform/core'
import { importFailure } from './import-failure.ts'

/**
 * The variables of a dotenv file, read as Node reads one: lines that are no `NAME=value` are passed over.
 * https://nodejs.org/api/util.html#utilparseenvcontent
 *
 * @throws ConnformError `ERR_IMPORT` where there is no such line at all.
 */
export function readDotenv(text: string): Readonly<Record<string, Secret>> {
  const entries = Object.entries(parse(text))
  if (entries.length === 0) {
    throw importFailure('The content holds no variable.', 'Give lines such as ACCESS_TOKEN=…, one for each variable.')
  }
  return Object.freeze(Object.fromEntries(entries.map(([name, value]) => [name, new Secret(value ?? '')])))
}

function parse(text: string) {
  try {
    return parseEnv(text.replace(/^\ufeff/, ''))
  } catch {
    throw importFailure('The content is not a text.', 'Give the content of a dotenv file.')
  }
}

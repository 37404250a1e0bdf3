import { importFailure } from './import-failure.ts'
import { type ImportedFields, importedFields } from './imported-fields.ts'

const hint = 'Give one JSON object per connection, such as {"accessToken": "…"}.'

/** The fields of one JSON object (RFC 8259). @throws ConnformError `ERR_IMPORT` */
export function readJson(text: string): ImportedFields {
  return fieldsOfJson(text, hint)
}

/** @param hint What to do where the text is no JSON object. */
export function fieldsOfJson(text: string, hint: string): ImportedFields {
  return importedFields(parse(text, hint), hint)
}

function parse(text: string, hint: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    // The parser's own message quotes the text.
    throw importFailure('The content is not JSON.', hint)
  }
}

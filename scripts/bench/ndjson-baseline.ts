// What `connform validate --ndjson` is measured against, as a process of its own: reads in chunks, parses, asks the
// bare validator, and writes a line with its verdict per line, in chunks.
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { validate } from '@connform/schemas/bigcommerce-rest/validate.js'

const [file = '', ...flags] = process.argv.slice(2)
/** Also hands on the values, as one who needs them would: without the secret. */
const withValues = flags.includes('--values')

let line = 0

function check(text: string): string {
  line++
  let form: Record<string, unknown>
  try {
    form = JSON.parse(text)
  } catch {
    return JSON.stringify({ line, valid: false, errors: [{ message: 'not JSON' }] })
  }
  const valid = validate(form)
  const errors = valid ? [] : validate.errors
  if (!withValues) return JSON.stringify({ line, valid, errors })
  const values = 'accessToken' in form ? { ...form, accessToken: '**********' } : form
  return JSON.stringify({ line, valid, values, errors })
}

let rest = ''
for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
  const lines = `${rest}${chunk}`.split('\n')
  rest = lines.pop() ?? ''
  let out = ''
  for (const text of lines) out += `${check(text)}\n`
  if (!process.stdout.write(out)) await once(process.stdout, 'drain')
}
if (rest !== '') process.stdout.write(`${check(rest)}\n`)

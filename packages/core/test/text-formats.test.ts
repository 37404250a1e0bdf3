import { expect, it } from 'vitest'
import { prepare } from '../src/index.ts'
import { bookshop } from './support/bookshop.ts'

/** Right and wrong texts of each format, after the grammars that JSON Schema names (RFC 3986, 1123, 5321, 4122). */
const texts: Readonly<Record<string, { right: readonly string[]; wrong: readonly string[] }>> = {
  uri: {
    right: ['https://example.com', 'http://127.0.0.1:8080/a?b=c#d', 'urn:isbn:9780000000000', 'https://[::1]/'],
    wrong: [
      'example.com',
      '/path',
      'https://',
      'https://exa mple.com',
      'https://example.com/<a>',
      'https://münchen.example',
    ],
  },
  hostname: {
    right: ['example.com', 'a', 'xn--mnchen-3ya.example', `${'a'.repeat(63)}.example`],
    wrong: ['-a.example', 'a-.example', 'a..b', 'a_b.example', 'a b', `${'a'.repeat(64)}.example`, 'example.com/'],
  },
  email: {
    right: ['reader@example.com', 'first.last+tag@sub.example.com'],
    wrong: ['reader', '@example.com', 'reader@', 'a b@example.com', 'a@b@example.com', 'reader@-example.com'],
  },
  uuid: {
    right: ['123e4567-e89b-12d3-a456-426614174000', '123E4567-E89B-12D3-A456-426614174000'],
    wrong: [
      '123e4567e89b12d3a456426614174000',
      '123e4567-e89b-12d3-a456-42661417400',
      'g23e4567-e89b-12d3-a456-426614174000',
    ],
  },
}

const issueCodes = (format: string, website: string) => {
  const properties = { website: { type: 'string', title: 'Website', maxLength: 200, format } } as const
  const definition = { ...bookshop, form: { ...bookshop.form, properties, required: [], allOf: [] }, notices: [] }
  return prepare(definition, { website }).issues.map(({ code, message }) => [code, message.includes('undefined')])
}

for (const [format, { right, wrong }] of Object.entries(texts)) {
  it.each(right)(`takes %s as ${format}`, (text) => expect(issueCodes(format, text)).toEqual([]))
  it.each(wrong)(`refuses %s as ${format}`, (text) => expect(issueCodes(format, text)).toEqual([['format', false]]))
}

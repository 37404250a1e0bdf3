import { describe, expect, it } from 'vitest'
import { deriveStore } from '../src/index.ts'
import { expectNoSecret } from './support/canary.ts'
import { fileClientId, fileLines, fileSecret, fileToken } from './support/credentials-file.ts'

const whole = {
  form: 'credentials-file',
  values: { clientId: fileClientId, name: 'My integration', storeHash: 'ci4bzn8adz' },
  issues: [],
}

function read(text: string) {
  const derivation = deriveStore(text)
  expectNoSecret(derivation, fileToken, fileSecret)
  const { secrets, ...rest } = derivation
  return {
    ...rest,
    secrets: Object.fromEntries(Object.entries(secrets).map(([key, secret]) => [key, secret.reveal()])),
  }
}

const secrets = { accessToken: fileToken, clientSecret: fileSecret }

describe('the downloaded credentials file', () => {
  it.each<[how: string, text: string]>([
    ['as it is', fileLines.join('\n')],
    ['with CRLF and a byte order mark', `\ufeff${fileLines.join('\r\n')}\r\n`],
    ['with blank lines between', fileLines.join('\n\n\n')],
    ['with spaces around', fileLines.map((line) => `   ${line.replace(': ', '  :    ')}  `).join('\n')],
    ['in lower case', fileLines.map((line) => line.replace(/^[^:]+/, (label) => label.toLowerCase())).join('\n')],
    ['in another order', fileLines.toReversed().join('\n')],
    ['without the client name', fileLines.filter((line) => !line.startsWith('CLIENT NAME')).join('\n')],
    ['as an e-mail quotes it', fileLines.map((line) => `- **${line.replace(':', '**:')}`).join('\n')],
    ['as members of JSON', fileLines.map((line) => line.replace(/^([^:]+): (.*)$/, '"$1": "$2",')).join('\n')],
    [
      'with underscores',
      fileLines.map((line) => line.replace(/^\w+ \w+/, (label) => label.replace(' ', '_'))).join('\n'),
    ],
    ['after a sentence', `Here you are:\n${fileLines.join('\n')}\nBest regards`],
  ])('gives everything it holds, %s', (_, text) => {
    expect(read(text)).toEqual({ ...whole, secrets })
  })

  it.each([0, 2, 3])('gives what it holds without line %i', (missing) => {
    const result = read(fileLines.filter((_, index) => index !== missing).join('\n'))
    expect(result).toMatchObject({ form: 'credentials-file', values: { storeHash: 'ci4bzn8adz' }, issues: [] })
    expect(Object.keys(result.secrets).length + Object.keys(result.values).length).toBe(4)
  })

  it('says where to find the hash where the API path is missing, and gives the rest', () => {
    const result = read(fileLines.slice(0, -1).join('\n'))
    expect(result).toMatchObject({ form: 'credentials-file', secrets })
    expect(result.values).not.toHaveProperty('storeHash')
    expect(result.issues.map(({ path, code }) => [...path, code])).toEqual([['storeHash', 'store_hash_not_in_text']])
  })

  it.each([' ', ', ', ''])(
    'is not split where its line breaks were lost, as in %j: the hash alone is sure',
    (between) => {
      expect(read(fileLines.join(between))).toEqual({
        form: 'api-path',
        values: { storeHash: 'ci4bzn8adz' },
        secrets: {},
        issues: [],
      })
    },
  )

  it('takes nothing from a line into which another ran', () => {
    const [token, , id, clientSecret, name, path] = fileLines
    const result = read([`${token} ${id}`, clientSecret, name, path].join('\n'))
    expect(result.secrets).toEqual({ clientSecret: fileSecret })
    expect(result.values).toEqual({ name: 'My integration', storeHash: 'ci4bzn8adz' })
  })

  it('of two accounts of one store gives the hash alone', () => {
    const other = fileLines.map((line) => line.replace(/canary0|clientid0|c0ffee/, 'other'))
    expect(read([...fileLines, ...other].join('\n'))).toMatchObject({
      values: { storeHash: 'ci4bzn8adz' },
      secrets: {},
    })
  })

  it('of two stores gives nothing', () => {
    const other = fileLines.map((line) => line.replace('ci4bzn8adz', 'abc123xyz'))
    const result = read([...fileLines, ...other].join('\n'))
    expect(result).toMatchObject({ form: 'several-stores', values: {}, secrets: {} })
  })

  it('pasted twice is the same file', () => {
    expect(read([...fileLines, ...fileLines].join('\n'))).toEqual({ ...whole, secrets })
  })

  it('is not seen in one line of it', () => {
    expect(deriveStore(`ACCESS TOKEN: ${fileToken}`).form).toBe('none')
  })
})

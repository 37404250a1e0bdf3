import { spawn } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { executable, makeHome } from './support/home.ts'

const KIND = 'bigcommerce-rest'
const token = 'canary7token7of7the7command7line'
const form = { name: 'Main', authType: 'token', storeHash: 'abc123xyz', accessToken: token, clientId: 'client1' }

interface Report {
  readonly valid: boolean
  readonly values: Record<string, unknown>
  readonly issues: { path: string[]; code: string; message: string }[]
  readonly changes: { path: string[]; kind: string }[]
  readonly line?: number
}

test('a Token form with spaces in the hash and no access token: one issue, one change', async () => {
  const { json, write } = await makeHome()
  const { accessToken: _, ...rest } = form
  await write('bad.json', JSON.stringify({ ...rest, storeHash: ' abc123xyz ' }))
  const { valid, values, issues, changes } = await json<Report>(['validate', KIND, 'bad.json'], { code: 1 })
  expect(valid).toBe(false)
  expect(issues.map(({ path }) => path)).toEqual([['accessToken']])
  expect(changes.map(({ path }) => path)).toEqual([['storeHash']])
  expect(values).toEqual({ ...rest })
})

test('a good form is valid, and its secrets are masked', async () => {
  const { json, run, keepSecret } = await makeHome()
  keepSecret(token)
  const input = JSON.stringify(form)
  const report = await json<Report>(['validate', KIND], { input })
  expect(report).toEqual({ valid: true, values: { ...form, accessToken: '**********' }, issues: [], changes: [] })
  expect(await json(['validate', KIND, '-'], { input: `\ufeff${input}` })).toEqual(report)
  const { code, stdout } = await run(['validate', KIND], { input })
  expect({ code, stdout }).toEqual({ code: 0, stdout: '✓ This is a complete BigCommerce REST connection.\n' })
})

test('a bad form is told to a person with what to do, without a colour where nobody sees it', async () => {
  const { run } = await makeHome()
  const { code, stdout } = await run(['validate', KIND], { input: '{"name":" Main ","authType":"token"}' })
  expect(code).toBe(1)
  expect(stdout).toMatch(/^✗ storeHash {2}Enter a value for Store hash\.\n {4}\S/)
  expect(stdout).toContain('~ name  Removed spaces from Name.')
  expect(stdout).not.toContain('\u001b')
})

test.each(['null', '[]', '"text"', '7', '{"__proto__": {}}'])('JSON that is no form is not good: %s', async (input) => {
  const { json } = await makeHome()
  expect(await json<Report>(['validate', KIND], { input, code: 1 })).toMatchObject({ valid: false })
})

describe.each(['--ndjson', '--ndjson --jobs 1', '--ndjson --jobs 2'])('with %s', (options) => {
  const words = ['validate', KIND, ...options.split(' ')]
  const ndjson = async (input: string | Uint8Array, code: number) => {
    const { run, keepSecret } = await makeHome()
    keepSecret(token)
    const result = await run(words, { input })
    expect(result.code).toBe(code)
    const lines = result.stdout.split('\n')
    expect(lines.pop()).toBe('')
    return { reports: lines.map((line) => JSON.parse(line) as Report), stderr: result.stderr }
  }
  const good = JSON.stringify(form)

  test('every line gets one line, in order, with its number', async () => {
    const lines = Array.from({ length: 500 }, (_, index) =>
      JSON.stringify({ ...form, name: `Store ${index}`, ...(index % 7 === 0 ? { storeHash: '' } : {}) }),
    )
    const { reports } = await ndjson(`${lines.join('\n')}\n`, 1)
    expect(reports.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 1))
    expect(reports.map(({ values }) => values['name'])).toEqual(lines.map((_, index) => `Store ${index}`))
    expect(reports.map(({ valid }) => valid)).toEqual(lines.map((_, index) => index % 7 !== 0))
  })

  test('all good ends with 0; a byte order mark, CRLF, blank lines and a last line without an end are no matter', async () => {
    const { reports, stderr } = await ndjson(`\ufeff${good}\r\n\r\n  \n${good}`, 0)
    expect(reports.map(({ line, valid }) => [line, valid])).toEqual([
      [1, true],
      [4, true],
    ])
    expect(stderr).toMatch(/^2 checked, all good \([\d,]+ lines\/s, \S+ \wB\/s\)\.\n$/)
  })

  test('a broken line is reported with its number, and the others go on', async () => {
    const broken = Buffer.concat([
      Buffer.from(`${good}\n{"accessToken": "${token}" "x"}\n`),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      Buffer.from(`${good}\n`),
    ])
    const { reports, stderr } = await ndjson(broken, 1)
    expect(reports.map(({ line, valid, issues }) => [line, valid, issues[0]?.code])).toEqual([
      [1, true, undefined],
      [2, false, 'not_json'],
      [3, false, 'not_utf8'],
      [4, true, undefined],
    ])
    expect(reports[1]?.issues[0]?.message).toContain('column 52')
    expect(stderr).toMatch(/^4 checked, 2 not good \(/)
  })

  test('a line separator within a string does not end the line', async () => {
    const { reports } = await ndjson(`${JSON.stringify({ ...form, name: 'A\u2028B' })}\n${good}\n`, 0)
    expect(reports.map(({ line }) => line)).toEqual([1, 2])
  })

  test('nothing in gives nothing out', async () => {
    const { reports, stderr } = await ndjson('', 0)
    expect(reports).toEqual([])
    expect(stderr).toMatch(/^0 checked, all good \(/)
  })

  test('a line of 50 MB is checked', async () => {
    const { reports } = await ndjson(`${JSON.stringify({ ...form, name: 'x'.repeat(50_000_000) })}\n${good}\n`, 1)
    expect(reports).toMatchObject([
      { line: 1, issues: [{ path: ['name'], code: 'too_long' }] },
      { line: 2, valid: true },
    ])
  })

  test('a file is read too', async () => {
    const { run, write } = await makeHome()
    await write('forms.ndjson', `${good}\n`)
    expect(await run([...words, 'forms.ndjson', '--json'])).toMatchObject({ code: 0 })
    expect(await run([...words, 'missing.ndjson'])).toMatchObject({
      code: 2,
      stderr: 'connform: missing.ndjson does not exist.\n',
    })
    expect(await run([...words, '.'])).toMatchObject({ code: 2, stdout: '' })
  })

  test('a reader that has seen enough is no failure', async () => {
    const child = spawn(process.execPath, [executable, ...words])
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    child.stdin.on('error', () => undefined)
    child.stdout.once('data', () => child.stdout.destroy())
    const ended = new Promise((resolve) => child.on('close', resolve))
    const feed = () => {
      while (child.stdin.writable && child.stdin.write(`${good}\n`.repeat(200)));
    }
    child.stdin.on('drain', feed)
    feed()
    expect(await ended).toBe(0)
    expect(stderr).toBe('')
  })

  test('memory does not grow with the number of lines', async () => {
    // 256 MB of input with a heap of 48 MB: what is not let go of ends the process.
    const child = spawn(process.execPath, ['--max-old-space-size=48', executable, ...words])
    child.stderr.resume()
    let lines = 0
    child.stdout.on('data', (chunk: Buffer) => {
      for (const byte of chunk) if (byte === 0x0a) lines++
    })
    const ended = new Promise((resolve) => child.on('close', resolve))
    const batch = `${JSON.stringify({ ...form, clientId: 'c'.repeat(8000) })}\n`.repeat(100)
    const batches = Math.ceil((256 * 1024 * 1024) / batch.length)
    for (let index = 0; index < batches; index++) {
      if (!child.stdin.write(batch)) await new Promise((resolve) => child.stdin.once('drain', resolve))
    }
    child.stdin.end()
    expect(await ended).toBe(1)
    expect(lines).toBe(batches * 100)
  })
})

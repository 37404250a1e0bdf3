import { randomBytes } from 'node:crypto'
import { Secret } from '@connform/core'
import { sealField } from '@connform/vault/browser'
import { type SealingKeysOptions, sealingKeys } from '@connform/vault/sealing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { writeEnvelope } from '../../src/browser/envelope.ts'
import { sealBox } from '../../src/browser/sealed-box.ts'
import { sealingKeyRing } from '../../src/sealing/sealing-key-ring.ts'
import { expectNoLeak, spellings } from '../support/leaks.ts'
import { lowOrderKeys } from '../support/low-order.ts'
import { codeOf, handClock } from '../support/vaults.ts'

const canary = 'canary-3f9a0d "quoted" für 🦜'
const place = { session: 'session-1', definition: 'example', field: 'accessToken' }
const minuteMs = 60_000

function startKeys(options: SealingKeysOptions = {}) {
  const { clock, pass } = handClock()
  const keys = sealingKeys({ clock, ...options })
  const seal = (text = canary, where: object = place) =>
    sealField({ ...keys.issue(place.session), ...place, ...where }, text)
  return { keys, pass, clock, seal }
}

/** What `openField` refuses an envelope with; it shows nothing of it. */
async function refusal(opened: Promise<unknown>, envelope: unknown = '') {
  const error = await opened.then(
    () => expect.unreachable('it was opened'),
    (reason) => reason,
  )
  expect(error).toMatchObject({ code: 'ERR_SEALED_FIELD', hint: 'Reload the page and type the value again.' })
  expect(error).not.toHaveProperty('cause')
  expectNoLeak([error], [canary, ...(typeof envelope === 'string' && envelope.length > 30 ? [envelope] : [])])
  return error.message as string
}

const refused = 'The sealed field does not open here.'
const expired = 'The page was open for too long, and what it sealed has expired.'

it('opens what was typed, as a secret', async () => {
  const { keys, seal } = startKeys()
  const envelope = seal()
  expect(envelope).toMatch(/^sealed1\.[\w-]{22}\.[\w-]+$/)
  const value = await keys.openField(envelope, place)
  expect(value).toBeInstanceOf(Secret)
  expect(value.reveal()).toBe(canary)
  expectNoLeak([value, keys, envelope, keys.issue('s')], [canary])
})

it('gives back every text, for every place', async () => {
  const { keys } = startKeys()
  const text = fc.string({ unit: 'binary', maxLength: 300 })
  await fc.assert(
    fc.asyncProperty(
      text,
      text,
      text,
      fc.option(text, { nil: undefined }),
      async (value, session, field, connection) => {
        fc.pre(session !== '')
        const issued = keys.issue(session)
        const where = { session, definition: field, field, ...(connection !== undefined && { connection }) }
        const envelope = sealField({ ...issued, ...where }, value)
        expect((await keys.openField(envelope, where)).reveal()).toBe(value)
      },
    ),
    { numRuns: 150 },
  )
})

it('makes envelopes of one length out of secrets of similar ones', () => {
  const { seal } = startKeys()
  const lengths = Array.from({ length: 40 }, (_, length) => seal('x'.repeat(length)).length)
  expect(new Set(lengths).size).toBeLessThanOrEqual(2)
})

it('opens an envelope once', async () => {
  const { keys, seal } = startKeys()
  const envelope = seal()
  const attempts = await Promise.allSettled([1, 2, 3].map(() => keys.openField(envelope, place)))
  expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect(await refusal(keys.openField(envelope, place), envelope)).toBe(refused)
})

it('opens an envelope in its own place and no other, and keeps it good for that', async () => {
  const { keys, seal } = startKeys()
  const [plain, edited] = [seal(), seal(canary, { connection: 'con-1' })]
  const others = [
    { session: 'session-2' },
    { definition: 'example2' },
    { field: 'clientSecret' },
    { field: 'accessToken ' },
    { connection: 'con-1' },
    { connection: '' },
    { session: undefined },
  ]
  for (const other of others)
    expect(await refusal(keys.openField(plain, { ...place, ...other } as never), plain)).toBe(refused)
  for (const connection of ['con-2', undefined]) {
    expect(await refusal(keys.openField(edited, { ...place, connection } as never), edited)).toBe(refused)
  }
  expect((await keys.openField(plain, { ...place, connection: undefined } as never)).reveal()).toBe(canary)
  expect((await keys.openField(edited, { ...place, connection: 'con-1' })).reveal()).toBe(canary)
})

it('opens until the time is over that was told when the key was issued, even after the key was followed', async () => {
  const { keys, pass, seal } = startKeys()
  pass(9 * minuteMs)
  const issued = keys.issue(place.session)
  expect(issued.expiresAt).toBe('2026-01-01T00:19:00.000Z')
  const [first, second] = [seal(), seal()]
  pass(10 * minuteMs - 1)
  expect(keys.issue(place.session).keyId).not.toBe(issued.keyId)
  expect((await keys.openField(first, place)).reveal()).toBe(canary)
  pass(1)
  expect(await refusal(keys.openField(second, place), second)).toBe(expired)
  pass(minuteMs)
  expect(await refusal(keys.openField(second, place), second)).toBe(refused)
})

it('does not believe an expiry that the key does not reach', async () => {
  const { keys, seal } = startKeys()
  for (const expiresAt of [
    '2099-01-01T00:00:00.000Z',
    '2026-01-01T00:20:00.001Z',
    'soon',
    '',
    '2026-01-01',
    'Thu Jan 01 2026',
  ]) {
    const envelope = seal(canary, { expiresAt })
    expect(await refusal(keys.openField(envelope, place), envelope)).toBe(refused)
  }
})

it('opens nothing of another instance, and nothing at all once closed', async () => {
  const { keys, seal } = startKeys()
  const envelope = seal()
  expect(await refusal(startKeys().keys.openField(envelope, place), envelope)).toBe(refused)
  keys.close()
  keys.close()
  expect(await codeOf(() => keys.openField(envelope, place))).toBe('ERR_CLOSED')
  expect(await codeOf(() => keys.issue('s'))).toBe('ERR_CLOSED')
})

it('opens no envelope with a character put in, left out, replaced or cut off', async () => {
  const { keys, seal } = startKeys()
  const envelope = seal('')
  const altered = [
    '',
    '.',
    'sealed1..',
    `${envelope} `,
    `${envelope}=`,
    ` ${envelope}`,
    `${envelope}\n`,
    `${envelope}.`,
  ]
  for (let at = 0; at < envelope.length; at += 1) {
    const [before, after] = [envelope.slice(0, at), envelope.slice(at + 1)]
    altered.push(before, before + after, `${before}A${envelope.slice(at)}`, `${before}+${after}`)
    altered.push(`${before}${envelope[at] === 'B' ? 'C' : 'B'}${after}`)
  }
  for (const text of altered) {
    if (text !== envelope) expect(await refusal(keys.openField(text, place), text)).toBe(refused)
  }
  expect((await keys.openField(envelope, place)).reveal()).toBe('')
})

it('refuses the other spellings of base64url in the box and in the key id', async () => {
  const { keys, seal } = startKeys()
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const unused = (text: string) => `${text.slice(0, -1)}${alphabet[alphabet.indexOf(text.at(-1)!) ^ 1]}`
  for (let round = 0; round < 20; round += 1) {
    const envelope = seal('x'.repeat(round * 7))
    const [version, keyId = '', box = ''] = envelope.split('.')
    for (const text of [
      box.replaceAll('-', '+').replaceAll('_', '/'),
      `${box}==`,
      `${box.slice(0, 9)}\n${box.slice(9)}`,
      unused(box),
    ]) {
      if (text !== box) expect(await refusal(keys.openField([version, keyId, text].join('.'), place))).toBe(refused)
    }
    expect(await refusal(keys.openField([version, unused(keyId), box].join('.'), place))).toBe(refused)
  }
})

it('refuses what is no text, and what is longer than any envelope', async () => {
  const { keys } = startKeys()
  for (const value of [
    undefined,
    null,
    7,
    {},
    [],
    Buffer.from('a'),
    `sealed1.${'A'.repeat(22)}.${'A'.repeat(400_000)}`,
  ]) {
    expect(await refusal(keys.openField(value as never, place))).toBe(refused)
  }
})

it('refuses a box that holds anything but exactly the expected members', async () => {
  const { keys, clock } = startKeys()
  const { keyId, publicKey } = keys.issue(place.session)
  const good = {
    version: 1,
    id: 'AAAAAAAAAAAAAAAAAAAAAA',
    ...place,
    expiresAt: '2026-01-01T00:05:00.000Z',
    value: canary,
  }
  const sealed = (content: unknown) => {
    const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content), 'utf8')
    return writeEnvelope(keyId, sealBox(bytes, Buffer.from(publicKey, 'base64url'))!)
  }
  const wrong: unknown[] = ['', '{}', 'null', '[]', '"text"', canary, '{"a":', '\ufeff{}', 1, true]
  for (const name of Object.keys(good)) {
    wrong.push(
      { ...good, [name]: undefined },
      { ...good, [name]: 7 },
      { ...good, [name]: null },
      { ...good, [name]: ['a'] },
    )
  }
  wrong.push({ ...good, more: 'a' }, { ...good, connection: null }, { ...good, version: '1' }, { ...good, version: 2 })
  for (const id of ['', 'short', 'A'.repeat(23), 'AAAAAAAAAAAAAAAAAAAAAB', '../../../../../../../a'])
    wrong.push({ ...good, id })
  for (const content of wrong) expect(await refusal(keys.openField(sealed(content), place))).toBe(refused)
  const bad = writeEnvelope(keyId, sealBox(Buffer.from([0xff, 0xfe]), Buffer.from(publicKey, 'base64url'))!)
  expect(await refusal(keys.openField(bad, place))).toBe(refused)
  expect((await keys.openField(sealed(good), place)).reveal()).toBe(canary)
  expect(clock().toISOString()).toBe('2026-01-01T00:00:00.000Z')
})

it('refuses boxes whose ephemeral key is of low order', async () => {
  const { keys, seal } = startKeys()
  const [version, keyId, box = ''] = seal().split('.')
  for (const lowOrder of lowOrderKeys) {
    const text = Buffer.concat([lowOrder, Buffer.from(box, 'base64url').subarray(32)]).toString('base64url')
    expect(await refusal(keys.openField([version, keyId, text].join('.'), place))).toBe(refused)
  }
})

it('crashes on no text whatever', async () => {
  const { keys, seal } = startKeys()
  const [, keyId = ''] = seal().split('.')
  const parts = fc.constantFrom('sealed1', keyId, '.', 'AAAA', '=', '\u0000', '🦜')
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(parts, { maxLength: 8 }).map((all) => all.join('')),
    fc.base64String({ maxLength: 300 }).map((box) => `sealed1.${keyId}.${box}`),
  )
  await fc.assert(
    fc.asyncProperty(text, async (envelope) => {
      expect(await codeOf(() => keys.openField(envelope, place))).toBe('ERR_SEALED_FIELD')
    }),
    { numRuns: 500 },
  )
})

it('erases a key of which too much was opened, rather than forget what was', async () => {
  const { keys, seal } = startKeys({ maxOpened: 3 })
  const envelopes = [1, 2, 3, 4, 5].map(() => seal())
  for (const envelope of envelopes.slice(0, 3)) await keys.openField(envelope, place)
  expect(await refusal(keys.openField(envelopes[3]!, place))).toBe(expired)
  for (const envelope of envelopes) expect(await refusal(keys.openField(envelope, place))).toBe(refused)
  expect((await keys.openField(seal(), place)).reveal()).toBe(canary)
})

it('asks the caller’s memory once per envelope that is good, and opens at its yes alone', async () => {
  const asked: [string, string][] = []
  const rememberOpened = async (id: string, expiresAt: string) => {
    const isFirst = !asked.some(([known]) => known === id)
    asked.push([id, expiresAt])
    return isFirst
  }
  const { keys, seal } = startKeys({ rememberOpened })
  const envelope = seal()
  await refusal(keys.openField(envelope, { ...place, field: 'other' }))
  expect(asked).toEqual([])
  await keys.openField(envelope, place)
  expect(await refusal(keys.openField(envelope, place))).toBe(refused)
  expect(asked[0]).toEqual([expect.stringMatching(/^[\w-]{22}\.[\w-]{22}$/), '2026-01-01T00:20:00.000Z'])
  const doubtful = startKeys({ rememberOpened: () => undefined as never })
  expect(await refusal(doubtful.keys.openField(doubtful.seal(), place))).toBe(refused)
})

it('opens in one process what another issued the key for, once among all, where they share a seed', async () => {
  const opened = new Set<string>()
  const rememberOpened = (id: string) => opened.size < opened.add(id).size
  const seed = randomBytes(32)
  const processes = [1, 2, 3].map(() => startKeys({ seed, rememberOpened }))
  const [one, two, ahead] = processes as [(typeof processes)[0], (typeof processes)[0], (typeof processes)[0]]
  ahead.pass(9 * minuteMs + 59_000)
  expect(one.keys.issue('s').keyId).toBe(two.keys.issue('s').keyId)
  const envelope = one.seal()
  expect((await two.keys.openField(envelope, place)).reveal()).toBe(canary)
  expect(await refusal(one.keys.openField(envelope, place))).toBe(refused)
  // A clock that is a little ahead is in the next period already.
  one.pass(9 * minuteMs + 59_000)
  ahead.pass(2000)
  expect((await one.keys.openField(ahead.seal(), place)).reveal()).toBe(canary)
  expectNoLeak([one.keys, one.keys.issue('s')], [seed])
  const stranger = startKeys({ seed: randomBytes(32), rememberOpened })
  expect(await refusal(stranger.keys.openField(one.seal(), place))).toBe(refused)
})

it('erases the private half of a key when its time is over, when it is dropped and at the end', () => {
  const ring = sealingKeyRing(1000, undefined)
  const [first, second] = [ring.current(0), ring.current(1000)]
  expect(ring.find(first.keyId, 1999)).toBe(first)
  expect(ring.find(first.keyId, 2000)).toBeUndefined()
  expect([...first.privateBytes]).toEqual(Array(32).fill(0))
  expect(ring.find(second.keyId, 2000)).toBe(second)
  ring.drop(second)
  expect([...second.privateBytes]).toEqual(Array(32).fill(0))
  const third = ring.current(2000)
  ring.erase()
  expect([...third.privateBytes]).toEqual(Array(32).fill(0))
  expect(spellings(third.publicBytes)).not.toEqual(spellings(second.publicBytes))
})

it('seals nothing with a key that is none, nothing too long, and no half of a character pair', async () => {
  const { keys } = startKeys()
  const options = { ...keys.issue(place.session), ...place }
  const wrong = ['', 'AAAA', `${options.publicKey}=`, 'A'.repeat(44), 7, undefined]
  wrong.push(...lowOrderKeys.map((key) => Buffer.from(key).toString('base64url')))
  for (const publicKey of wrong) {
    expect(await codeOf(() => sealField({ ...options, publicKey: publicKey as never }, canary))).toBe(
      'ERR_SEALED_FIELD',
    )
  }
  for (const text of ['\ud83e', 'x'.repeat(140_000), undefined, 7]) {
    expect(await codeOf(() => sealField(options, text as never))).toBe('ERR_SEALED_FIELD')
  }
  for (const part of ['keyId', 'session', 'definition', 'field', 'expiresAt']) {
    expect(await codeOf(() => sealField({ ...options, [part]: undefined }, canary))).toBe('ERR_OPTION_INVALID')
  }
  const long = 'é'.repeat(64_000)
  expect((await keys.openField(sealField(options, long), place)).reveal()).toBe(long)
})

it('refuses options that cannot be', () => {
  const rememberOpened = () => true
  const wrong = [
    { lifetimeMs: 0 },
    { lifetimeMs: 1.5 },
    { lifetimeMs: 2 ** 40 },
    { maxOpened: 0 },
    { seed: randomBytes(32) },
    { seed: randomBytes(31), rememberOpened },
  ]
  for (const options of wrong) {
    expect(() => sealingKeys(options)).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID' }))
  }
  expect(() => sealingKeys().issue('')).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID' }))
})

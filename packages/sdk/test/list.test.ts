import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { savedIn, tokenForm } from './support/forms.ts'

const KIND = 'bigcommerce-rest'

/** Saves connections a second apart, in this order. */
async function listed(names: readonly string[]) {
  const { open, sandbox } = await bench()
  let second = 0
  const { connections } = await open({ clock: () => new Date(Date.UTC(2026, 5, 1, 0, 0, second)) })
  for (const name of names) {
    second++
    savedIn(await connections.create(KIND, { ...tokenForm(sandbox), name }, { verify: 'skip' }))
  }
  const namesOf = async (options: Parameters<typeof connections.list>[0]) =>
    (await connections.list(options)).connections.map(({ name }) => name)
  return { connections, namesOf, sandbox }
}

test('connections come oldest first, page by page, each once', async () => {
  const names = Array.from({ length: 7 }, (_, index) => `Store ${index}`)
  const { connections } = await listed(names)
  const pages: string[][] = []
  let cursor: string | undefined
  do {
    const page = await connections.list({ limit: 3, ...(cursor === undefined ? {} : { cursor }) })
    pages.push(page.connections.map(({ name }) => name))
    cursor = page.next
  } while (cursor !== undefined)
  expect(pages).toEqual([names.slice(0, 3), names.slice(3, 6), names.slice(6)])
})

test('a page that ends with the last connection says that no more follow', async () => {
  const { connections } = await listed(['One', 'Two'])
  expect(await connections.list({ limit: 2 })).not.toHaveProperty('next')
  expect(await connections.list({ limit: 1000 })).not.toHaveProperty('next')
  expect(await connections.list({ limit: 1 })).toHaveProperty('next', expect.any(String))
})

test('a page goes on after a connection that was removed in between', async () => {
  const { connections } = await listed(['One', 'Two', 'Three'])
  const first = await connections.list({ limit: 1 })
  await connections.remove(first.connections[0]?.id ?? '')
  const rest = await connections.list({ cursor: first.next ?? '' })
  expect(rest.connections.map(({ name }) => name)).toEqual(['Two', 'Three'])
})

test('names are searched by a part, upper and lower case alike, and no sign has a meaning', async () => {
  const { namesOf } = await listed(['Main Store', 'Outlet', 'Ärmel & Co', '100% Wolle', 'A_B'])
  expect(await namesOf({ search: 'STORE' })).toEqual(['Main Store'])
  expect(await namesOf({ search: 'ärmel' })).toEqual(['Ärmel & Co'])
  expect(await namesOf({ search: '%' })).toEqual(['100% Wolle'])
  expect(await namesOf({ search: '_' })).toEqual(['A_B'])
  expect(await namesOf({ search: 'nothing like it' })).toEqual([])
})

test('filters by definition and status hold together, across pages', async () => {
  const { connections, namesOf } = await listed(['One', 'Two', 'Three'])
  const [one, , three] = (await connections.list()).connections
  await connections.setStatus(one?.id ?? '', 'inactive')
  await connections.setStatus(three?.id ?? '', 'inactive')
  expect(await namesOf({ status: 'inactive' })).toEqual(['One', 'Three'])
  expect(await namesOf({ status: 'active', definition: KIND })).toEqual(['Two'])
  expect(await namesOf({ definition: 'bigcommerce-graphql' })).toEqual([])
  const page = await connections.list({ status: 'inactive', limit: 1 })
  expect(await namesOf({ status: 'inactive', cursor: page.next ?? '' })).toEqual(['Three'])
})

test.each([{ limit: 0 }, { limit: 1001 }, { limit: 1.5 }, { limit: Number.NaN }, { cursor: 'x' }, { cursor: '' }])(
  'an option of another form (%j) is refused',
  async (options) => {
    const { connections } = await listed([])
    await expect(connections.list(options)).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
  },
)

test('a status that does not exist is refused', async () => {
  const { connections } = await listed(['One'])
  await expect(connections.list({ status: 'broken' as never })).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
  const [one] = (await connections.list()).connections
  await expect(connections.setStatus(one?.id ?? '', 'failing' as never)).rejects.toMatchObject({
    code: 'ERR_OPTION_INVALID',
  })
})

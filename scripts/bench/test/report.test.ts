import { expect, test } from 'vitest'
import { measurePair, pairsTable } from '../pairs.ts'
import { type MeasuredPart, updatePage } from '../performance-page.ts'
import { renderMarkdown, renderText, type Section, sectionTable } from '../report.ts'

const section: Section = {
  title: 'Sweeping',
  rows: [
    { name: 'bare loop', nanoseconds: 20_000, ratio: 1 },
    { name: 'ours', nanoseconds: 25_000, ratio: 1.25 },
  ],
  aims: [
    { name: 'ours', than: 'bare loop', least: 0.7 },
    { name: 'ours', than: 'bare loop', most: 1.1 },
  ],
}

test('an aim is said to be reached or not, for times and for rates', () => {
  expect(sectionTable(section).verdicts).toEqual([
    { reached: true, text: 'ours is 0.80 times as fast as bare loop (aim: at least 0.7)' },
    { reached: false, text: 'ours takes 1.25 times bare loop (aim: at most 1.1)' },
  ])
  expect(sectionTable({ ...section, rate: 'rows' }).rows).toEqual([
    ['bare loop', '50,000', '1.00×'],
    ['ours', '40,000', '0.80×'],
  ])
})

test('the worst of many pairs decides', () => {
  const times = (p50: number, p99: number) => ({ p50, p99 })
  const pairs = [
    { name: 'near', bare: times(1000, 2000), ours: times(1500, 2200) },
    { name: 'far', bare: times(1000, 2000), ours: times(1100, 5000) },
  ]
  const table = pairsTable('Lists', pairs, { at: 'p99', most: 2, notes: [] })
  expect(table.verdicts).toEqual([
    { reached: false, text: 'at most 2.50 times the bare one at p99 (far) (aim: at most 2)' },
  ])
  expect(table.rows[1]).toEqual(['far', '1000 ns', '1100 ns', '1.10×', '2000 ns', '5000 ns', '2.50×'])
})

test('of a pair, both are asked once in every round, now the one first and now the other', async () => {
  const asked: string[] = []
  const pair = {
    name: 'a pair',
    bare: (round: number) => asked.push(`bare ${round}`),
    ours: (round: number) => asked.push(`ours ${round}`),
  }
  const rounds = 200
  await measurePair(pair, { rounds: rounds - 1, warmUp: 1 })
  const orders = new Set<string>()
  for (let round = 0; round < rounds; round += 1) {
    const both = asked.slice(2 * round, 2 * round + 2)
    expect(both.toSorted()).toEqual([`bare ${round}`, `ours ${round}`])
    orders.add(both[0]?.slice(0, 4) ?? '')
  }
  expect(asked.length).toBe(2 * rounds)
  expect(orders).toEqual(new Set(['bare', 'ours']))
})

test('a table is the same in a terminal and on a page', () => {
  const table = sectionTable(section)
  expect(renderText(table).split('\n')[3]).toMatch(/ours +25\.0 µs +1\.25×/)
  expect(renderMarkdown(table)).toContain('| ours | 25.0 µs | 1.25× |\n')
})

test('the page keeps what was not measured, in its place', () => {
  const part = (name: string, measuredAt: string): MeasuredPart => ({
    name,
    title: `Part ${name}`,
    tables: [sectionTable(section)],
    command: `npm run bench -- ${name}`,
    machine: ['2 cores'],
    measuredAt,
  })
  const names = ['first', 'second', 'third']
  const once = updatePage('', [part('third', '2026-01-01T00:00:00Z'), part('first', '2026-01-01T00:00:00Z')], names)
  const twice = updatePage(once, [part('first', '2026-02-02T00:00:00Z'), part('second', '2026-02-02T00:00:00Z')], names)
  expect(twice.match(/## Part .*|Measured on .*/g)).toEqual([
    '## Part first',
    'Measured on 2026-02-02; `npm run bench -- first` repeats it.',
    '## Part second',
    'Measured on 2026-02-02; `npm run bench -- second` repeats it.',
    '## Part third',
    'Measured on 2026-01-01; `npm run bench -- third` repeats it.',
  ])
  expect(updatePage(twice, [], names)).toBe(twice)
})

import { countedIn, once } from '../counted.ts'

const counted = countedIn('en-GB')
const number = once(() => new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 }))

export const progress = {
  started: 'Started…',
  doneOf: (done: number, total: number) => `${number().format(done)} of ${number().format(total)}`,
  rate: (perSecond: number) => `${number().format(perSecond)} per second`,
  remaining: (seconds: number) =>
    seconds < 60
      ? counted(Math.ceil(seconds), { one: '# second left', other: '# seconds left' })
      : counted(Math.ceil(seconds / 60), { one: '# minute left', other: '# minutes left' }),
}

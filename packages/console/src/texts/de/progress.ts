import { countedIn, once } from '../counted.ts'
import type { Texts } from '../languages.ts'

const counted = countedIn('de')
const number = once(() => new Intl.NumberFormat('de', { maximumFractionDigits: 0 }))

export const progress: Texts['progress'] = {
  started: 'Begonnen…',
  doneOf: (done, total) => `${number().format(done)} von ${number().format(total)}`,
  rate: (perSecond) => `${number().format(perSecond)} je Sekunde`,
  remaining: (seconds) =>
    seconds < 60
      ? counted(Math.ceil(seconds), { one: 'noch # Sekunde', other: 'noch # Sekunden' })
      : counted(Math.ceil(seconds / 60), { one: 'noch # Minute', other: 'noch # Minuten' }),
}

/** A clock that stands still until it is moved. */
export interface MovingClock {
  (): Date
  move(by: { readonly seconds: number }): void
}

export function movingClock(start = '2026-09-01T12:00:00Z'): MovingClock {
  let now = Date.parse(start)
  return Object.assign(() => new Date(now), {
    move: ({ seconds }: { readonly seconds: number }) => {
      now += seconds * 1000
    },
  })
}

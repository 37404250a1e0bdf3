export interface Steps<Item, Result> {
  /** Begins at once; several may be under way. */
  readonly work: (item: Item) => Result | Promise<Result>
  /** Gets one result at a time, in the order of the items. */
  readonly put: (result: Result) => Promise<void>
  /** What an item takes of the room there is. */
  readonly weigh: (item: Item) => number
  /** Items that are worked on, or wait to be put: whoever reads waits for whoever writes. */
  readonly mostItems: number
  /** What they may weigh together; a single one may weigh more. */
  readonly mostWeight: number
}

/**
 * Works on items side by side and puts what comes of each as soon as all before it are put. Ends with the first
 * failure of any step; items that may never come end with the signal they are asked for with.
 */
export async function inOrder<Item, Result>(
  items: (failed: AbortSignal) => AsyncIterable<Item>,
  { work, put, weigh, mostItems, mostWeight }: Steps<Item, Result>,
): Promise<void> {
  const failure = new AbortController()
  const waiting: { readonly done: Promise<void>; readonly weight: number }[] = []
  let weight = 0
  let last = Promise.resolve()
  try {
    for await (const item of items(failure.signal)) {
      const own = weigh(item)
      last = afterwards(last, Promise.resolve(work(item)), put)
      last.catch((error: unknown) => failure.abort(error))
      waiting.push({ done: last, weight: own })
      weight += own
      while (waiting.length >= mostItems || weight > mostWeight) {
        const first = waiting.shift()
        if (first === undefined) break
        await first.done
        weight -= first.weight
      }
    }
  } finally {
    await last
  }
}

async function afterwards<Result>(
  before: Promise<void>,
  result: Promise<Result>,
  put: (result: Result) => Promise<void>,
): Promise<void> {
  const [found] = await Promise.all([result, before])
  await put(found)
}

/** Waits for all of these, but no longer than that. None of them may fail. */
export async function within(ms: number, promises: Iterable<Promise<unknown> | undefined>): Promise<void> {
  const all = Promise.all(promises)
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([all, timeout])
  clearTimeout(timer)
}

/** What a server's process does besides serving: it says where it listens and what it holds, and ends with its parent. */
export function asChild(url: string, close: () => Promise<unknown>): void {
  process.send?.(url)
  process.on('message', () => process.send?.(process.memoryUsage().rss))
  process.once('disconnect', () => close())
}

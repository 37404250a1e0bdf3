/** What is used of it: the package has no types of its own. */
declare module 'cli-progress' {
  export interface Options {
    readonly stream?: NodeJS.WritableStream
    readonly format?: string
    readonly clearOnComplete?: boolean
    readonly fps?: number
  }

  export class SingleBar {
    constructor(options: Options)
    start(total: number, done: number): void
    update(done: number): void
    stop(): void
  }
}

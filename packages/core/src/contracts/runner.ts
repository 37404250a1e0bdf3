/** What a contract needs of a test runner; Vitest's and Jest's own `describe`, `it` and `expect` are such. */
export interface ContractRunner {
  readonly describe: (title: string, body: () => void) => unknown
  readonly it: (title: string, body: () => Promise<void> | void) => unknown
  readonly expect: (actual: unknown) => ContractExpectation
}

export interface ContractExpectation {
  toBe(expected: unknown): void
  toEqual(expected: unknown): void
}

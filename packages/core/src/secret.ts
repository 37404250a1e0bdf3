/** What a secret prints as, everywhere, whatever its length. */
export const MASK = '**********'

/**
 * Text that must not be printed. `String()`, `JSON.stringify()`, template strings and `util.inspect()` show
 * {@link MASK}; {@link Secret.reveal} is the one way out and is easy to search for.
 */
export class Secret {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** The text itself. Hand it to the vault or to a request's signature, nowhere else. */
  reveal(): string {
    return this.#text
  }

  toString(): string {
    return MASK
  }

  toJSON(): string {
    return MASK
  }

  // The registered symbol that Node's `util.inspect` and `console.log` look for; spelled out to stay free of Node.
  // https://nodejs.org/api/util.html#utilinspectcustom
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Secret(${MASK})`
  }
}

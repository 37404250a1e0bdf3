/** The `code` of what `action` fails with; `undefined` where it succeeds. */
export async function failureCode(action: () => unknown): Promise<unknown> {
  try {
    await action()
    return undefined
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

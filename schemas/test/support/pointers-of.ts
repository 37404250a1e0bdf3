/** JSON pointers of everything in a document, itself left out. */
export function pointersOf(value: unknown, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return [pointer]
  const below = Object.entries(value).flatMap(([key, member]) =>
    pointersOf(member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  )
  return pointer === '' ? below : [pointer, ...below]
}

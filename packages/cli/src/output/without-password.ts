/** The address of a database to show: it may hold the password of its user. */
export function withoutPassword(database: string): string {
  const url = URL.canParse(database) ? new URL(database) : undefined
  if (url === undefined || url.password === '') return database
  url.password = '***'
  return url.href
}

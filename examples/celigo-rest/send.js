/** A request to the server of this page; a refused form is an answer like any other. */
export async function send(method, path, body) {
  const json = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const answer = await fetch(path, { method, ...json })
  if (!answer.ok && answer.status !== 422) throw new Error(await answer.text())
  return answer.json()
}

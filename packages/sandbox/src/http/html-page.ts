import { type Answer, textAnswer, withHeaders } from './answer.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** `text` as it may stand in HTML, between tags or in a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '')

const style =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;color:#1b1b1f}' +
  'button{font:inherit;padding:.5rem 1.25rem;margin:1rem .5rem 0 0}select{font:inherit;display:block;margin:.25rem 0}'

/** A whole page without scripts; `title` is text, `main` is HTML. */
export const htmlPage = (status: number, title: string, main: string): Answer =>
  withHeaders(
    textAnswer(
      status,
      `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
${main}
</main></body></html>
`,
      'text/html; charset=utf-8',
    ),
    { 'Cache-Control': 'no-store', 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'" },
  )

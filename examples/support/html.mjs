/** Text that is HTML already. */
class Markup {
  constructor(text) {
    this.text = text
  }
}

/** Escapes whatever is put into the template, but for what this tag made itself. Lists are joined; nothing is nothing. */
export const html = (parts, ...values) =>
  new Markup(parts.reduce((text, part, at) => text + textOf(values[at - 1]) + part))

function textOf(value) {
  if (value instanceof Markup) return value.text
  if (Array.isArray(value)) return value.map(textOf).join('')
  if (value === undefined || value === null || value === false) return ''
  return String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** A whole page, ready to send. */
export const page = (title, body) =>
  html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="/style.css"></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>`.text

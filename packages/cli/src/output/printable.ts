// Names and answers come from elsewhere: what moves a cursor, rings, retitles a window or turns the reading direction
// does not get through. Colours and weights do, because ours are among them.
const unprintable = /\p{Cc}\[[\d;]{0,9}m|[\p{Cc}--[\t\n]]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gv

/** A text whose control characters, other than tabs, line breaks and colours, are shown as their code. */
export function printable(text: string): string {
  return text.replace(unprintable, (found) => (found.startsWith('\u001b[') ? found : shown(found)))
}

/** The way JSON escapes it, so that JSON stays JSON. */
const shown = (found: string): string => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}${found.slice(1)}`

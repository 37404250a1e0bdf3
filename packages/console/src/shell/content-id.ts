/** Id of the part of the page that scrolls. */
export const CONTENT_ID = 'content'

import { hash } from 'node:crypto'

/**
 * What a text that nobody can guess is stored as: who reads the database can do nothing with it. SHA-256, as base64url.
 * At once, for it is asked with every request: handing so short a text to another thread takes longer than hashing it.
 */
export const hashText = (text: string): string => hash('sha256', text, 'base64url')

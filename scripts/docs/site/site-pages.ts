/** A page that is written by hand: where it stands in the repository, and where in the site. */
export interface WrittenPage {
  readonly source: string
  readonly page: string
}

/** Pages that stand outside of `docs`, or have another name there. All other ones of `docs` keep theirs. */
export const elsewhere: readonly WrittenPage[] = Object.freeze([
  { source: 'docs/README.md', page: 'guides.md' },
  { source: 'schemas/README.md', page: 'schemas.md' },
  { source: 'examples/README.md', page: 'examples.md' },
  { source: 'SECURITY.md', page: 'security.md' },
  { source: 'CONTRIBUTING.md', page: 'contributing.md' },
])

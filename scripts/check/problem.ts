/** Something in the repository that must be mended: the file or folder, from the root, and what is wrong there. */
export interface Problem {
  readonly where: string
  readonly what: string
}

/** Looks at the tree under a folder. Finds nothing where all is well. */
export type Check = (root: string) => readonly Problem[] | Promise<readonly Problem[]>

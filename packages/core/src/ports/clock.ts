/** The present moment. Passed in, so that a test or a replay decides what time it is. */
export type Clock = () => Date

import type { FastifyReply } from 'fastify'

/** The caller was gone before an answer began. As nginx has it; no answer ever carries it. */
const CALLER_GONE = 499

/** The status of a request that is over. */
export const statusOf = ({ raw, statusCode }: FastifyReply): number => (raw.headersSent ? statusCode : CALLER_GONE)

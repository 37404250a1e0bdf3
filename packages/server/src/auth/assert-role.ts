import type { Role } from 'connform'
import type { FastifyRequest } from 'fastify'
import { HttpProblem } from '../problems/http-problem.ts'
import { principalOf } from '../requests/request-state.ts'
import { mayActAs } from './may-act-as.ts'

/** Refuses who may not act in a role. */
export function assertRole(request: FastifyRequest, needed: Role): void {
  const { role } = principalOf(request)
  if (mayActAs(role, needed)) return
  throw new HttpProblem('forbidden', { detail: `This takes the role ${needed}, and you have the role ${role}.` })
}

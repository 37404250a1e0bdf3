import type { TransportError, TransportReason } from '../errors.ts'
import type { Failure } from './read-answer.ts'

/** From "no answer came back" to a cause and what to do. In a message, `{host}` stands for the host's name. */
const transportCauses: Readonly<Record<TransportReason, Failure>> = Object.freeze({
  host_unreachable: {
    cause: 'host_unreachable',
    message: '{host} cannot be reached.',
    hints: [
      'Check that this machine is online and that no firewall or proxy stands between.',
      'Check the address for a typing mistake.',
    ],
  },
  tls: {
    cause: 'tls',
    message: 'No trusted encrypted connection to {host} can be made.',
    hints: [
      'Check the clock of this machine.',
      'A proxy that opens encrypted traffic needs its certificate in NODE_EXTRA_CA_CERTS.',
    ],
  },
  timeout: {
    cause: 'timeout',
    message: '{host} did not answer in time.',
    hints: ['Try again in a minute.', 'If it stays so, look at the status page of the provider.'],
  },
  blocked_host: {
    cause: 'blocked_host',
    message: '{host} is not a host this connection may reach.',
    hints: [
      'Check the address. Private and local addresses are refused, because they would reach machines behind your firewall.',
    ],
  },
  answer_too_large: {
    cause: 'unexpected_answer',
    message: '{host} sent more than an answer to this request can be.',
    hints: ['Check that nothing else, such as a proxy, answers in place of the provider.'],
  },
  answer_cut: {
    cause: 'host_unreachable',
    message: '{host} broke off in the middle of its answer.',
    hints: ['Try again. If it stays so, look for a proxy or firewall that cuts connections.'],
  },
  aborted: {
    cause: 'timeout',
    message: 'The request was stopped before {host} answered.',
    hints: ['Try again.'],
  },
})

/** A failure of the network as a cause, in words that name the host. */
export function transportFailure({ reason, host }: TransportError): Failure {
  const { cause, message, hints } = transportCauses[reason]
  return { cause, message: message.replace('{host}', host), hints }
}

import { BlockList, isIP } from 'node:net'

/**
 * Networks no user-typed host may lead to: everything the IANA special-purpose registries do not call globally
 * reachable, multicast, and every form of IPv6 that carries an IPv4 address inside.
 * https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const networks = {
  ipv4: [
    ['0.0.0.0', 8], // "this network", RFC 791
    ['10.0.0.0', 8], // private, RFC 1918
    ['100.64.0.0', 10], // shared by carriers, RFC 6598; some clouds answer metadata here
    ['127.0.0.0', 8], // loopback, RFC 1122
    ['168.63.129.16', 32], // a cloud's metadata and host agent on an address that looks public
    ['169.254.0.0', 16], // link-local, RFC 3927; cloud metadata
    ['172.16.0.0', 12], // private, RFC 1918
    ['192.0.0.0', 24], // protocol assignments, RFC 6890
    ['192.0.2.0', 24], // documentation, RFC 5737
    ['192.31.196.0', 24], // AS112, RFC 7535
    ['192.52.193.0', 24], // automatic multicast tunnelling, RFC 7450
    ['192.88.99.0', 24], // 6to4 relays, RFC 7526
    ['192.168.0.0', 16], // private, RFC 1918
    ['192.175.48.0', 24], // AS112, RFC 7534
    ['198.18.0.0', 15], // benchmarks, RFC 2544
    ['198.51.100.0', 24], // documentation, RFC 5737
    ['203.0.113.0', 24], // documentation, RFC 5737
    ['224.0.0.0', 4], // multicast, RFC 5771
    ['240.0.0.0', 4], // reserved and limited broadcast, RFC 1112
  ],
  ipv6: [
    ['::', 96], // unspecified, loopback, and IPv4-compatible, RFC 4291
    ['::ffff:0:0', 96], // IPv4-mapped, RFC 4291
    ['::ffff:0:0:0', 96], // IPv4-translated, RFC 2765
    ['64:ff9b::', 96], // NAT64, RFC 6052
    ['64:ff9b:1::', 48], // local NAT64, RFC 8215
    ['100::', 64], // discard-only, RFC 6666
    ['2001::', 23], // protocol assignments with Teredo, RFC 2928
    ['2001:db8::', 32], // documentation, RFC 3849
    ['2002::', 16], // 6to4, RFC 3056
    ['2620:4f:8000::', 48], // AS112, RFC 7534
    ['3fff::', 20], // documentation, RFC 9637
    ['5f00::', 16], // segment routing, RFC 9602
    ['fc00::', 7], // unique-local, RFC 4193; cloud metadata
    ['fe80::', 10], // link-local, RFC 4291
    ['fec0::', 10], // site-local, RFC 3879
    ['ff00::', 8], // multicast, RFC 4291
  ],
} as const satisfies Record<string, readonly (readonly [string, number])[]>

/** Tells for an IP address, without brackets, whether the door stays shut. Text that is no address is refused too. */
export type IsBlockedAddress = (address: string) => boolean

/** Builds the check once, for as long as a transport lives. */
export function createAddressCheck(): IsBlockedAddress {
  // One list per family: in a shared one the IPv4-mapped network would match every IPv4 address.
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() }
  for (const family of ['ipv4', 'ipv6'] as const) {
    for (const [network, prefix] of networks[family]) lists[family].addSubnet(network, prefix, family)
  }
  return (address) => {
    const version = isIP(address)
    if (version === 0) return true
    const family = version === 4 ? 'ipv4' : 'ipv6'
    return lists[family].check(address, family)
  }
}

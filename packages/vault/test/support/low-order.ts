/**
 * The public keys whose shared secret is zero, with both values of the ignored top bit.
 * https://cr.yp.to/ecdh.html#validate
 */
export const lowOrderKeys: readonly Uint8Array[] = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].flatMap((hex) => {
  const low = Buffer.from(hex, 'hex')
  const high = Buffer.from(low)
  high[31]! |= 0x80
  return [Uint8Array.from(low), Uint8Array.from(high)]
})

/** An address as a number, with the bits that its kind has. */
interface Address {
  readonly value: bigint;
  readonly bits: 32 | 128;
}

function readIPv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function readIPv6(text: string): bigint | undefined {
  // An IPv4 address may stand for the last two groups.
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  let plain = text;
  if (tail) {
    const last = readIPv4(tail[2] ?? '');
    if (last === undefined) return undefined;
    plain = `${tail[1]}${(last >> 16n).toString(16)}:${(last & 0xffffn).toString(16)}`;
  }
  const [before = '', after, more] = plain.split('::');
  if (more !== undefined) return undefined;
  const head = before === '' ? [] : before.split(':');
  const end = after === undefined || after === '' ? [] : after.split(':');
  const missing = 8 - head.length - end.length;
  if (after === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...end];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((value, group) => value * 65_536n + BigInt(`0x${group}`), 0n);
}

function readAddress(text: string): Address | undefined {
  const plain = text.trim().split('%')[0] ?? '';
  const four = readIPv4(plain.replace(/^::ffff:(?=\d+\.)/i, ''));
  if (four !== undefined) return { value: four, bits: 32 };
  const six = plain.includes(':') ? readIPv6(plain) : undefined;
  return six === undefined ? undefined : { value: six, bits: 128 };
}

function readNetwork(text: string): (Address & { readonly prefix: number }) | undefined {
  const [address = '', prefix, more] = text.trim().split('/');
  const read = readAddress(address);
  if (!read || more !== undefined) return undefined;
  if (prefix === undefined) return { ...read, prefix: read.bits };
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > read.bits) return undefined;
  return { ...read, prefix: Number(prefix) };
}

/** Whether a text is an address or a network in CIDR, IPv4 or IPv6. */
export const isNetwork = (text: string): boolean => readNetwork(text) !== undefined;

/** Whether an address lies in a network; an IPv4 address mapped into IPv6 counts as IPv4. What can't be read lies nowhere. */
export function isInNetwork(address: string, network: string): boolean {
  const one = readAddress(address);
  const all = readNetwork(network);
  if (!one || !all || one.bits !== all.bits) return false;
  const rest = BigInt(all.bits - all.prefix);
  return one.value >> rest === all.value >> rest;
}
